import {
  allowsDecimalComma,
  CARRIAGE_RETURN,
  csvValue,
  delimiterOf,
  LINE_FEED,
  QUOTE,
  readRecord,
  textOf,
} from './csv-text.ts';
import { readDecimal } from './decimal.ts';
import { ExactSums } from './exact-sums.ts';
import { HASH_START, hashByte, KeyTable } from './key-table.ts';
import { StatisticsProblem } from './problem.ts';
import { compressText } from './sv.ts';

/** What a table of pupils is compressed by: the columns that name a cell, the outcome y and the covariates x. */
export type CompressionSpec = {
  readonly keys: readonly string[];
  readonly outcome: string;
  readonly covariates: readonly string[];
};

/** Beyond this a square could leave the range of doubles. */
const LARGEST = 1e100;

/** A longer row is taken as a sign of a quotation mark that was never closed. */
const LONGEST_ROW = 2 ** 20;

const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

/** So many digits are a whole number of 32 bits; longer numbers are read by `readDecimal`. */
const SHORT = 9;
const SHORT_TENS = Float64Array.from({ length: SHORT + 1 }, (_, power) => 10 ** power);

/** What a column is to the compression: nothing, a key, or the number with this place. */
const SKIPPED = -2;
const KEY = -1;

/** Sums of y and y², and for each covariate of x, x² and xy. */
const OUTCOME_SUMS = 2;
const COVARIATE_SUMS = 3;

/**
 * Compresses a table of pupils to cells, a piece of the file at a time: for every combination of keys n, Σy, Σy² and for
 * each covariate Σx, Σx², Σxy. Memory grows with the cells, not with the rows.
 *
 * The text is comma-, semicolon- or tab-separated UTF-8 (or Windows-1252) with a header, with or without byte order mark,
 * quotation marks and carriage returns. Every number is the double nearest to its text, squares and products are
 * rounded once each, and the sums are exact until they are read. So the same rows in any order give the same bytes.
 *
 * Throws `StatisticsProblem` with row and column for what cannot be a cell: a missing column, a row with too few or too many
 * values, an empty key, or a value that is not a finite decimal number.
 */
export class Compression {
  readonly #spec: CompressionSpec;
  readonly #table = new KeyTable();
  readonly #sums: ExactSums;
  readonly #numbers: Float64Array;
  readonly #terms: Float64Array;
  #counts = new Float64Array(64);
  #columns: readonly string[] | null = null;
  #roles = new Int32Array(0);
  /** Which of the keys, in the order of the specification, the file's first, second … key column is. */
  #keyPlaces: readonly number[] = [];
  #delimiter = 0;
  #comma = false;
  #record = 1;
  #rows = 0;
  #key = new Uint8Array(256);
  #keyLength = 0;
  #hash = HASH_START;

  constructor(spec: CompressionSpec) {
    const header = headerOf(spec);
    const twice = header.find((name, at) => header.indexOf(name) !== at);
    if (twice !== undefined) throw new StatisticsProblem(compressText.namedTwice(twice));
    this.#spec = spec;
    this.#numbers = new Float64Array(1 + spec.covariates.length);
    this.#terms = new Float64Array(OUTCOME_SUMS + COVARIATE_SUMS * spec.covariates.length);
    this.#sums = new ExactSums(this.#terms.length);
  }

  /** How many rows have been read, without the header. */
  get rows(): number {
    return this.#rows;
  }

  /** How many cells there are. */
  get cells(): number {
    return this.#table.size;
  }

