export { type Sent, sendReminders, type TasksFor, writeReminders } from './actions.ts';
export type { Handover, Letter, Mail } from './reminder.ts';
export { routes as reminderRoutes } from './routes.tsx';
export { reminderTasks } from './task-reading.ts';
export { hasWorkBegun } from './timing.ts';
