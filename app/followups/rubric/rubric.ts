import type { IsoDate } from '#app/shared/date.ts';
import { sv } from './sv.ts';

/** Nivå: one of four. 3 is the expected one. There is nothing between them, and they are never added or averaged. */
export const levels = [1, 2, 3, 4] as const;
export type Level = (typeof levels)[number];

/** What a criterion is judged to be: a level, or that it cannot be judged, which is an answer of its own. */
export const judgements = [...levels, 'kan inte bedömas'] as const;
export type Judgement = (typeof judgements)[number];
export const cannotJudge = 'kan inte bedömas' satisfies Judgement;

export const isLevel = (judgement: Judgement | null): judgement is Level => typeof judgement === 'number';

/** Reads '1' to '4' or 'kan inte bedömas'; null for anything else. */
export const readJudgement = (text: string): Judgement | null =>
  judgements.find(one => String(one) === text) ?? null;

export const judgementText = (judgement: Judgement): string =>
  isLevel(judgement) ? `${judgement} ${sv.levels[judgement]}` : sv.cannotJudge;

/** 'parameter' is judged on the assignment, 'förutsättning' on the principal and the authority. */
export const criterionKinds = ['parameter', 'förutsättning'] as const;
export type CriterionKind = (typeof criterionKinds)[number];

/** Kriterium: what is judged, with the text of each level. Its code begins with P for parameters, F for conditions. */
export type Criterion = {
  readonly code: string;
  readonly name: string;
  readonly levels: readonly [string, string, string, string];
  /** What is written down with it, for the conditions. */
  readonly recorded?: string;
};

/** '3 Etablerat: …': a level with its text, as pages and documents write it. */
export const levelLine = (criterion: Criterion, level: Level): string =>
  `${level} ${sv.levels[level]}: ${criterion.levels[level - 1] ?? ''}`;

/** Bedömningsmatris: all criteria of one version. A round belongs to the version in force when it opened. */
export type Rubric = {
  readonly version: number;
  readonly validFrom: IsoDate;
  readonly criteria: readonly Criterion[];
};

export const kindOf = (code: string): CriterionKind => (code.startsWith('F') ? 'förutsättning' : 'parameter');
export const isCondition = (code: string): boolean => kindOf(code) === 'förutsättning';

type CoreCode = keyof typeof sv.core;
export const coreCodes = Object.keys(sv.core) as readonly CoreCode[];
export const isCore = (code: string): boolean => (coreCodes as readonly string[]).includes(code);

/** The core that is the same for all: nine parameters and five conditions. */
export const coreCriteria: readonly Criterion[] = coreCodes.map(code => {
  const recorded = (sv.recorded as Readonly<Record<string, string>>)[code];
  return { code, ...sv.core[code], ...(recorded ? { recorded } : {}) };
});

/** P1, P2 … P10, then F1 …: parameters before conditions, by number. */
export const byCode = (a: string, b: string): number =>
  Number(isCondition(a)) - Number(isCondition(b)) || Number(a.slice(1)) - Number(b.slice(1));

const isOneSentence = (text: string): boolean => /^[^.!?]+\.$/.test(text.trim());

/** What is wrong with one part of a criterion: its name, or the text of a level. */
export type CriterionFault = { readonly at: 'name' | Level; readonly text: string };

/** Everything that is wrong with a criterion: it has a name, and each level one sentence of its own. */
export const criterionFaults = ({ code, name, levels: texts }: Criterion): CriterionFault[] => {
  if (name.trim() === '') return [{ at: 'name', text: sv.wrong.name(code) }];
  const textOf = (level: Level): string => texts[level - 1]?.trim() ?? '';
  const empty = levels.find(level => textOf(level) === '');
  if (empty !== undefined || texts.length !== levels.length)
    return [{ at: empty ?? 1, text: sv.wrong.levels(code) }];
  const alike = levels.find(level => levels.some(other => other < level && textOf(other) === textOf(level)));
  return [
    ...levels
      .filter(level => !isOneSentence(textOf(level)))
      .map(level => ({ at: level, text: sv.wrong.sentence(code, level) })),
    ...(alike === undefined ? [] : [{ at: alike, text: sv.wrong.alike(code) }]),
  ];
};

const criterionProblems = (criterion: Criterion): string[] =>
  criterionFaults(criterion).map(fault => fault.text);

const twice = (codes: readonly string[]): string[] =>
  [...new Set(codes.filter((code, at) => codes.indexOf(code) !== at))].map(sv.wrong.codeTwice);

/** The codes that a local addition may have: P10 to P99. */
const additionCode = /^P[1-9]\d$/;
const additionCodes: readonly string[] = Array.from({ length: 90 }, (_, at) => `P${at + 10}`);

/** Codes that no addition has yet, the lowest first: a code means one thing in all routines of an authority, and always. */
export const freeCodes = (taken: ReadonlySet<string>): string[] =>
  additionCodes.filter(code => !taken.has(code));

/** Everything that is wrong with a rubric as data: the whole core is there, each level one sentence of its own. */
export const rubricProblems = ({ criteria }: Pick<Rubric, 'criteria'>): string[] => {
  const codes = criteria.map(one => one.code);
  return [
    ...twice(codes),
    ...coreCodes.filter(code => !codes.includes(code)).map(sv.wrong.coreMissing),
    ...criteria.filter(({ code }) => !isCore(code)).map(({ code }) => sv.wrong.codeShape(code)),
    ...criteria.flatMap(criterionProblems),
  ];
};

/** What is wrong with the local additions of a routine: they may add to the core, never change it. */
export const additionProblems = (criteria: readonly Criterion[]): string[] => [
  ...twice(criteria.map(one => one.code)),
  ...criteria.flatMap(criterion => {
    if (isCore(criterion.code)) return [sv.wrong.coreChanged(criterion.code)];
    if (!additionCode.test(criterion.code)) return [sv.wrong.codeShape(criterion.code)];
    return criterionProblems(criterion);
  }),
];