  /**
   * Reads whole rows from `bytes[0 … length − 1]` and returns how many bytes that was; what is left is to be given again,
   * with more after it. With `last` the row that ends the file needs no line feed; `bytes` must then have room for
   * one byte after `length`.
   */
  take(bytes: Uint8Array, length: number, last: boolean): number {
    let end = length;
    if (last && end > 0 && bytes[end - 1] !== LINE_FEED) {
      bytes[end] = LINE_FEED;
      end += 1;
    }
    let at = 0;
    if (this.#columns === null) {
      const next = this.#takeHeader(bytes, end);
      if (next === null) {
        if (last || end > LONGEST_ROW) throw new StatisticsProblem(compressText.noHeader, { row: 1 });
        return 0;
      }
      at = next;
    }
    const whole = end === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    at = this.#takeRows(bytes, at, whole);
    if ((last && at < end) || end - at > LONGEST_ROW) {
      throw new StatisticsProblem(compressText.endlessRow, { row: this.#record + 1 });
    }
    if (last && this.#rows === 0) throw new StatisticsProblem(compressText.noRows);
    return Math.min(at, length);
  }

  /** The cells as comma-separated text in pieces: a header, then one line per cell, sorted by the keys in their order. */
  *lines(): Generator<string> {
    yield `${headerOf(this.#spec).map(csvValue).join(',')}\n`;
    const keys = this.#keyTexts();
    const width = this.#terms.length;
    let piece = '';
    for (const cell of sortedCells(keys, this.cells)) {
      for (const column of keys) piece += `${csvValue(column[cell] as string)},`;
      piece += this.#counts[cell];
      for (let sum = 0; sum < width; sum += 1) piece += `,${this.#sums.read(cell, sum)}`;
      piece += '\n';
      if (piece.length > LONGEST_ROW) {
        yield piece;
        piece = '';
      }
    }
    yield piece;
  }

  #takeHeader(bytes: Uint8Array, end: number): number | null {
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    if (bytes.subarray(0, Math.min(end, 64)).includes(0))
      throw new StatisticsProblem(compressText.notText, { row: 1 });
    this.#delimiter = delimiterOf(bytes, mark, end);
    this.#comma = allowsDecimalComma(this.#delimiter);
    const header = readRecord(bytes, mark, end, this.#delimiter);
    if (header === null) return null;
    const columns = header.fields.map(name => name.trim());
    const numbers = [this.#spec.outcome, ...this.#spec.covariates];
    for (const name of [...this.#spec.keys, ...numbers]) {
      if (!columns.includes(name))
        throw new StatisticsProblem(compressText.noColumn(columns), { row: 1, column: name });
      if (columns.indexOf(name) !== columns.lastIndexOf(name)) {
        throw new StatisticsProblem(compressText.columnTwice, { row: 1, column: name });
      }
    }
    this.#columns = columns;
    this.#keyPlaces = columns.flatMap(name => {
      const place = this.#spec.keys.indexOf(name);
      return place < 0 ? [] : [place];
    });
    this.#roles = Int32Array.from(columns, name => {
      if (this.#spec.keys.includes(name)) return KEY;
      const number = numbers.indexOf(name);
      return number < 0 ? SKIPPED : number;
    });
    return header.next;
  }

  /** Reads the rows from `start` to `end` and returns where the first begins that does not end there. */
  #takeRows(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end) {
      const next = this.#takeRow(bytes, at, end);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Reads the row at `start` and returns where the next begins; −1 when the row does not end before `end`. */
  #takeRow(bytes: Uint8Array, start: number, end: number): number {
    const roles = this.#roles;
    const columns = roles.length;
    const delimiter = this.#delimiter;
    if (columns > 1 && endsAt(bytes, start)) return this.#skipBlank(bytes, start);
    this.#keyLength = 0;
    this.#hash = HASH_START;
    let at = start;
    for (let column = 0; ; column += 1) {
      const role = column < columns ? (roles[column] ?? SKIPPED) : SKIPPED;
      let byte = bytes[at];
      if (byte === QUOTE) {
        at = this.#takeQuoted(bytes, at, end, role, column);
        if (at < 0) return -1;
      } else if (role === KEY) at = this.#takeKey(bytes, at, column);
      else if (role >= 0) at = this.#takeNumber(bytes, at, role, column);
      else {
        while (byte !== delimiter && byte !== LINE_FEED) {
          at += 1;
          byte = bytes[at];
        }
      }
      at += 1;
      if (bytes[at - 1] === LINE_FEED) {
        if (column + 1 !== columns) throw this.#problem(compressText.width(column + 1, columns), -1);
        this.#record += 1;
        this.#add();
        return at;
      }
    }
  }

  #skipBlank(bytes: Uint8Array, at: number): number {
    this.#record += 1;
    return at + (bytes[at] === LINE_FEED ? 1 : 2);
  }

