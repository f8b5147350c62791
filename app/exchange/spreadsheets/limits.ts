/**
 * How much a file may hold. The sizes are far above what a municipality has and far below what would tire the
 * machine: a file that claims more is refused before it is unpacked.
 */
export const limits = {
  /** Bytes of the file as delivered. */
  fileBytes: 50_000_000,
  /** Bytes of an XLSX once unpacked, all parts together. */
  unpackedBytes: 250_000_000,
  /** Parts in the package of an XLSX. */
  parts: 2_000,
  /** How many times smaller than its content a large part may claim to be. Real sheets reach about 60. */
  packingRatio: 250,
  /** A part smaller than this may be packed as hard as it likes. */
  packingRatioFromBytes: 64_000_000,
  rows: 250_000,
  columns: 200,
  /** Characters in one cell: what Excel itself can hold. */
  cellCharacters: 32_767,
  /** Rows looked through for the header. */
  headerSearchRows: 20,
  /** Problems told at once; nobody mends more before trying again. */
  problems: 20,
  /** Time that one file may take. */
  milliseconds: 30_000,
} as const;

/** What a reader may be told to allow when rows are handed over one at a time and none is kept. */
export type FileSize = {
  readonly fileBytes: number;
  readonly rows: number;
  readonly milliseconds: number;
};
