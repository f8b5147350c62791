import { type Block, heading, type Manuscript, paragraph } from '#app/documents/index.ts';
import type { SchoolAuthority } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import type { Field } from './burden.ts';
import { dayOfYearText, scopeText } from './comparison.ts';
import { EVIDENCE_YEARS } from './retention.ts';
import type { DecidedClause, Routine } from './routine.ts';
import { type Criterion, isCondition, isCore, levels } from './rubric/rubric.ts';
import { sv as rubricTexts } from './rubric/sv.ts';
import { sv } from './sv.ts';

const text = sv.routine;

/** What stands beside the routine itself. */
export type RoutineSurroundings = {
  readonly authority: SchoolAuthority;
  readonly unitName: (id: string) => string;
  /** The clause of the board that it was decided by, where there is one and the reader may read it. */
  readonly clause: DecidedClause | null;
  readonly date: IsoDate;
  /** Every field that the routine asks, with who reads it and what for. */
  readonly fields: readonly Pick<Field, 'key' | 'field' | 'reader' | 'purpose'>[];
};

const decisionText = ({ decision }: Routine, clause: DecidedClause | null): string => {
  if (decision === null) return '';
  const line = text.decisionLine(formatDate(decision.decidedOn), decision);
  return clause === null ? line : text.byClause(line, clause.clause);
};

/** What a routine rests on, as facts. */
const facts = (routine: Routine, { unitName, clause }: RoutineSurroundings): Block => {
  const items = [
    [text.fields.scope, scopeText(routine, unitName)],
    [text.fields.valid, formatPeriod(routine)],
    [text.fields.count, text.countRange(routine.fewest, routine.most)],
    [text.fields.union, routine.union ? text.unionLine(formatDate(routine.union.on), routine.union) : ''],
    [text.fields.decision, decisionText(routine, clause)],
  ] as const;
  return {
    kind: 'facts',
    items: items.filter(([, said]) => said !== '').map(([term, said]) => ({ term, description: [said] })),
  };
};

/** In running text the code and the name of a criterion are not parted. */
const nameOf = ({ code, name }: Criterion): string => `${code}\u00a0${name}`;

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

/** Who reads what, and what for: fields that the same people read for the same purpose stand together, by their codes. */
const readers = (fields: RoutineSurroundings['fields']): Block => ({
  kind: 'table',
  caption: sv.document.readers,
  columns: sv.document.readerColumns.map(head => ({ head, align: 'text' as const })),
  rows: [...Map.groupBy(fields, one => `${one.reader} ${one.purpose}`).values()].map(those => ({
    cells: [
      those.map(one => (those.length > 1 ? one.key : one.field)).join(', '),
      those[0]?.reader ?? '',
      those[0]?.purpose ?? '',
    ],
  })),
});

const rubric = (
  title: string,
  criteria: readonly Criterion[],
  intro: readonly Block[] = [],
): readonly Block[] => [
  ...intro,
  {
    kind: 'table',
    caption: title,
    columns: [sv.document.criterion, ...levels.map(level => `${level} ${rubricTexts.levels[level]}`)].map(
      head => ({ head, align: 'text' as const }),
    ),
    rows: criteria.map(({ code, name, levels: texts }) => ({ cells: [`${code} ${name}`, ...texts] })),
  },
];

const lines = (whole: string): string[] => whole.split('\n').filter(line => line.trim() !== '');

/**
 * A version of a routine as a document to publish: who it is for, what is asked when, the guidance, the guide for the talk, and the
 * whole rubric with its levels.
 */
export const routineDocument = (
  routine: Routine,
  criteria: readonly Criterion[],
  surroundings: RoutineSurroundings,
): Manuscript => {
  const { authority, date } = surroundings;
  const names = new Map(criteria.map(one => [one.code, nameOf(one)]));
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
      facts(routine, surroundings),
      heading(1, text.fields.helpText),
      ...lines(routine.helpText).map(line => paragraph(line)),
      heading(1, text.fields.guide),
      { kind: 'list', ordered: true, items: lines(routine.guide).map(line => [line]) },
      heading(1, sv.document.spread),
      paragraph(sv.document.spreadIntro),
      spread(routine, names),
      heading(1, sv.document.readers),
      paragraph(sv.document.readersIntro),
      readers(surroundings.fields),
      paragraph(sv.retention.evidence(EVIDENCE_YEARS)),
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
