import type { OrganisationOn } from '#app/organisation/index.ts';
import type { Action, Place, Viewer } from '#app/shared/permission.ts';

/** The first unit with teaching where the reader may do something; null when there is none. */
export const firstPlace = (viewer: Viewer, action: Action, organisation: OrganisationOn): Place | null => {
  const unit = organisation.teachingUnits().find(one => viewer.may(action, { unitId: one.id }).allowed);
  return unit ? { unitId: unit.id } : viewer.may(action, { unitId: null }).allowed ? { unitId: null } : null;
};
