export {
  disposeOfCells,
  listDueForDisposal,
  type Receipt,
  receiveDeliveries,
  tryDeliveries,
} from './actions.ts';
export type { Finding } from './audit/disclosure.ts';
export { auditReleased } from './audit/reading.ts';
export * from './cell.ts';
export { stopDeciding } from './deciding/decider.ts';
export { whenDecided } from './deciding/when-decided.ts';
export {
  type Delivery,
  type DeliveryScope,
  type DeliveryState,
  deliveryStates,
  type KnownSubject,
  type KnownUnit,
  type ReceivedDelivery,
  type Surroundings,
} from './delivery.ts';
export { latestPeriod } from './delivery-period.ts';
export * from './grade-scale.ts';
export {
  type ColumnRole,
  columnRoles,
  type DeliveryKind,
  deliveryKinds,
  isDeliveryKind,
  type KindDescription,
  kindDescriptions,
  type LinkedFile,
} from './kind.ts';
export {
  allSubjects,
  type DerivedMeasure,
  derivedMeasures,
  type GapStep,
  gapSteps,
  type Measure,
  type MeasureDescription,
  type MeasureUnit,
  measureDescriptions,
  measures,
  measureUnits,
  type Share,
  shareOfGap,
  shareOfPassed,
} from './measure.ts';
export { resultQuestions } from './question-texts.ts';
export { columnTexts, type RemarkGroup, readResults, remarkGroups } from './reading/index.ts';
export type { ColumnChoice, Reading, ReadingInput, ResultFile, RowRemark } from './reading.ts';
export { receiptTexts } from './receipt.ts';
export { loadReleases } from './release-store.ts';
export type { RemarkRule } from './remark.ts';
export { type DueDisposal, retentionYears } from './retention.ts';
export { routes as resultRoutes } from './routes.tsx';
export { type CellQuestion, type KeptCell, loadCells, loadChoices, loadDeliveries } from './store.ts';
export { loadSurroundings } from './surroundings-reading.ts';
export { releaseTable } from './table-actions.ts';
export { deliveryTitle } from './title.ts';
export { findTold, TOLD } from './told.ts';
export { type ResultChapter, resultChapters, toldFigureNames } from './told-chapter.ts';
export { readAllTold, readToldOfPlace, toldSourceOf } from './told-reading.ts';
export { routes as resultTableRoutes } from './views/routes.tsx';
