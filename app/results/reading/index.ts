export type {
  ColumnChoice,
  Reading,
  ReadingInput,
  ReadingProgress,
  ResultFile,
  RowRemark,
  TextEncoding,
} from '../reading.ts';
export { type ReadingTools, readResults } from './read-results.ts';
export type { RowSource } from './source.ts';
