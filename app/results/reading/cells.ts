import { type Cell, type CellGroup, cellKeyText } from '../cell.ts';
import type { DeliveryScope } from '../delivery.ts';
import { type GradeStep, gradeScale, type MissingReason } from '../grade-scale.ts';
import { kindDescriptions } from '../kind.ts';
import { allSubjects, gapSteps, type Measure } from '../measure.ts';
import {
  hasPassedAll,
  mayEnterVocational,
  meritValue,
  SUBJECTS_OF_WHOLE,
  type SubjectGrade,
} from './school-result.ts';
import type { SubjectWords } from './subject-words.ts';
import { Sums } from './sums.ts';
import { MOST_SLOTS, NONE, type Tally } from './tally.ts';
import { BLANK, codeOfReason, isStep, reasonOfCode } from './written-result.ts';

/** A file that is joined to the results: the same pupils, under numbers of its own. */
export type Joined = { readonly tally: Tally; readonly pupilOf: Int32Array };

export type CellSource = {
  readonly tally: Tally;
  readonly scope: Omit<DeliveryScope, 'schoolUnitCode'>;
  readonly words: SubjectWords;
  readonly prior: Joined | null;
  readonly tests: Joined | null;
};

const aToF = gradeScale('A–F').steps;
const pointsOf = (steps: readonly GradeStep[], code: number): number => steps[code]?.points ?? 0;
const groups: readonly CellGroup[] = ['alla', 'flickor', 'pojkar'];

/** Where a pupil's value is counted: 0 for `alla`, and the group of the pupil's gender. */
type Place = { readonly unit: number; readonly slot: number; readonly level: number };

/** The cells of one measure while they are summed: one set of sums for all, and one for each gender that is told. */
class MeasureCells {
  readonly #measure: Measure;
  readonly #hasSteps: boolean;
  readonly #places = new Map<number, { readonly place: Place; readonly sums: (Sums | undefined)[] }>();

  constructor(measure: Measure, hasSteps: boolean) {
    this.#measure = measure;
    this.#hasSteps = hasSteps;
  }

