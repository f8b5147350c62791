export { type Attachment, type Section, sections } from './board-item.ts';
export { type Answer, type Verdict, verdicts } from './commission.ts';
export { decidedClauses } from './decided-reading.ts';
export type { ItemDraft } from './draft.ts';
export { readFilling } from './filling.ts';
export {
  createItem,
  loadOwnReportBacks,
  type PartChange,
  type ParticipationInput,
  saveAnswers,
  saveAttachments,
  saveClauses,
  saveParticipation,
  saveRecipients,
  saveSection,
} from './item-actions.ts';
export { itemDocument } from './item-document.ts';
export { itemFigures } from './item-figures.ts';
export { readDraft } from './item-reading.ts';
export type { MatterInput } from './matter.ts';
export { createMatter, giveCommission, recordReportBack } from './matter-actions.ts';
export { askedWays, childQuestions, evidenceKinds, notAskedReasons } from './participation.ts';
export { boardQuestions } from './question-texts.ts';
export { isReady, readinessOf } from './readiness.ts';
export { routes as boardRoutes } from './routes.tsx';
export { moveItem, recordDecision } from './stage-actions.ts';
export { boardTasks } from './task-reading.ts';
export type { Written } from './written.ts';
