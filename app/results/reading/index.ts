export { type DeliveryDecision, type WeighingGrounds, weighDelivery } from '../decision.ts';
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
export { hexOf } from './hex.ts';
export { type Preview, type PreviewLine, previewOf } from './preview.ts';
export { questionText } from './question-text.ts';
export { type ReadingTools, readResults } from './read-results.ts';
export { type RemarkGroup, remarkGroups } from './remark-groups.ts';
export type { RowSource } from './source.ts';