  /** The sums that a pupil of this gender (0 not told, 1, 2) is counted in. */
  at(place: Place, gender: number): readonly Sums[] {
    const key = (place.unit * MOST_SLOTS + place.slot) * 16 + place.level;
    let found = this.#places.get(key);
    if (!found) {
      found = { place: { ...place }, sums: [new Sums(this.#hasSteps), undefined, undefined] };
      this.#places.set(key, found);
    }
    const { sums } = found;
    const [all] = sums;
    if (!all) return [];
    if (gender === 0) return [all];
    sums[gender] ??= new Sums(this.#hasSteps);
    return [all, sums[gender]];
  }

  cells({ tally, scope }: CellSource): Cell[] {
    const levels = kindDescriptions[scope.kind].levels ?? [];
    return [...this.#places.values()].flatMap(({ place, sums }) => {
      const slot = tally.slots[place.slot];
      return sums.flatMap((one, group): Cell[] =>
        one === undefined
          ? []
          : [
              {
                schoolUnitCode: tally.units.texts[place.unit] ?? '',
                subject: place.slot === WHOLE ? allSubjects : (slot?.subject ?? ''),
                level: (place.slot === WHOLE ? null : slot?.course) ?? levels[place.level] ?? '',
                academicYear: scope.academicYear,
                semester: scope.semester,
                measure: this.#measure,
                group: groups[group] ?? 'alla',
                ...one.finished,
              },
            ],
      );
    });
  }
}

/** The slot of a pupil's whole result. */
const WHOLE = MOST_SLOTS - 1;

/** For each slot of one tally the slot of the same subject in another, −1 where it has none. */
const slotsIn = (tally: Tally, other: Tally): Int16Array =>
  Int16Array.from(tally.slots, ({ subject }) => other.findSlot(subject) ?? -1);

/** Looks up what a pupil has in the same subject in a joined file: points; null when there is none. */
const lookUp = (tally: Tally, joined: Joined | null): ((pupil: number, slot: number) => number | null) => {
  if (joined === null) return () => null;
  const slotOf = slotsIn(tally, joined.tally);
  return (pupil, slot) => {
    const other = joined.pupilOf[pupil] ?? -1;
    const otherSlot = slotOf[slot] ?? -1;
    const entry = other < 0 || otherSlot < 0 ? null : joined.tally.findEntry(other, otherSlot);
    const code = entry === null ? BLANK : joined.tally.entries.result.at(entry);
    return isStep(code) ? pointsOf(aToF, code) : null;
  };
};

/** The parts of each test that some pupil of the unit has a result in. */
const partsOfTests = (tally: Tally): Map<number, number> => {
  const { entries } = tally;
  const parts = new Map<number, number>();
  for (let at = 0; at < entries.pupil.length; at++) {
    const key = entries.unit.at(at) * MOST_SLOTS + entries.slot.at(at);
    parts.set(key, (parts.get(key) ?? 0) | entries.reached.at(at) | entries.notReached.at(at));
  }
  return parts;
};

/**
 * What an entry comes to: a step, or the reason why there is none. The level of requirements is reached by the pupil who reaches it in
 * every part of the test, and told only of pupils who took every part.
 */
const resultReader = ({ tally, scope }: CellSource): ((at: number) => number) => {
  const { entries } = tally;
  const missing = codeOfReason('uppgift saknas');
  if (kindDescriptions[scope.kind].scale !== 'kravnivå')
    return at => {
      const code = entries.result.at(at);
      return code === BLANK ? entries.partReason.at(at) || missing : code;
    };
  const parts = partsOfTests(tally);
  return at => {
    const all = parts.get(entries.unit.at(at) * MOST_SLOTS + entries.slot.at(at)) ?? 0;
    const taken = entries.reached.at(at) | entries.notReached.at(at);
    if (taken === 0 || (all & ~taken) !== 0) return entries.partReason.at(at) || missing;
    return entries.notReached.at(at) === 0 ? 0 : 1;
  };
};

const reasonAt = (code: number): MissingReason => reasonOfCode(code);

/** Every pupil in every subject, and the gap between grade and test grade where both are known. */
const subjectCells = (source: CellSource): Cell[] => {
  const { tally, scope, prior, tests } = source;
  const { entries } = tally;
  const { scale, measures } = kindDescriptions[scope.kind];
  const [measure] = measures;
  if (measure === undefined) return [];
  const { steps } = gradeScale(scale);
  const results = new MeasureCells(measure, true);
  const gaps = new MeasureCells('betyg minus provbetyg', true);
  const hasGaps = measures.includes('betyg minus provbetyg');
  const resultOf = resultReader(source);
  const priorOf = lookUp(tally, prior);
  const testOf = lookUp(tally, tests);
  for (let at = 0; at < entries.pupil.length; at++) {
    const pupil = entries.pupil.at(at);
    const slot = entries.slot.at(at);
    const place = { unit: entries.unit.at(at), slot, level: entries.level.at(at) };
    const gender = tally.genderOf.at(pupil);
    const code = resultOf(at);
    if (!isStep(code)) {
      for (const sums of results.at(place, gender)) sums.addMissing(reasonAt(code));
      continue;
    }
    const points = pointsOf(steps, code);
    const from = { class: entries.class.at(at), teacher: entries.teacher.at(at) };
    const before = priorOf(pupil, slot);
    for (const sums of results.at(place, gender)) {
      sums.add(points, steps[code]?.value ?? null, from);
      if (before !== null) sums.addPrior(before, points);
    }
    if (!hasGaps) continue;
    const beside = entries.testResult.at(at);
    const test = isStep(beside) ? pointsOf(aToF, beside) : testOf(pupil, slot);
    if (test === null) continue;
    const gap = points - test;
    const step = gap > 0 ? gapSteps[0] : gap === 0 ? gapSteps[1] : gapSteps[2];
    for (const sums of gaps.at(place, gender)) sums.add(gap, step, from);
  }
  return [...results.cells(source), ...gaps.cells(source)];
};

type PupilResult = { readonly grades: SubjectGrade[]; readonly place: Place; class: number };

/** The grades of each pupil, by the short codes of subjects, with where the pupil is counted. */
const pupilResults = ({ tally, words }: CellSource): Map<number, PupilResult> => {
  const { entries } = tally;
  const codeOf = new Map([...words.codes].map(([code, name]) => [name, code]));
  const codes = tally.slots.map(({ subject }) => codeOf.get(subject) ?? subject);
  const streck = codeOfReason('streck');
  const all = new Map<number, PupilResult>();
  for (let at = 0; at < entries.pupil.length; at++) {
    const pupil = entries.pupil.at(at);
    let result = all.get(pupil);
    if (!result) {
      const place = { unit: tally.homeUnitOf.at(pupil), slot: WHOLE, level: entries.level.at(at) };
      result = { grades: [], place, class: entries.class.at(at) };
      all.set(pupil, result);
    }
    const code = entries.result.at(at);
    if (!isStep(code) && code !== streck) continue;
    const step = isStep(code) ? aToF[code] : undefined;
    result.grades.push({
      code: codes[entries.slot.at(at)] ?? '',
      points: step?.points ?? null,
      isPass: step?.isPass ?? false,
    });
  }
  return all;
};

/** How many subjects the results of a unit are about, by unit and level. */
const subjectsOf = ({ tally }: CellSource): Map<number, Set<number>> => {
  const { entries } = tally;
  const subjects = new Map<number, Set<number>>();
  for (let at = 0; at < entries.pupil.length; at++) {
    const key = entries.unit.at(at) * 16 + entries.level.at(at);
    const known = subjects.get(key) ?? new Set<number>();
    if (known.size === 0) subjects.set(key, known);
    known.add(entries.slot.at(at));
  }
  return subjects;
};

/** Measures of each pupil's whole result, where the file holds all of it. */
const wholeCells = (source: CellSource): Cell[] => {
  const { tally, scope } = source;
  const measures = kindDescriptions[scope.kind].measures.filter(
    (measure): measure is keyof typeof values => measure in values,
  );
  if (measures.length === 0) return [];
  const subjects = subjectsOf(source);
  const results = pupilResults(source);
  return measures.flatMap(measure => {
    const cells = new MeasureCells(measure, false);
    for (const [pupil, { grades, place, class: classNumber }] of results) {
      if ((subjects.get(place.unit * 16 + place.level)?.size ?? 0) < SUBJECTS_OF_WHOLE) continue;
      const told = measure === 'meritvärde' ? tally.meritOf.get(pupil) : undefined;
      const value = told ?? values[measure](grades);
      for (const sums of cells.at(place, tally.genderOf.at(pupil))) {
        if (value === null) sums.addMissing(grades.length > 0 ? 'streck' : 'uppgift saknas');
        else sums.add(value, null, { class: classNumber, teacher: NONE });
      }
    }
    return cells.cells(source);
  });
};

const values = {
  meritvärde: meritValue,
  'godkänd i alla ämnen': (grades: readonly SubjectGrade[]) => {
    const passed = hasPassedAll(grades);
    return passed === null ? null : Number(passed);
  },
  'behörig till yrkesprogram': (grades: readonly SubjectGrade[]) =>
    grades.length === 0 ? null : Number(mayEnterVocational(grades)),
} as const satisfies Partial<Record<Measure, (grades: readonly SubjectGrade[]) => number | null>>;

/** Every cell of every unit, by the code of the unit, in an order that depends on nothing but what they are about. */
export const cellsOf = (source: CellSource): ReadonlyMap<string, readonly Cell[]> => {
  const byUnit = new Map<string, { readonly key: string; readonly cell: Cell }[]>();
  for (const cell of [...subjectCells(source), ...wholeCells(source)]) {
    const cells = byUnit.get(cell.schoolUnitCode) ?? [];
    if (cells.length === 0) byUnit.set(cell.schoolUnitCode, cells);
    cells.push({ key: cellKeyText(cell), cell });
  }
  return new Map(
    [...byUnit].map(([unit, cells]) => [
      unit,
      cells.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ cell }) => cell),
    ]),
  );
};
