import { type Block, heading, type Manuscript, paragraph } from '#app/documents/index.ts';
import type { SchoolAuthority } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import { dayOfYearText, scopeText } from './comparison.ts';
import type { Routine } from './routine.ts';
import { type Criterion, isCondition, isCore, levelLine, levels } from './rubric/rubric.ts';
import { sv } from './sv.ts';

const text = sv.routine;

/** What a routine rests on, as facts. */
const facts = (routine: Routine, unitName: (id: string) => string): Block => {
  const items = [
    [text.fields.scope, scopeText(routine, unitName)],
    [text.fields.valid, formatPeriod(routine)],
    [text.fields.count, text.countRange(routine.fewest, routine.most)],
    [text.fields.union, routine.union ? text.unionLine(formatDate(routine.union.on), routine.union) : ''],
    [
      text.fields.decision,
      routine.decision ? text.decisionLine(formatDate(routine.decision.decidedOn), routine.decision) : '',
    ],
  ] as const;
  return {
    kind: 'facts',
    items: items.filter(([, said]) => said !== '').map(([term, said]) => ({ term, description: [said] })),
  };
};

const spread = (routine: Routine, names: ReadonlyMap<string, string>): Block => ({
  kind: 'table',
  caption: sv.document.spread,
  columns: sv.document.spreadColumns.map(head => ({ head, align: 'text' as const })),
  rows: routine.rounds.map(round => ({
    cells: [
      text.round(round.number),
      dayOfYearText(round.dueDay),
      round.criteria.map(code => names.get(code) ?? code).join('; '),
    ],
  })),
});

const rubric = (
  title: string,
  criteria: readonly Criterion[],
  intro: readonly Block[] = [],
): readonly Block[] => [
  heading(2, title),
  ...intro,
  ...criteria.flatMap((criterion): Block[] => [
    heading(3, `${criterion.code} ${criterion.name}`),
    {
      kind: 'list',
      items: levels.map(level => [levelLine(criterion, level)]),
    },
  ]),
];

const lines = (whole: string): string[] => whole.split('\n').filter(line => line.trim() !== '');

/**
 * A version of a routine as a document to publish: who it is for, what is asked when, the guidance, the guide for the talk, and the
 * whole rubric with its levels.
 */
export const routineDocument = (
  routine: Routine,
  criteria: readonly Criterion[],
  authority: SchoolAuthority,
  unitName: (id: string) => string,
  date: IsoDate,
): Manuscript => {
  const names = new Map(criteria.map(one => [one.code, `${one.code} ${one.name}`]));
  return {
    about: {
      title: routine.title,
      kind: sv.document.kind(routine.number),
      lang: 'sv',
      authority: authority.name,
      administration: authority.administrationName,
      date: routine.decision?.decidedOn ?? date,
      draft: routine.state === 'utkast',
    },
    blocks: [
      facts(routine, unitName),
      heading(1, text.fields.helpText),
      ...lines(routine.helpText).map(line => paragraph(line)),
      heading(1, sv.document.spread),
      paragraph(sv.document.spreadIntro),
      spread(routine, names),
      heading(1, text.fields.guide),
      { kind: 'list', ordered: true, items: lines(routine.guide).map(line => [line]) },
      heading(1, sv.document.rubric),
      paragraph(sv.document.rubricIntro),
      ...rubric(
        sv.document.parameters,
        criteria.filter(one => isCore(one.code) && !isCondition(one.code)),
      ),
      ...rubric(
        sv.document.conditions,
        criteria.filter(one => isCondition(one.code)),
      ),
      ...(routine.additions.length > 0
        ? rubric(text.fields.additions, routine.additions, [paragraph(sv.document.additionsIntro)])
        : []),
    ],
  };
};