  /** Takes a value in quotation marks and returns where it ends; −1 when it does not end before `end`. */
  #takeQuoted(bytes: Uint8Array, start: number, end: number, role: number, column: number): number {
    const from = start + 1;
    let at = from;
    for (; at < end && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE); at += 1) {
      if (bytes[at] === QUOTE) at += 1;
    }
    if (at >= end) return -1;
    if (role === KEY) this.#readKey(bytes, from, at, true, column);
    else if (role >= 0) this.#readNumber(bytes, from, at, role, column);
    at += 1;
    if (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) at += 1;
    if (bytes[at] !== this.#delimiter && bytes[at] !== LINE_FEED) {
      throw this.#problem(compressText.afterQuote, column);
    }
    return at;
  }

  /** Takes a key without quotation marks and returns where it ends. */
  #takeKey(bytes: Uint8Array, start: number, column: number): number {
    const delimiter = this.#delimiter;
    const key = this.#key;
    let length = this.#keyLength;
    let hash = this.#hash;
    let at = start;
    let byte = bytes[at] ?? 0;
    while (byte !== delimiter && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
      key[length] = byte;
      length += 1;
      hash = hashByte(hash, byte);
      at += 1;
      byte = bytes[at] ?? 0;
    }
    // A key without room for what follows is read again, at leisure; so is one where a carriage return stands.
    if (byte === CARRIAGE_RETURN || at === start || length >= key.length) {
      const to = endOfValue(bytes, at, delimiter);
      this.#readKey(bytes, start, withoutReturn(bytes, start, to), false, column);
      return to;
    }
    key[length] = LINE_FEED;
    this.#keyLength = length + 1;
    this.#hash = hashByte(hash, LINE_FEED);
    return at;
  }

  #readKey(bytes: Uint8Array, from: number, to: number, quoted: boolean, column: number): void {
    if (from === to) throw this.#problem(compressText.emptyKey, column);
    const most = this.#keyLength + to - from + 1;
    if (most > this.#key.length) {
      const wider = new Uint8Array(most * 2);
      wider.set(this.#key);
      this.#key = wider;
    }
    const key = this.#key;
    let length = this.#keyLength;
    let hash = this.#hash;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      // A line feed separates the keys of a cell, and so cannot stand in one.
      if (byte === LINE_FEED) throw this.#problem(compressText.brokenKey, column);
      if (quoted && byte === QUOTE) at += 1;
      key[length] = byte;
      length += 1;
      hash = hashByte(hash, byte);
    }
    key[length] = LINE_FEED;
    this.#keyLength = length + 1;
    this.#hash = hashByte(hash, LINE_FEED);
  }

  /** Takes a number without quotation marks and returns where it ends. A short one is read on the way. */
  #takeNumber(bytes: Uint8Array, start: number, place: number, column: number): number {
    const negative = bytes[start] === MINUS;
    const first = negative ? start + 1 : start;
    let at = first;
    let byte = bytes[at] ?? 0;
    let size = 0;
    let decimals = 0;
    while (byte >= ZERO && byte <= NINE) {
      size = (size * 10 + byte - ZERO) | 0;
      at += 1;
      byte = bytes[at] ?? 0;
    }
    let digits = at - first;
    if (byte === POINT) {
      const point = at;
      at += 1;
      byte = bytes[at] ?? 0;
      while (byte >= ZERO && byte <= NINE) {
        size = (size * 10 + byte - ZERO) | 0;
        at += 1;
        byte = bytes[at] ?? 0;
      }
      decimals = at - point - 1;
      digits += decimals;
    }
    if ((byte === this.#delimiter || byte === LINE_FEED) && digits > 0 && digits <= SHORT) {
      this.#numbers[place] = (negative ? 0 - size : size) / (SHORT_TENS[decimals] ?? 1);
      return at;
    }
    const to = endOfValue(bytes, at, this.#delimiter);
    this.#readNumber(bytes, start, withoutReturn(bytes, start, to), place, column);
    return to;
  }

  #readNumber(bytes: Uint8Array, from: number, to: number, place: number, column: number): void {
    let first = from;
    let last = to;
    while (first < last && bytes[first] === SPACE) first += 1;
    while (first < last && bytes[last - 1] === SPACE) last -= 1;
    if (first === last) throw this.#problem(compressText.emptyNumber, column);
    const value = readDecimal(bytes, first, last, this.#comma);
    if (Number.isNaN(value)) {
      throw this.#problem(compressText.notNumber(textOf(bytes.subarray(first, last))), column);
    }
    if (value > LARGEST || value < -LARGEST) throw this.#problem(compressText.tooLarge, column);
    this.#numbers[place] = value;
  }

  /** Adds the row that was just read to its cell. */
  #add(): void {
    const known = this.#table.size;
    const cell = this.#table.numberOf(this.#key, this.#keyLength, this.#hash);
    if (cell === known) {
      this.#sums.reserve(known + 1);
      if (known === this.#counts.length) {
        const counts = new Float64Array(known * 2);
        counts.set(this.#counts);
        this.#counts = counts;
      }
    }
    this.#rows += 1;
    this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    const numbers = this.#numbers;
    const terms = this.#terms;
    const y = numbers[0] ?? 0;
    terms[0] = y;
    terms[1] = y * y;
    let term = OUTCOME_SUMS;
    for (let covariate = 1; covariate < numbers.length; covariate += 1) {
      const x = numbers[covariate] ?? 0;
      terms[term] = x;
      terms[term + 1] = x * x;
      terms[term + 2] = x * y;
      term += COVARIATE_SUMS;
    }
    this.#sums.addRow(cell, terms);
  }

  /** For each key in the order of the specification, its text in every cell. */
  #keyTexts(): string[][] {
    const texts = this.#spec.keys.map(() => new Array<string>(this.cells).fill(''));
    for (let cell = 0; cell < this.cells; cell += 1) {
      const parts = textOf(this.#table.bytesOf(cell)).split('\n');
      this.#keyPlaces.forEach((place, at) => {
        (texts[place] as string[])[cell] = parts[at] as string;
      });
    }
    return texts;
  }

  #problem(message: string, column: number): StatisticsProblem {
    const name = this.#columns?.[column];
    const row = this.#record + 1;
    return new StatisticsProblem(message, name === undefined ? { row } : { row, column: name });
  }
}

