import type { OutTable, TableFormat } from '#app/shared/table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

/**
 * Writes a table that people open in a spreadsheet program. Texts that begin like a formula get an apostrophe in
 * front, in every cell, header, note and sheet name; numbers stay numbers. The title names the sheet; a CSV file has
 * no place for it. Throws when a number is not finite, since such a number is a fault in the program.
 */
export const writeTable = async (table: OutTable, format: TableFormat): Promise<Uint8Array> => {
  for (const cell of table.rows.flat()) {
    if (typeof cell === 'number' && !Number.isFinite(cell))
      throw new RangeError(`Not a finite number: ${cell}`);
  }
  return format === 'csv' ? writeCsv(table) : writeXlsx(table);
};
