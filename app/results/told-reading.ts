import { eventsAbout, keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import type { ReceivedDelivery } from './delivery.ts';
import { loadReleases, type Release } from './release-store.ts';
import { loadDeliveries } from './store.ts';
import { readRelease } from './table-actions.ts';
import {
  findTold,
  type PlaceAsked,
  type ToldFrom,
  type ToldOfPlace,
  type ToldTable,
  toldOfPlace,
  toldSource,
} from './told.ts';

/** Every table that has left, latest first, with what its numbers rest on. */
export type ToldReading = {
  readonly tables: readonly ToldTable[];
  /** Every version, latest first. */
  readonly deliveries: readonly ReceivedDelivery[];
  readonly nameOf: (schoolUnitCode: string) => string;
};

/** A table as it left, with the day and the event of its leaving. */
export const readTold = async (tx: Scoped, release: Release): Promise<ToldTable> => {
  const left = (await eventsAbout(tx, `release:${release.id}`)).find(
    ({ kind }) => kind === 'resultsReleased',
  );
  const day = left?.happenedOn ?? '';
  const on = isIsoDate(day) ? day : (release.releasedAt.toISOString().slice(0, 10) as IsoDate);
  return { release, cut: { on, event: left?.sequence ?? 0 }, rows: await readRelease(tx, release) };
};

export const readAllTold = (tx: Scoped): Promise<ToldReading> =>
  keepUntilNextEvent(tx, 'tables of results that have left', async () => {
    const tables: ToldTable[] = [];
    for (const release of await loadReleases(tx)) tables.push(await readTold(tx, release));
    const units = await loadUnits(tx);
    return {
      tables,
      deliveries: await loadDeliveries(tx, { withHistory: true }),
      nameOf: code => units.find(unit => unit.schoolUnitCode === code)?.versions.at(-1)?.name ?? code,
    };
  });

/** What has left the authority about the results of a place, as it stood on a day. */
export const readToldOfPlace = async (
  tx: Scoped,
  asked: PlaceAsked,
  on: IsoDate,
): Promise<readonly ToldOfPlace[]> => toldOfPlace((await readAllTold(tx)).tables, asked, on);

/** The deliveries of these units that a table rested on when it left. */
const toldFrom = (
  { deliveries, nameOf }: ToldReading,
  { asked, releasedAt }: Release,
  schoolUnitCodes: readonly string[],
): ToldFrom[] => {
  const stood = deliveries.filter(
    ({ scope, receivedAt }) =>
      scope.kind === asked.kind &&
      scope.academicYear === asked.academicYear &&
      scope.semester === asked.semester &&
      receivedAt <= releasedAt &&
      schoolUnitCodes.includes(scope.schoolUnitCode),
  );
  return [...Map.groupBy(stood, ({ scope }) => scope.schoolUnitCode).entries()].flatMap(([code, [latest]]) =>
    latest
      ? [
          {
            unitName: nameOf(code),
            version: latest.version,
            receivedOn: latest.receivedAt.toISOString().slice(0, 10),
          },
        ]
      : [],
  );
};

/** The rows behind a told figure; none where it is hidden or in no table. */
export const toldSourceOf = (
  reading: ToldReading,
  { parameters }: Pick<Figure, 'parameters'>,
): FigureSource => {
  const found = findTold(reading.tables, parameters);
  if (!found) return { columns: [], rows: [], rule: { kind: 'withheld' } };
  const { table, row, figure } = found;
  return toldSource(table, row, figure, toldFrom(reading, table.release, row.place.units));
};
