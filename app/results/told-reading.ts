import { eventsAbout, keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import { isIsoDate } from '#app/shared/date.ts';
import { loadReleases, type Release } from './release-store.ts';
import { loadDeliveries } from './store.ts';
import { readRelease } from './table-actions.ts';
import type { ToldFrom, ToldTable } from './told.ts';

/** A table as it left, with the day and the event of its leaving. */
export const readTold = async (tx: Scoped, release: Release): Promise<ToldTable> => {
  const left = (await eventsAbout(tx, `release:${release.id}`)).find(
    ({ kind }) => kind === 'resultsReleased',
  );
  const day = left?.happenedOn ?? '';
  const on = isIsoDate(day) ? day : (release.releasedAt.toISOString().slice(0, 10) as ToldTable['cut']['on']);
  return { release, cut: { on, event: left?.sequence ?? 0 }, rows: await readRelease(tx, release) };
};

/** Every table that has left, latest first. */
export const readAllTold = (tx: Scoped): Promise<readonly ToldTable[]> =>
  keepUntilNextEvent(tx, 'tables of results that have left', async () => {
    const tables: ToldTable[] = [];
    for (const release of await loadReleases(tx)) tables.push(await readTold(tx, release));
    return tables;
  });

/** The deliveries of these units that a table rested on when it left. */
export const readToldFrom = async (
  tx: Scoped,
  { release }: ToldTable,
  schoolUnitCodes: readonly string[],
): Promise<ToldFrom[]> => {
  const { asked, releasedAt } = release;
  const units = await loadUnits(tx);
  const stood = (await loadDeliveries(tx, { withHistory: true })).filter(
    ({ scope, receivedAt }) =>
      scope.kind === asked.kind &&
      scope.academicYear === asked.academicYear &&
      scope.semester === asked.semester &&
      receivedAt <= releasedAt &&
      schoolUnitCodes.includes(scope.schoolUnitCode),
  );
  // Versions come latest first.
  return [...Map.groupBy(stood, ({ scope }) => scope.schoolUnitCode).entries()].flatMap(([code, [latest]]) =>
    latest
      ? [
          {
            unitName: units.find(unit => unit.schoolUnitCode === code)?.versions.at(-1)?.name ?? code,
            version: latest.version,
            receivedOn: latest.receivedAt.toISOString().slice(0, 10),
          },
        ]
      : [],
  );
};
