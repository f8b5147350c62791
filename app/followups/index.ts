export type { FollowUp, Party, Round } from './follow-up.ts';
export { moveFollowUp, noteEvidence, saveAgreed, saveRating } from './follow-up-actions.ts';
export type { FollowUpChapter } from './follow-up-chapter.ts';
export { readFollowUpTelling } from './follow-up-chapter-reading.ts';
export { type LateFollowUp, readLate } from './late-reading.ts';
export type { PulseAnswer } from './pulse/pulse.ts';
export { answerPulse, closePulse, openPulse } from './pulse/pulse-actions.ts';
export { pulseTasks } from './pulse/pulse-reading.ts';
export { followUpQuestions } from './question-texts.ts';
export { insertReading } from './reader-store.ts';
export { readYear, type YearView } from './reading.ts';
export { type DueEvidence, EVIDENCE_YEARS } from './retention.ts';
export { disposeOfEvidence, listEvidenceDue } from './retention-actions.ts';
export { openRound } from './round-actions.ts';
export { routes as followUpRoutes } from './routes.tsx';
export {
  addHoliday,
  beginVersion,
  changeRoutine,
  createRoutine,
  decideRoutine,
  recordUnionStep,
} from './routine-actions.ts';
export { loadHolidays } from './routine-store.ts';
export { followUpTasks } from './task-reading.ts';
export { stateUnionView } from './union/union-actions.ts';
export { unionTasks } from './union/union-reading.ts';
export { askedHash } from './union/union-view.ts';
export { isQuiet, type SchoolHoliday } from './wheel.ts';
export { type DueDay, readDueDays } from './wheel-reading.ts';
export { holdsPosition } from './without-follow-up-reading.ts';
