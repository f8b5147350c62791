import type { Scoped } from '#app/database/index.ts';
import { loadUnits, type Unit } from '#app/organisation/index.ts';
import { loadLocalSubjects, SubjectCatalogue } from '#app/positions/index.ts';
import type { KnownUnit, Surroundings } from './delivery.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

const knownUnit = ({ schoolUnitCode, versions, startsOn, endsOn }: Unit): KnownUnit[] =>
  schoolUnitCode === null
    ? []
    : [
        {
          schoolUnitCode,
          name: versions.at(-1)?.name ?? '',
          schoolForms: distinct(versions.flatMap(version => version.schoolForms)),
          yearLevels: distinct(versions.flatMap(version => version.yearLevels)),
          startsOn,
          endsOn,
        },
      ];

/** What a reading must know of the authority: every unit with a code, whenever it was open, and the subjects. */
export const loadSurroundings = async (tx: Scoped): Promise<Surroundings> => ({
  units: (await loadUnits(tx)).flatMap(knownUnit),
  subjects: new SubjectCatalogue(await loadLocalSubjects(tx)).all.map(({ name, code }) => ({ name, code })),
});
