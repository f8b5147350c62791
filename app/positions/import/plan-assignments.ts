import { addDays, type IsoDate } from '#app/shared/date.ts';
import { changedFields } from '#app/shared/edit.ts';
import { contains, encloses, overlaps, type Period } from '#app/shared/period.ts';
import { formatPeriod } from '#app/shared/swedish.ts';
import type { Assignment, CareerPosition } from '../position.ts';
import { followPosition } from '../rules.ts';
import { sv } from '../sv.ts';
import { type Change, changeOf } from './change.ts';
import { defaultTitle, type PositionRow, type RowReader } from './row.ts';

const { errors } = sv.import;

/** An assignment as one or more rows state it, for the time their holders have. */
type Stated = Period & { readonly row: PositionRow; readonly endsOn: IsoDate | null };

type Context = {
  readonly reader: RowReader;
  readonly today: IsoDate;
  readonly newId: () => string;
  /** The need that a row names at its unit; null when it names none. */
  readonly needOf: (row: PositionRow) => string | null;
};

const taskKey = (row: PositionRow): string => JSON.stringify(row.task);

/** What an assignment becomes by a row. What the row leaves out stays as it was. */
const stated = (row: PositionRow, known: Assignment | null, context: Context) => {
  const { task } = row;
  const sameType = known?.type === task.type;
  return {
    type: task.type,
    secondaryTypes: task.secondaryTypes ?? (sameType ? known.secondaryTypes : []),
    title: task.title ?? (sameType ? known.title : defaultTitle(task.type)),
    needId: task.need === null ? (known?.needId ?? null) : context.needOf(row),
    targetGroup: known?.targetGroup ?? null,
    plannedShare: task.plannedShare ?? known?.plannedShare ?? null,
    crossSubject: task.crossSubject,
    subjects: task.subjects,
  };
};

const says = (row: PositionRow, known: Assignment, context: Context): boolean =>
  changedFields(known, { ...known, ...stated(row, known, context) }).length === 0;

const added = (row: PositionRow, position: CareerPosition, period: Period, context: Context): Assignment => ({
  id: context.newId(),
  positionId: position.id,
  ...stated(row, null, context),
  ...period,
  version: 1,
});

/**
 * What a list makes of the assignments of one position. When all its rows state the same, that is the assignment of the
 * position now; when they differ, each holds for the time of its holder.
 */
export const planAssignments = (
  before: CareerPosition | null,
  position: CareerPosition,
  rows: readonly PositionRow[],
  known: readonly Assignment[],
  context: Context,
): readonly Change<Assignment>[] => {
  const followed = before ? followPosition(before, position, known) : known;
  const after =
    new Set(rows.map(taskKey)).size === 1
      ? undated(position, rows, followed, context)
      : dated(position, rows, followed, context);
  const first = rows[0];
  for (const one of after) {
    if (first && !encloses(position, one))
      first &&
        context.reader.report(
          first.line,
          'tjanst_slut',
          sv.rules.insideChanged(sv.rules.anAssignment, formatPeriod(one)),
        );
  }
  const byId = new Map(known.map(one => [one.id, one]));
  return after.flatMap(one => {
    const old = byId.get(one.id);
    const change = old ? changeOf(old, one) : { before: null, after: one };
    return change ? [change] : [];
  });
};

const undated = (
  position: CareerPosition,
  rows: readonly PositionRow[],
  known: readonly Assignment[],
  context: Context,
): readonly Assignment[] => {
  const [row] = rows;
  if (!row) return known;
  const { startsOn, endsOn } = position;
  if (known.length === 0) return [added(row, position, { startsOn, endsOn }, context)];
  if (known.some(one => says(row, one, context))) return known;
  const current = known.find(one => contains(one, context.today)) ?? known.at(-1);
  return known.map(one => (one === current ? { ...one, ...stated(row, one, context) } : one));
};

const dated = (
  position: CareerPosition,
  rows: readonly PositionRow[],
  known: readonly Assignment[],
  context: Context,
): readonly Assignment[] => {
  const runs = runsOf(rows, context.reader);
  const rest = new Set(known);
  const all: Assignment[] = [];
  for (const run of runs) {
    const period = { startsOn: run.startsOn, endsOn: run.endsOn };
    const candidates = [...rest];
    const old =
      candidates.find(one => one.startsOn === run.startsOn) ??
      candidates.find(one => overlaps(one, run) && says(run.row, one, context));
    if (old) rest.delete(old);
    all.push(
      old
        ? { ...old, ...stated(run.row, old, context), ...period }
        : added(run.row, position, period, context),
    );
  }
  for (const old of rest) {
    const next = runs.find(run => overlaps(run, old));
    if (next && next.startsOn <= old.startsOn)
      context.reader.report(
        next.row.line,
        'uppdrag',
        errors.assignmentInRegister(position.externalId, formatPeriod(old)),
      );
    all.push(next && next.startsOn > old.startsOn ? { ...old, endsOn: addDays(next.startsOn, -1) } : old);
  }
  return all;
};

/** The assignments in the order of their holders; rows that follow each other with the same assignment become one. */
const runsOf = (rows: readonly PositionRow[], reader: RowReader): Stated[] => {
  const withDay = rows.flatMap(row => {
    const startsOn = row.holder?.startsOn ?? row.vacantFrom;
    if (startsOn === null) {
      const other = rows.find(one => taskKey(one) !== taskKey(row));
      if (other) reader.report(row.line, 'innehav_start', errors.vacantTask(row.line, other.line));
      return [];
    }
    return [{ row, startsOn, endsOn: row.holder ? row.holder.endsOn : row.period.endsOn }];
  });
  withDay.sort((a, b) => (a.startsOn < b.startsOn ? -1 : Number(a.startsOn > b.startsOn)));
  const runs: Stated[] = [];
  for (const one of withDay) {
    const last = runs.at(-1);
    if (last && taskKey(last.row) === taskKey(one.row))
      runs[runs.length - 1] = { ...last, endsOn: one.endsOn };
    else {
      if (last && (last.endsOn === null || last.endsOn >= one.startsOn) && last.startsOn < one.startsOn)
        runs[runs.length - 1] = { ...last, endsOn: addDays(one.startsOn, -1) };
      runs.push(one);
    }
  }
  return runs;
};
