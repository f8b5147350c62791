import { addDays, type IsoDate } from '#app/shared/date.ts';
import { contains, encloses, overlaps } from '#app/shared/period.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import type { Appointment, CareerPosition } from '../position.ts';
import { firstOverlap } from '../rules.ts';
import { sv } from '../sv.ts';
import { type Change, changeOf } from './change.ts';
import type { PositionRow, RowReader } from './row.ts';

const { errors, remarks } = sv.import;

/** A holder as a row states it. */
export type StatedAppointment = {
  readonly row: PositionRow;
  readonly personId: string;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
};

/** The appointments of one position after a list: what changes, what there is in all, and which row states which. */
export type AppointmentsPlan = {
  readonly changes: readonly Change<Appointment>[];
  readonly all: readonly Appointment[];
  readonly lines: ReadonlyMap<string, number>;
};

/**
 * What a list makes of the holders of one position. A holder the register has and the list lacks is never removed; one
 * that goes on when the list states a later holder, or a vacancy, ends the day before.
 */
export const planAppointments = (
  position: CareerPosition,
  stated: readonly StatedAppointment[],
  rows: readonly PositionRow[],
  known: readonly Appointment[],
  context: { readonly reader: RowReader; readonly today: IsoDate; readonly newId: () => string },
): AppointmentsPlan => {
  const { reader, today } = context;
  const lines = new Map<string, number>();
  const changes: Change<Appointment>[] = [];
  const all: Appointment[] = [];
  const rest = new Set(known);

  for (const one of stated) {
    const same = [...rest].filter(old => old.personId === one.personId);
    const before = same.find(old => old.startsOn === one.startsOn) ?? same.find(old => overlaps(old, one));
    const { personId, startsOn, endsOn } = one;
    const after: Appointment = before
      ? { ...before, startsOn, endsOn }
      : { id: context.newId(), positionId: position.id, personId, startsOn, endsOn, version: 1 };
    const change = before ? changeOf(before, after) : { before: null, after };
    if (before) rest.delete(before);
    if (change) changes.push(change);
    all.push(change?.after ?? after);
    lines.set(after.id, one.row.line);
    if (!encloses(position, after)) reportOutside(position, one, reader);
  }
  for (const old of rest) {
    const gaveWay = givesWay(position, old, stated, rows, context);
    const change = changeOf(old, gaveWay);
    if (change) changes.push(change);
    all.push(change?.after ?? old);
    const first = rows[0];
    if (first && !encloses(position, gaveWay))
      reader.report(
        first.line,
        'tjanst_slut',
        sv.rules.insideChanged(sv.rules.anAppointment, formatPeriod(gaveWay)),
      );
  }
  reportOverlap(position, all, lines, reader);
  const vacant = rows.find(row => row.holder === null);
  if (vacant && stated.length === 0 && vacant.vacantFrom === null && known.some(one => contains(one, today)))
    reader.remark(vacant.line, 'anstallningsnr', remarks.vacantInFile);
  return { changes, all, lines };
};

const reportOutside = (
  position: CareerPosition,
  { row, startsOn, endsOn }: StatedAppointment,
  reader: RowReader,
) => {
  if (startsOn < position.startsOn)
    return reader.report(row.line, 'innehav_start', errors.holderBefore(startsOn, position.startsOn));
  const last = position.endsOn ?? '';
  if (endsOn === null) return reader.report(row.line, 'innehav_slut', errors.holderEndMissing(last));
  return reader.report(row.line, 'innehav_slut', errors.holderAfter(endsOn, last));
};

const givesWay = (
  position: CareerPosition,
  old: Appointment,
  stated: readonly StatedAppointment[],
  rows: readonly PositionRow[],
  { reader }: { readonly reader: RowReader },
): Appointment => {
  const next = stated.filter(one => overlaps(one, old)).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0];
  if (next) {
    if (next.startsOn > old.startsOn) {
      const endsOn = addDays(next.startsOn, -1);
      reader.remark(next.row.line, 'innehav_start', remarks.endedBefore(formatDate(endsOn)));
      return { ...old, endsOn };
    }
    reader.report(
      next.row.line,
      'innehav_start',
      errors.heldInRegister(position.externalId, formatPeriod(old)),
    );
    return old;
  }
  const vacant = rows.find(
    ({ vacantFrom }) => vacantFrom !== null && vacantFrom > old.startsOn && contains(old, vacantFrom),
  );
  if (!vacant?.vacantFrom) return old;
  const endsOn = addDays(vacant.vacantFrom, -1);
  reader.remark(vacant.line, 'innehav_start', remarks.endedByVacancy(formatDate(endsOn)));
  return { ...old, endsOn };
};

const reportOverlap = (
  position: CareerPosition,
  all: readonly Appointment[],
  lines: ReadonlyMap<string, number>,
  reader: RowReader,
): void => {
  const both = firstOverlap(all.filter(one => lines.has(one.id)));
  if (!both) return;
  const [a, b] = both;
  const [first, second] = [lines.get(a.id) ?? 0, lines.get(b.id) ?? 0];
  const line = Math.max(first, second);
  if (a.personId === b.personId) {
    reader.report(
      line,
      'innehav_start',
      errors.sameHolderTwice(line, Math.min(first, second), position.externalId),
    );
    return;
  }
  const days = { laterStart: b.startsOn, earlierLine: first, lastDay: addDays(b.startsOn, -1) };
  reader.report(
    line,
    'innehav_start',
    errors.twoHolders(position.externalId, line, Math.min(first, second), days),
  );
};
