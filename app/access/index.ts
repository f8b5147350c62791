export { addPerson, endRole, giveRole } from './actions.ts';
export { importPeople, type PeopleImport } from './import.ts';
export {
  type Asker,
  decide,
  finalisedStates,
  permissions,
  type Relation,
  relations,
  sentStates,
  stepStates,
} from './permissions.ts';
export { isRole, type Role, type RoleHolding, roles } from './role.ts';
export { routes as accessRoutes } from './routes.tsx';
export * from './store.ts';
export { findViewer, stillMay, viewerOf } from './viewer.ts';
