export { type Sent, sendReminders, type TasksFor, writeReminders } from './actions.ts';
export type { HandOver, Handover, Letter } from './reminder.ts';
export { hasWorkBegun } from './timing.ts';
