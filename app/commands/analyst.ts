import * as fs from 'node:fs';
import { type ZodType, z } from 'zod';
import { allowsDecimalComma, delimiterOf, readRecord, StatisticsProblem } from '#statistics/tables.ts';
import { CommandProblem, say } from './command.ts';

/** A problem in a file that the analyst gave: one line that names the file, the place in it, and what to do. */
export const fileProblem = (
  file: string,
  message: string,
  place: { readonly row?: number; readonly column?: string } = {},
): CommandProblem => {
  const row = place.row === undefined ? [] : [`rad ${place.row}`];
  const column = place.column === undefined ? [] : [`kolumnen ${place.column}`];
  return new CommandProblem(`${[file, ...row, ...column].join(', ')}: ${message}`);
};

/** Runs a computation on a file; a problem with its data names the file, by its columns as they are called there. */
export const onFile = <Result>(file: string, compute: () => Result): Result => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof StatisticsProblem) throw fileProblem(file, error.message, error.place);
    throw error;
  }
};

/** The value of an option that must be there. */
export const required = (value: string | undefined, option: string): string => {
  if (value === undefined)
    throw new CommandProblem(`Ange ${option}. Kör samsyn help för att se hur kommandot används.`);
  return value;
};

const readBytes = (file: string): Uint8Array => {
  try {
    return fs.readFileSync(file);
  } catch {
    throw new CommandProblem(`${file}: Filen går inte att läsa. Kontrollera sökvägen.`);
  }
};

/** A table as columns of text, in the order of the rows; row 0 is the file's row 2, under the header. */
export type Table = {
  readonly file: string;
  readonly rows: number;
  readonly names: readonly string[];
  /** The column as text. @throws CommandProblem when there is none of that name */
  readonly column: (name: string) => readonly string[];
  /** The column with decimal points, for a file that may use decimal commas. */
  readonly numerals: (name: string) => readonly string[];
};

/** Reads a whole table: comma, semicolon or tab between columns, with a header. For cells, posts and ratings; not for pupils. */
export const readTable = (file: string): Table => {
  const given = readBytes(file);
  const bytes = given.at(-1) === 10 ? given : Buffer.concat([given, Uint8Array.of(10)]);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const delimiter = delimiterOf(bytes, start, bytes.length);
  const header = readRecord(bytes, start, bytes.length, delimiter);
  if (!header)
    throw fileProblem(file, 'Rubrikraden saknas. Lägg kolumnernas namn på första raden.', { row: 1 });
  const names = header.fields.map(name => name.trim());
  const values: string[][] = names.map(() => []);
  let rows = 0;
  for (let at = header.next; at < bytes.length; ) {
    const row = rows + 2;
    const record = readRecord(bytes, at, bytes.length, delimiter);
    if (!record) throw fileProblem(file, 'Raden tar inte slut. Stäng citattecknet.', { row });
    at = record.next;
    const { fields } = record;
    if (names.length > 1 && fields.length === 1 && fields[0]?.trim() === '') {
      if (isBlank(bytes, at)) break;
      throw fileProblem(file, 'Raden är tom. Ta bort den.', { row });
    }
    if (fields.length !== names.length) {
      const text = `Raden har ${fields.length} värden men rubrikraden har ${names.length}. Rätta raden.`;
      throw fileProblem(file, text, { row });
    }
    fields.forEach((field, place) => {
      values[place]?.push(field);
    });
    rows += 1;
  }
  if (rows === 0)
    throw fileProblem(file, 'Det finns inga rader under rubrikraden. Kontrollera att rätt fil angavs.');
  const column = (name: string): readonly string[] => {
    const found = values[names.indexOf(name)];
    if (!found) {
      const text = `Kolumnen finns inte. Filen har ${names.slice(0, 20).join(', ')}.`;
      throw fileProblem(file, text, { row: 1, column: name });
    }
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw fileProblem(file, 'Kolumnen finns två gånger. Byt namn på den ena.', { row: 1, column: name });
    }
    return found;
  };
  const numerals = allowsDecimalComma(delimiter)
    ? (name: string) => column(name).map(text => text.replace(',', '.'))
    : column;
  return { file, rows, names, column, numerals };
};

