/** What a browser needs of the spreadsheets: rows in, a list out. The room's other door brings all formats. */
export { readRows } from './read-rows.ts';
export { writeCsv } from './write-csv.ts';
