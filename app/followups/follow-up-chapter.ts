import {
  type Block,
  type Cell,
  type FigureName,
  figuresIn,
  type Prose,
  paragraph,
  prose,
} from '#app/documents/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import { formatDate, formatList } from '#app/shared/swedish.ts';
import { type Freshness, freshnesses } from './freshness.ts';
import { type Judgement, judgements, judgementText } from './rubric/rubric.ts';
import { sv } from './sv.ts';
import { type TimeAgainstPlan, timesAgainstPlan } from './time-against-plan.ts';

/** A part of a document about how assignments are followed up, with the figures that stand in it. */
export type FollowUpChapter = {
  readonly key: 'uppfoljning';
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly figures: readonly Figure[];
};

/** What the chapter tells of the whole authority: every number a figure. */
export type ChapterParts = {
  readonly on: IsoDate;
  /** '2026/27' */
  readonly year: string;
  /** The routines that the rounds follow, by title. */
  readonly routines: readonly string[];
  readonly rounds: readonly { readonly name: string; readonly done: Figure; readonly due: Figure }[];
  readonly freshness: Readonly<Record<Freshness, Figure>>;
  /** Each criterion that may be shown, in the latest year when it may. */
  readonly criteria: readonly {
    readonly name: string;
    readonly year: string;
    readonly counts: Readonly<Record<Judgement, Figure>>;
  }[];
  /** Criteria that have been judged and may not be shown in any year. */
  readonly hidden: readonly string[];
  /** Null where it may not be shown. */
  readonly time: {
    readonly year: string;
    readonly counts: Readonly<Record<TimeAgainstPlan, Figure>>;
  } | null;
};

const text = sv.chapter;

const roundsSentence = ({ rounds, year }: ChapterParts): Prose => [
  text.year(year),
  ...rounds.flatMap(({ name, done, due }, at) => [
    at === 0 ? ' ' : at === rounds.length - 1 ? ' och ' : ', ',
    ...prose`${at === 0 ? text.roundIs(name) : text.roundToo(name)} ${done} av ${due} uppdrag`,
  ]),
  '.',
];

const freshnessSentence = ({ freshness, on }: ChapterParts): Prose => [
  text.on(formatDate(on)),
  ...prose` ${freshness.färsk} ${text.fresh} ${freshness['börjar bli gammal']} ${text.ageing} ${freshness.gammal} ${text.old} ${freshness['inte uppföljd än']} ${text.never}`,
];

const timeSentence = ({ year, counts }: NonNullable<ChapterParts['time']>): Prose => [
  text.time(year),
  ...timesAgainstPlan.flatMap((one, at) => [
    at === 0 ? ' ' : at === timesAgainstPlan.length - 1 ? ' och ' : ', ',
    ...prose`${one} ${counts[one]}`,
  ]),
  '.',
];

const criteriaTable = ({ criteria, hidden, on }: ChapterParts): Block => ({
  kind: 'table',
  caption: text.caption,
  columns: [
    { head: text.criterion, align: 'text' },
    { head: text.yearHead, align: 'text' },
    ...judgements.map(judgement => ({ head: text.heads[judgement], align: 'number' as const })),
  ],
  rows: criteria.map(({ name, year, counts }) => ({
    cells: [name, year, ...judgements.map((judgement): Cell => counts[judgement])],
  })),
  note: [text.expected, ...(hidden.length > 0 ? [` ${text.hidden(formatList(hidden))}`] : [])],
  source: text.source(formatDate(on)),
});

/** How far the follow-up has come, how fresh it is, and what has been agreed, criterion by criterion: no total, no mean, nobody's name. */
export const followUpChapter = (parts: ChapterParts): FollowUpChapter => {
  const blocks: Block[] = [
    paragraph(roundsSentence(parts)),
    paragraph(freshnessSentence(parts)),
    paragraph(text.rule(formatList(parts.routines.map(title => `”${title}”`)))),
    ...(parts.criteria.length > 0 ? [criteriaTable(parts)] : [paragraph(text.nothingShown)]),
    ...(parts.time === null ? [] : [paragraph(timeSentence(parts.time))]),
  ];
  return { key: 'uppfoljning', heading: text.heading, blocks, figures: figuresIn({ blocks }) };
};

/** What each of some figures is, by its code, for the list of figures in a document. Figures of other rooms are left out. */
export const chapterFigureNames = (
  parts: ChapterParts,
  figures: readonly Figure[],
): Readonly<Record<string, FigureName>> => {
  const { count, freshness, judgements: judged, time } = sv.figures;
  const named: (readonly [Figure, FigureName])[] = [
    ...parts.rounds.flatMap(({ name, done, due }) => [
      [done, { group: count.title, name: text.done(name) }] as const,
      [due, { group: count.title, name: text.due(name) }] as const,
    ]),
    ...freshnesses.map(one => [parts.freshness[one], { group: freshness.title, name: one }] as const),
    ...parts.criteria.flatMap(({ name, year, counts }) =>
      judgements.map(judgement => {
        const what = [name, text.ofYear(year), judgementText(judgement)].join(', ');
        return [counts[judgement], { group: judged.title, name: what }] as const;
      }),
    ),
    ...Object.entries(parts.time?.counts ?? {}).map(
      ([name, figure]) => [figure, { group: time.title, name }] as const,
    ),
  ];
  const codes = new Set(figures.map(({ code }) => code));
  return Object.fromEntries(named.flatMap(([{ code }, name]) => (codes.has(code) ? [[code, name]] : [])));
};
