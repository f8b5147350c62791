export { type Attachment, type BoardItem, type ItemHead, type Section, sections } from './board-item.ts';
export {
  type Answer,
  type Commission,
  type CommissionInput,
  type ReportBack,
  type Verdict,
  verdicts,
} from './commission.ts';
export type { DecisionInput } from './decision.ts';
export type { ItemDraft } from './draft.ts';
export { boardQuestions } from './figure-questions.ts';
export { type ItemFilling, type ReadFilling, readFilling } from './filling.ts';
export {
  type AnswersInput,
  type ClauseInput,
  createItem,
  type ItemInput,
  loadOwnReportBacks,
  type PartChange,
  type ParticipationInput,
  saveAnswers,
  saveAttachments,
  saveClauses,
  saveFacts,
  saveParticipation,
  saveRecipients,
  saveSection,
  takeCommission,
} from './item-actions.ts';
export { type DocumentOptions, itemDocument } from './item-document.ts';
export { type ItemFigure, itemFigures } from './item-figures.ts';
export { readDraft } from './item-reading.ts';
export type { Matter, MatterInput } from './matter.ts';
export {
  changeMatter,
  createMatter,
  giveCommission,
  type ReportBackInput,
  recordReportBack,
} from './matter-actions.ts';
export {
  askedWays,
  childQuestions,
  evidenceKinds,
  type FirstAnswer,
  notAskedReasons,
  type SecondAnswer,
} from './participation.ts';
export { isReady, type Missing, type Readiness, readinessOf } from './readiness.ts';
export { routes as boardRoutes } from './routes.tsx';
export { moveItem, moveStage, prepareSending, recordDecision, type Sending } from './stage-actions.ts';
export { type MoveName, moves, type Stage, stages } from './stages.ts';
export { boardTasks } from './tasks.ts';
export type { Written } from './written.ts';
