import { type Action, actions, type Place, type Viewer } from '#app/shared/permission.ts';
import { ownActions, permissions } from './permissions.ts';
import type { Role, RoleHolding } from './role.ts';

/** Those who hold something that is theirs to judge and to read about. */
const holders: readonly Role[] = ['förstelärare', 'lektor'];

/** Everything that somebody may do at the units where they have their roles, and why. Some of it may be done only in some states. */
export const rightsOf = (
  viewer: Pick<Viewer, 'personId' | 'may'>,
  holdings: readonly Pick<RoleHolding, 'role' | 'unitId'>[],
): readonly { readonly action: Action; readonly because: string }[] => {
  const units = [null, ...new Set(holdings.map(holding => holding.unitId))];
  const isHolder = holdings.some(holding => holders.includes(holding.role));
  return (Object.keys(actions) as Action[]).flatMap(action => {
    const states = permissions.flatMap(one => (one.actions.includes(action) ? (one.states ?? []) : []));
    const places: Place[] = [
      ...units.map(unitId => ({ unitId })),
      ...units.flatMap(unitId => states.map(state => ({ unitId, state }))),
      ...(isHolder && viewer.personId !== null && ownActions.includes(action)
        ? [{ unitId: null, personIds: [viewer.personId] }]
        : []),
    ];
    const allowed = places.map(place => viewer.may(action, place)).find(decision => decision.allowed);
    return allowed ? [{ action, because: allowed.because }] : [];
  });
};
