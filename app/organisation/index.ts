export {
  addUnit,
  carryOutReorganisation,
  changeUnitFrom,
  decideAcademicYear,
  type FindLeftBehind,
  type MoveLeftBehind,
  type RegisteredUnit,
  type TakeOver,
  takeInRegister,
} from './actions.ts';
export { codeProblem, type LeftBehind, type UnitInput } from './change.ts';
export { importOrganisation, type OrganisationPlan } from './import.ts';
export { levels } from './pages.tsx';
export { loadOrganisation, readAuthority } from './reading.ts';
export { lockRights } from './rights-store.ts';
export { routes as organisationRoutes } from './routes.tsx';
export * from './store.ts';
export * from './unit.ts';
