export type {
  ColumnChoice,
  Reading,
  ReadingInput,
  ReadingProgress,
  ResultFile,
  RowRemark,
  TextEncoding,
} from '../reading.ts';
export { columnTexts, errorList } from './error-list.ts';
export { type Preview, type PreviewLine, previewOf } from './preview.ts';
export { type ReadingTools, readResults } from './read-results.ts';
export type { RowSource } from './source.ts';
