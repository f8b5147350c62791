export { type Asker, decide, permissions, type Relation, relations, sentStates } from './permissions.ts';
export { isRole, type Role, type RoleHolding, roles } from './role.ts';
export * from './store.ts';
