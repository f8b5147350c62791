export { openRound } from './round-actions.ts';
export { addHoliday, createRoutine, decideRoutine, recordUnionStep } from './routine-actions.ts';
