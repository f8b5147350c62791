/**
 * The door for tables of text: pupils to cells, and the reading of small tables. It stands beside `index.ts` because it needs
 * no distribution functions, so that `samsyn compress` starts at once.
 */
export { Compression, type CompressionSpec } from './compress.ts';
export { allowsDecimalComma, delimiterOf, readRecord } from './csv-text.ts';
export { StatisticsProblem } from './problem.ts';
