export { BackupProblem, type BackupReport, backUp, restore } from './backup.ts';
export { type Database, type DatabasePlace, openDatabase } from './connection.ts';
export {
  type ChainFault,
  type ChainReport,
  eventsAbout,
  keepUntilNextEvent,
  latestEvent,
  latestEvents,
  type NewEvent,
  type RecordedEvent,
  recordEvent,
  recordEvents,
  verifyChain,
} from './events.ts';
export { foreignKeys } from './foreign-keys.ts';
export { DirectoryInUse } from './lock.ts';
export { migrate } from './migrate.ts';
export { isRefusedValue } from './refused-value.ts';
export { writeRows } from './rows.ts';
export { type ColumnClass, columnClasses, type Tables } from './schema.ts';
export { enterInDirectory, listAuthorities, type Scope, type Scoped, withScope } from './scope.ts';
