import { type SchoolForm, schoolForms } from '#app/organisation/index.ts';
import { formatDate, formatList, formatPeriod } from '#app/shared/swedish.ts';
import type { Routine } from './routine.ts';
import { byCode, levelLine, levels } from './rubric/rubric.ts';
import { sv } from './sv.ts';
import { differenceOf, type Stretch } from './text-difference.ts';

/** One thing that two versions of a routine say, whether they say the same, and what differs in the text. */
export type Compared = {
  readonly label: string;
  readonly after: string;
  readonly differs: boolean;
  readonly stretches: readonly Stretch[];
};

const text = sv.routine;

/** A day of every year, '10-15', in words: 'den 15 oktober'. */
export const dayOfYearText = (day: string): string =>
  text.dayOfYear(formatDate(`2025-${day}`).replace(/ \d{4}$/, ''));

export const scopeText = ({ scope }: Pick<Routine, 'scope'>, unitName: (id: string) => string): string => {
  const forms = scope.schoolForms.map((form: SchoolForm) => schoolForms[form]);
  const what = formatList([...forms, ...(scope.otherUnits ? [text.otherUnits] : [])]);
  return scope.unitId === null ? what : `${unitName(scope.unitId)}: ${what}`;
};

/** What a routine says. How it has come to be decided is told beside it: that a draft has not come so far is no change. */
const lines = (routine: Routine, unitName: (id: string) => string): ReadonlyMap<string, string> =>
  new Map([
    [text.fields.title, routine.title],
    [text.fields.valid, formatPeriod(routine)],
    [text.fields.scope, scopeText(routine, unitName)],
    [text.fields.count, text.countRange(routine.fewest, routine.most)],
    ...routine.rounds.map((round): [string, string] => [
      text.round(round.number),
      text.roundLine(dayOfYearText(round.dueDay), [...round.criteria].sort(byCode).join(', ')),
    ]),
    [
      text.fields.additions,
      routine.additions
        .map(one => [`${one.code} ${one.name}`, ...levels.map(level => levelLine(one, level))].join('\n'))
        .join('\n\n'),
    ],
    [text.fields.helpText, routine.helpText],
    [text.fields.guide, routine.guide],
  ]);

/** Two versions of a routine, thing by thing, with what differs told apart. */
export const compareRoutines = (
  before: Routine,
  after: Routine,
  unitName: (id: string) => string,
): Compared[] => {
  const [earlier, later] = [lines(before, unitName), lines(after, unitName)];
  return [...new Set([...earlier.keys(), ...later.keys()])].map(label => {
    const [was, is] = [earlier.get(label) ?? '', later.get(label) ?? ''];
    return { label, after: is, differs: was !== is, stretches: differenceOf(was, is) };
  });
};
