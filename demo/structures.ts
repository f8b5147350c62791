import type { Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { addStructure, loadRegister, sayNoStructures } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';

type FileGroup = Parameters<typeof addStructure>[3];

/** strukturer.json: what units have stated. No groups: it has said that it has none. A unit that is not there has said nothing. */
type StructureFile = {
  readonly statedOn: IsoDate;
  /** The position that leads a group stands by the authority's own number. */
  readonly units: readonly { readonly unit: string; readonly groups: readonly FileGroup[] }[];
};

/** Enters what Ekdala's units have for their teachers to develop their teaching, as their principals would. */
export const enterStructures = async (tx: Scoped, bytes: Uint8Array): Promise<void> => {
  const { statedOn, units } = JSON.parse(new TextDecoder().decode(bytes)) as StructureFile;
  const organisation = await loadOrganisation(tx, statedOn);
  const { positions } = await loadRegister(tx);
  const ids = new Map(positions.map(one => [one.externalId, one.id]));
  for (const { unit, groups } of units) {
    const unitId = organisation.all().find(one => one.name === unit)?.id ?? '';
    const done: Outcome<unknown>[] = [];
    if (groups.length === 0) done.push(await sayNoStructures(tx, statedOn, unitId));
    for (const group of groups)
      done.push(await addStructure(tx, statedOn, unitId, { ...group, ledBy: ids.get(group.ledBy) ?? '' }));
    for (const result of done)
      if (!result.ok) throw new Error(`strukturer.json, ${unit}: ${JSON.stringify(result.problems)}`);
  }
};
