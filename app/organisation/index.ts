export { loadOrganisation } from './reading.ts';
export * from './store.ts';
export * from './unit.ts';
