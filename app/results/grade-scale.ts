import { contains, type Period } from '#app/shared/period.ts';

/**
 * Betygsskala: the values a result may have, with their points, as data with a time of validity. Skollagen 10 kap. 21 § (A–F),
 * and what has been proposed after it.
 */
export type GradeScale = Period & {
  readonly id: GradeScaleId;
  readonly name: string;
  /** Only proposed: shown as coming, never used for a result. */
  readonly isProposed: boolean;
  /** From the highest to the lowest. */
  readonly steps: readonly GradeStep[];
};

/** Steg på en betygsskala. `points` is a whole number of quarters. */
export type GradeStep = { readonly value: string; readonly points: number; readonly isPass: boolean };

export const gradeScaleIds = ['A–F', 'kravnivå', '1–10'] as const;
export type GradeScaleId = (typeof gradeScaleIds)[number];

/**
 * Orsak till att värde saknas: why a pupil has no value. Never zero and never a grade; a pupil with one is counted beside n.
 * SCB writes them 9 (underlag saknas, streck), 3 (anpassad studiegång), 99 (deltog inte) and 88 (prov inte tillgängligt).
 */
export const missingReasons = [
  'streck',
  'anpassad studiegång',
  'läser inte ämnet',
  'deltog inte',
  'prov inte tillgängligt',
  'uppgift saknas',
] as const;
export type MissingReason = (typeof missingReasons)[number];

const stepsOf = (isPass: boolean, ...pairs: readonly (readonly [string, number])[]): GradeStep[] =>
  pairs.map(([value, points]) => ({ value, points, isPass }));

const attained = { reached: 'uppnått', notReached: 'inte uppnått' } as const;
const requirementLevel = { id: 'kravnivå', name: 'Uppnått eller inte uppnått' } as const;

/** Every scale that Samsyn knows, with the points that meritvärde and betygspoäng count with. Gymnasiearbete has E and F of the first. */
export const gradeScales: readonly GradeScale[] = [
  {
    id: 'A–F',
    name: 'A–F',
    isProposed: false,
    startsOn: '2011-07-01',
    endsOn: null,
    steps: [
      ...stepsOf(true, ['A', 20], ['B', 17.5], ['C', 15], ['D', 12.5], ['E', 10]),
      ...stepsOf(false, ['F', 0]),
    ],
  },
  {
    ...requirementLevel,
    isProposed: false,
    startsOn: '2009-07-01',
    endsOn: null,
    steps: [...stepsOf(true, [attained.reached, 1]), ...stepsOf(false, [attained.notReached, 0])],
  },
  {
    id: '1–10',
    name: '1–10',
    isProposed: true,
    startsOn: '2028-07-01',
    endsOn: null,
    steps: [
      ...stepsOf(true, ['10', 10], ['9', 9], ['8', 8], ['7', 7], ['6', 6], ['5', 5], ['4', 4]),
      ...stepsOf(false, ['3', 3], ['2', 2], ['1', 1]),
    ],
  },
];

export const gradeScale = (id: GradeScaleId): GradeScale => {
  const found = gradeScales.find(scale => scale.id === id);
  if (!found) throw new Error(`No scale ${id}`);
  return found;
};

/** The step with this value, whatever the case and the spaces around it; null when the scale has no such value. */
export const findStep = (scale: GradeScale, written: string): GradeStep | null => {
  const wanted = written.trim().toLocaleLowerCase('sv');
  return scale.steps.find(step => step.value.toLocaleLowerCase('sv') === wanted) ?? null;
};

/** Whether a scale is in force for an academic year, named by the year it starts. One that is only proposed never is. */
export const isInForce = (scale: GradeScale, academicYear: number): boolean =>
  !scale.isProposed && contains(scale, `${academicYear}-08-15`);

/** Brott i en serie av resultat: what makes means of some academic years stand apart from those of others. */
export const seriesBreaks = ['betygsskala', 'prov inställda', 'ersättningsprov'] as const;
export type SeriesBreak = (typeof seriesBreaks)[number];

/** Academic years without comparable national tests: cancelled in the spring of 2020 and of 2021, replaced in the spring of 2026. */
const yearsApart: Readonly<Record<number, SeriesBreak>> = {
  2019: 'prov inställda',
  2020: 'prov inställda',
  2025: 'ersättningsprov',
};

type Year = { readonly academicYear: number; readonly scale: GradeScaleId };

/** Why means of two academic years may not stand beside each other as if they were alike; null when they may. */
export const breakBetween = (one: Year, other: Year, isNationalTest: boolean): SeriesBreak | null => {
  if (one.scale !== other.scale) return 'betygsskala';
  if (!isNationalTest || one.academicYear === other.academicYear) return null;
  return yearsApart[one.academicYear] ?? yearsApart[other.academicYear] ?? null;
};
