import type { Person } from '#app/access/index.ts';
import type { Succession, Unit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import { ok } from '#app/shared/outcome.ts';
import { isOrdered } from '#app/shared/period.ts';
import { formatDate } from '#app/shared/swedish.ts';
import type { FileError, Table } from '#app/shared/table.ts';
import { movedTo, type Placed, placedSince, placedWithin } from '../placement.ts';
import type { Appointment, CareerPosition, DevelopmentNeed, Register } from '../position.ts';
import { checkPosition, firstOverlap, unitName } from '../rules.ts';
import type { SubjectCatalogue } from '../subject.ts';
import { sv } from '../sv.ts';
import { type Change, type Changes, changeOf } from './change.ts';
import type { ColumnMapping, ColumnName } from './column.ts';
import { planAppointments, type StatedAppointment } from './plan-appointments.ts';
import { planAssignments } from './plan-assignments.ts';
import { PeoplePlan } from './plan-people.ts';
import { type PositionRow, RowReader } from './row.ts';
import { UnitDirectory } from './unit-directory.ts';

/** What a list would do, before anything is done. Counts are of positions. */
export type ImportPlan = {
  readonly rows: number;
  readonly changes: Changes;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly remarks: readonly FileError[];
  /** Positions that the register has and the list lacks; they are left as they are. */
  readonly missing: readonly string[];
};

/** What the plan is made against. Units are those of all time; `newId` makes the ids of what is new. */
export type Known = {
  readonly register: Register;
  readonly units: readonly Unit[];
  readonly successions: readonly Succession[];
  readonly people: readonly Person[];
  readonly catalogue: SubjectCatalogue;
  readonly today: IsoDate;
  readonly newId: () => string;
};

const { errors, remarks } = sv.import;

const groupBy = <Thing>(things: readonly Thing[], key: (thing: Thing) => string): Map<string, Thing[]> => {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group) group.push(thing);
    else groups.set(key(thing), [thing]);
  }
  return groups;
};

/**
 * Works out what a list of positions would change: all of it, or everything that is wrong with it. A position is known by
 * its tjanst_id and a person by employee number. Rows with the same tjanst_id are one position with several holders over
 * time. Takes time in proportion to the rows of the list and of the register.
 */
export const planImport = (
  table: Table,
  mapping: ColumnMapping,
  known: Known,
): Outcome<ImportPlan, FileError> => {
  const units = new UnitDirectory(known.units, known.successions, known.today);
  const reader = new RowReader(table, mapping, units, known.catalogue);
  const rows = table.rows.flatMap(row => reader.read(row) ?? []);
  const plan = new PositionsPlan(known, units, reader);
  for (const group of groupBy(rows, row => row.externalId).values()) plan.add(group);
  plan.checkPeople();
  if (table.rows.length === 0) reader.problems.push({ line: null, column: null, text: errors.noRows });
  if (reader.problems.length > 0) return { ok: false, problems: inOrder(reader.problems) };
  return ok({ rows: table.rows.length, ...plan.result(), remarks: inOrder(reader.remarks) });
};

const inOrder = (found: readonly FileError[]): FileError[] =>
  [...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));

const columnOf: Readonly<Record<string, ColumnName>> = {
  unitId: 'enhet',
  startsOn: 'tjanst_start',
  endsOn: 'tjanst_slut',
  movesOn: 'enhet',
};

/** The fields that belong to the position itself, and so must be the same on all its rows. */
const shared: readonly (readonly [ColumnName, (row: PositionRow) => string | null])[] = [
  ['slag', row => row.kind],
  ['enhet', row => row.unit.id],
  ['finansiering', row => row.funding],
  ['tjanst_start', row => row.period.startsOn],
  ['tjanst_slut', row => row.period.endsOn],
];

/** The same for ids that differ only in case, spaces and kind of hyphen. */
const idKey = (externalId: string): string =>
  externalId
    .toLocaleLowerCase('sv')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/\s+/g, '');

