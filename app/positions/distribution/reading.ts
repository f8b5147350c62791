import { loadPeople, type Person } from '#app/access/index.ts';
import { keepUntilNextEvent, latestEvent, type Scoped } from '#app/database/index.ts';
import {
  loadAcademicYears,
  loadPublishedValues,
  loadUnits,
  type PublishedValue,
  readAuthority,
  type Unit,
} from '#app/organisation/index.ts';
import { type AcademicYear, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { DataCut } from '#app/shared/figure.ts';
import type { Register } from '../position.ts';
import { loadRegister } from '../store.ts';
import type { Structure } from '../structures/structure.ts';
import { loadStructures } from '../structures/structure-store.ts';
import { comparedMeasures } from './published.ts';

/**
 * Everything the distribution is worked out from, read in one transaction so that all of it is one state of the data. It
 * holds all time: `on` is the day that is looked at, and a comparison looks at another day of the same reading.
 */
export type DistributionReading = {
  readonly on: IsoDate;
  readonly cut: DataCut;
  readonly authorityName: string;
  readonly units: readonly Unit[];
  readonly register: Register;
  /** What the units have for their teachers to develop their teaching. */
  readonly structures: readonly Structure[];
  readonly genders: ReadonlyMap<string, Person['gender']>;
  readonly published: readonly PublishedValue[];
  readonly academicYears: readonly AcademicYear[];
};

export const readDistribution = async (tx: Scoped, on: IsoDate): Promise<DistributionReading> => ({
  on,
  cut: { on, event: await latestEvent(tx) },
  authorityName: (await readAuthority(tx)).name,
  units: await keepUntilNextEvent(tx, 'units', () => loadUnits(tx)),
  register: await loadRegister(tx),
  structures: await loadStructures(tx),
  genders: await keepUntilNextEvent(tx, 'genders', async () => {
    const people = await loadPeople(tx);
    return new Map(people.map(person => [person.id, person.gender] as const));
  }),
  published: await keepUntilNextEvent(tx, 'published to compare with', () =>
    loadPublishedValues(tx, comparedMeasures),
  ),
  academicYears: await keepUntilNextEvent(tx, 'academic years', () => loadAcademicYears(tx)),
});

/** The same reading, looked at on another day. */
export const onAnotherDay = (reading: DistributionReading, on: IsoDate): DistributionReading => ({
  ...reading,
  on,
  cut: { on, event: reading.cut.event },
});

/** The first year of the academic year that the reading looks at. */
export const academicYearStart = (reading: DistributionReading): number =>
  academicYearOf(reading.on, reading.academicYears).startYear;