const isBlank = (bytes: Uint8Array, from: number): boolean =>
  bytes.subarray(from).every(byte => byte === 10 || byte === 13);

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A column of finite numbers. @throws CommandProblem with row and column for any other value */
export const numbers = (table: Table, name: string): Float64Array =>
  Float64Array.from(table.numerals(name), (text, row) => {
    const value = decimal.test(text.trim()) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    const fault = text.trim() === '' ? 'Talet saknas.' : `”${text.slice(0, 40)}” är inte ett tal.`;
    throw fileProblem(table.file, `${fault} Rätta det eller ta bort raden.`, { row: row + 2, column: name });
  });

/** A column of texts, none of them empty. @throws CommandProblem with row and column for one that is */
export const filled = (table: Table, name: string): readonly string[] =>
  table.column(name).map((text, row) => {
    if (text.trim() !== '') return text.trim();
    const place = { row: row + 2, column: name };
    throw fileProblem(table.file, 'Värdet saknas. Fyll i det eller ta bort raden.', place);
  });

/** Text ids as codes 0, 1, … in the order they are first met. */
export const codes = (table: Table, name: string): Int32Array => {
  const known = new Map<string, number>();
  return Int32Array.from(filled(table, name), id => {
    const code = known.get(id) ?? known.size;
    known.set(id, code);
    return code;
  });
};

/** Reads a specification. A key that is unknown, missing or wrong is a problem that names the file, the key and what to do. */
export const readSpec = <Spec>(file: string, schema: ZodType<Spec>): Spec => {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder().decode(readBytes(file)).replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof CommandProblem) throw error;
    throw new CommandProblem(`${file}: Filen är inte giltig JSON. Rätta den.`);
  }
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (!issue) throw new CommandProblem(`${file}: Specifikationen går inte att läsa.`);
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const key = [...path, issue.keys[0] ?? ''].join('.');
    throw new CommandProblem(
      `${file}, nyckeln ${key}: Nyckeln är okänd. Ta bort den eller rätta stavningen.`,
    );
  }
  throw new CommandProblem(
    `${file}, nyckeln ${path.join('.') || '(hela filen)'}: ${advice(issue, given, path)}`,
  );
};

const swedishTypes: Readonly<Record<string, string>> = {
  string: 'en text',
  number: 'ett tal',
  int: 'ett heltal',
  array: 'en lista',
  object: 'ett objekt',
  boolean: 'true eller false',
};

/** What to do about a value that a specification cannot have. */
const advice = (issue: z.core.$ZodIssue, given: unknown, path: readonly string[]): string => {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    given,
  );
  if (issue.code === 'invalid_value') return `Ange ett av ${issue.values.map(String).join(', ')}.`;
  if (found === undefined && path.length > 0) return 'Nyckeln saknas. Lägg till den.';
  if (issue.code === 'invalid_type') return `Ange ${swedishTypes[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'too_small') return `Ange minst ${issue.minimum}.`;
  if (issue.code === 'too_big') return `Ange högst ${issue.maximum}.`;
  return issue.code === 'custom' ? issue.message : 'Värdet kan inte användas. Rätta det.';
};

/** A name of a column in a specification. */
export const columnName = z.string().min(1);

/** A whole number that randomness starts from. */
export const seedNumber = z.int().min(0);

/** The seed of an option, or none. */
export const readSeed = (text: string | undefined): { readonly seed?: number } => {
  if (text === undefined) return {};
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return { seed };
  throw new CommandProblem(`--seed ${text}: Ange ett heltal, till exempel 20180117.`);
};

/** What is not a finite number is not known, and so not there. */
const finite = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? undefined : value;

/** One JSON object on standard output, or in a file. Numbers are written with all their digits. */
export const writeResult = (result: object, out: string | undefined): void => {
  const text = JSON.stringify(result, finite, 2);
  if (out === undefined) say(text);
  else writeFile(out, [`${text}\n`]);
};

/** Writes a file whole or not at all. */
export const writeFile = (file: string, pieces: Iterable<string>): void => {
  const part = `${file}.part`;
  try {
    const opened = fs.openSync(part, 'w');
    try {
      for (const piece of pieces) fs.writeSync(opened, piece);
    } finally {
      fs.closeSync(opened);
    }
    fs.renameSync(part, file);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw new CommandProblem(`${file}: Filen går inte att skriva (${(error as Error).message}).`);
  }
};