/** Whether a line ends here, and nothing stands before its end. */
const endsAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED);

/** Where a value without quotation marks ends. A line feed always follows. */
const endOfValue = (bytes: Uint8Array, start: number, delimiter: number): number => {
  let at = start;
  while (bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at += 1;
  return at;
};

/** The end of a value that ends at `to`, before the carriage return that belongs to the end of the line. */
const withoutReturn = (bytes: Uint8Array, from: number, to: number): number =>
  to > from && bytes[to] === LINE_FEED && bytes[to - 1] === CARRIAGE_RETURN ? to - 1 : to;

const headerOf = ({ keys, covariates }: CompressionSpec): string[] => [
  ...keys,
  'n',
  'sum',
  'sum_squares',
  ...covariates.flatMap(name => [`sum_${name}`, `sum_squares_${name}`, `sum_product_${name}`]),
];

/** The cells in the order of their keys: a key of numbers only by size, any other by its characters. */
const sortedCells = (keys: readonly (readonly string[])[], cells: number): Uint32Array => {
  const ranks = keys.map(ranksOf);
  const order = new Uint32Array(cells);
  for (let cell = 0; cell < cells; cell += 1) order[cell] = cell;
  return order.sort((a, b) => {
    for (const rank of ranks) {
      const difference = (rank[a] ?? 0) - (rank[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
};

/** For every value, its place among the different values. */
const ranksOf = (values: readonly string[]): Int32Array => {
  const different = [...new Set(values)];
  const numbers = new Map(
    different.map(text => {
      const bytes = encoder.encode(text);
      return [text, readDecimal(bytes, 0, bytes.length, false)];
    }),
  );
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const numeric = different.every(text => Number.isFinite(numbers.get(text)));
  different.sort((a, b) => (numeric ? (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0) : 0) || byText(a, b));
  const rank = new Map(different.map((text, at) => [text, at]));
  return Int32Array.from(values, text => rank.get(text) ?? 0);
};

const encoder = new TextEncoder();
