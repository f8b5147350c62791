import type { Scoped } from '#app/database/index.ts';
import { loadPublishedValues, loadUnits, type Unit } from '#app/organisation/index.ts';
import { loadLocalSubjects, SubjectCatalogue } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { WeighingGrounds } from './decision.ts';
import type { KnownUnit, Surroundings } from './delivery.ts';
import type { DeliveryKind } from './kind.ts';
import { loadStanding } from './store.ts';

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

/** What new deliveries of some kinds are weighed against today. */
export const loadWeighingGrounds = async (
  tx: Scoped,
  kinds: readonly DeliveryKind[],
  { units }: Surroundings,
  today: IsoDate,
): Promise<WeighingGrounds> => ({
  standing: await loadStanding(tx, kinds),
  units,
  published: (await loadPublishedValues(tx, ['totalNumberOfPupils'])).map(
    ({ schoolUnitCode, academicYearStart, value }) => ({ schoolUnitCode, academicYearStart, value }),
  ),
  today,
});