class PositionsPlan {
  readonly #known: Known;
  readonly #units: UnitDirectory;
  readonly #reader: RowReader;
  readonly #people: PeoplePlan;
  readonly #needs: NeedsPlan;
  readonly #positions: ReadonlyMap<string, CareerPosition>;
  readonly #appointments: ReadonlyMap<string, Appointment[]>;
  readonly #assignments: ReadonlyMap<string, Register['assignments'][number][]>;
  readonly #changes = {
    positions: [] as Change<CareerPosition>[],
    appointments: [] as Change<Appointment>[],
    assignments: [] as Change<Register['assignments'][number]>[],
  };
  readonly #lines = new Map<string, number>();
  readonly #planned = new Map<string, readonly Appointment[]>();
  readonly #met = new Set<string>();
  readonly #alike = new Map<string, string>();
  #created = 0;
  #changed = 0;

  constructor(known: Known, units: UnitDirectory, reader: RowReader) {
    this.#known = known;
    this.#units = units;
    this.#reader = reader;
    this.#people = new PeoplePlan(known.people, known.newId);
    this.#needs = new NeedsPlan(known.register.needs, known.newId);
    this.#positions = new Map(known.register.positions.map(one => [one.externalId, one]));
    for (const { externalId } of known.register.positions) this.#alike.set(idKey(externalId), externalId);
    this.#appointments = groupBy(known.register.appointments, one => one.positionId);
    this.#assignments = groupBy(known.register.assignments, one => one.positionId);
  }

  /** Takes in the rows of one position. */
  add(rows: readonly PositionRow[]): void {
    const [first] = rows;
    if (!first) return;
    this.#met.add(first.externalId);
    this.#remarkAlike(first);
    this.#checkAgreement(first, rows);
    const before = this.#positions.get(first.externalId) ?? null;
    const position: CareerPosition = {
      id: before?.id ?? this.#known.newId(),
      externalId: first.externalId,
      kind: first.kind,
      ...this.#placementOf(before, first),
      funding: first.funding,
      startsOn: first.period.startsOn,
      endsOn: first.period.endsOn,
      version: before?.version ?? 1,
    };
    for (const { field, text } of checkPosition(position, unitId => this.#units.get(unitId)))
      this.#reader.report(first.line, columnOf[field] ?? 'tjanst_id', text);
    if (before && before.unitId !== position.unitId) this.#remarkMove(before, position, first);

    const stated = rows.flatMap((row): StatedAppointment[] => {
      if (!row.holder) return [];
      const { startsOn, endsOn } = row.holder;
      return [{ row, personId: this.#people.personId(row, row.holder, this.#reader), startsOn, endsOn }];
    });
    const context = { reader: this.#reader, today: this.#known.today, newId: this.#known.newId };
    const appointments = planAppointments(
      position,
      stated,
      rows,
      this.#appointments.get(position.id) ?? [],
      context,
    );
    const assignments = planAssignments(before, position, rows, this.#assignments.get(position.id) ?? [], {
      ...context,
      needOf: row => this.#needs.needOf(row),
    });
    const change = before ? changeOf(before, position) : { before: null, after: position };
    if (change) this.#changes.positions.push(change);
    for (const one of appointments.changes) this.#changes.appointments.push(one);
    for (const one of assignments) this.#changes.assignments.push(one);
    this.#planned.set(position.id, appointments.all);
    for (const [id, line] of appointments.lines) this.#lines.set(id, line);
    if (!before) this.#created += 1;
    else if (change || appointments.changes.length + assignments.length > 0) this.#changed += 1;
  }

  /** A list says where a position stands now: one that stood elsewhere is moved today, or when its new unit begins. */
  #placementOf(before: CareerPosition | null, { unit, period }: PositionRow): Placed {
    if (!before) return { unitId: unit.id, earlierUnits: [] };
    const { today } = this.#known;
    const on = unit.startsOn > today ? unit.startsOn : today;
    const placed = before.unitId === unit.id ? before : movedTo(before, unit.id, on, period);
    return isOrdered(period) ? placedWithin(placed, period) : { unitId: unit.id, earlierUnits: [] };
  }

  #checkAgreement(first: PositionRow, rows: readonly PositionRow[]): void {
    for (const row of rows.slice(1)) {
      const differing = shared.find(([, value]) => value(row) !== value(first));
      if (differing)
        this.#reader.report(
          row.line,
          differing[0],
          errors.disagree(row.line, first.line, row.externalId, differing[0]),
        );
    }
  }

  /** Two positions whose ids differ as slips of the hand do are most often one, and would be counted twice. */
  #remarkAlike({ line, externalId }: PositionRow): void {
    const other = this.#alike.get(idKey(externalId)) ?? externalId;
    if (other !== externalId && !this.#positions.has(externalId))
      this.#reader.remark(line, 'tjanst_id', remarks.almostSameId(externalId, other));
    this.#alike.set(idKey(externalId), other);
  }

  #remarkMove(before: CareerPosition, after: CareerPosition, { line, unit, externalId }: PositionRow): void {
    const from = this.#units.get(before.unitId);
    const since = placedSince(after);
    this.#reader.remark(
      line,
      'enhet',
      remarks.moved(externalId, from ? unitName(from) : '', unitName(unit), since && formatDate(since)),
    );
  }

  /** Nobody holds two positions at once, whether the list or the register says so. */
  checkPeople(): void {
    const external = new Map(this.#known.register.positions.map(one => [one.id, one.externalId]));
    for (const { after } of this.#changes.positions) external.set(after.id, after.externalId);
    const untouched = this.#known.register.appointments.filter(one => !this.#planned.has(one.positionId));
    const held = groupBy([...untouched, ...[...this.#planned.values()].flat()], one => one.personId);
    for (const appointments of held.values()) {
      const both = appointments.length < 2 ? null : firstOverlap(appointments);
      if (!both || both[0].positionId === both[1].positionId) continue;
      const [later, earlier] = both.toSorted(
        (a, b) => (this.#lines.get(b.id) ?? 0) - (this.#lines.get(a.id) ?? 0),
      );
      const line = later && this.#lines.get(later.id);
      if (!later || !earlier || line === undefined) continue;
      const other = external.get(earlier.positionId) ?? '';
      this.#reader.report(
        line,
        'anstallningsnr',
        errors.holdsTwo(external.get(later.positionId) ?? '', other, this.#lines.get(earlier.id) ?? null),
      );
    }
  }

  result(): Omit<ImportPlan, 'rows' | 'remarks'> {
    const { today, register } = this.#known;
    return {
      changes: { people: this.#people.changes, needs: this.#needs.changes(), ...this.#changes },
      created: this.#created,
      changed: this.#changed,
      unchanged: this.#met.size - this.#created - this.#changed,
      missing: register.positions
        .filter(one => !this.#met.has(one.externalId) && (one.endsOn === null || one.endsOn >= today))
        .map(one => one.externalId),
    };
  }
}

const needKey = (unitId: string, title: string): string =>
  `${unitId} ${title.normalize('NFC').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim()}`;

/** The needs that a list names. The same words at the same unit are the same need. */
class NeedsPlan {
  readonly #known: ReadonlyMap<string, DevelopmentNeed>;
  readonly #added = new Map<string, DevelopmentNeed>();
  readonly #newId: () => string;

  constructor(needs: readonly DevelopmentNeed[], newId: () => string) {
    this.#known = new Map(needs.map(need => [needKey(need.unitId, need.title), need]));
    this.#newId = newId;
  }

  needOf({ task, unit, period }: PositionRow): string | null {
    if (task.need === null) return null;
    const key = needKey(unit.id, task.need);
    const known = this.#known.get(key);
    if (known) return known.id;
    const met = this.#added.get(key);
    const identifiedOn =
      met !== undefined && met.identifiedOn < period.startsOn ? met.identifiedOn : period.startsOn;
    const need: DevelopmentNeed = met
      ? { ...met, identifiedOn }
      : {
          id: this.#newId(),
          unitId: unit.id,
          earlierUnits: [],
          title: task.need,
          source: null,
          identifiedOn,
          endedOn: null,
          version: 1,
        };
    this.#added.set(key, need);
    return need.id;
  }

  changes(): Change<DevelopmentNeed>[] {
    return [...this.#added.values()].map(after => ({ before: null, after }));
  }
}
