import type { OrganisationOn, UnitOn } from '#app/organisation/index.ts';
import type { Option } from '#app/web/index.ts';

/** Units to choose among, grouped by what they stand under. */
export const unitOptions = (units: readonly UnitOn[], organisation: OrganisationOn): Option[] =>
  units.map(unit => {
    const parent = unit.parentId === null ? null : organisation.find(unit.parentId);
    const option = { value: unit.id, text: unit.name };
    return parent ? { ...option, group: parent.name } : option;
  });
