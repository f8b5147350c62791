import { type Block, heading, type Manuscript, paragraph } from '#app/documents/index.ts';
import type { SchoolAuthority } from '#app/organisation/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { capitalise, formatDate, formatInstant, formatPercent } from '#app/shared/swedish.ts';
import { judgementSaid, saidOf } from './agreement.ts';
import { evidenceIn, ratingsIn, restsOn } from './cited.ts';
import { type Party, parties } from './follow-up.ts';
import { type HistoryLine, nameIn, wordingOf } from './history.ts';
import { shareText } from './rating.ts';
import type { Reading } from './reader-store.ts';
import type { FollowUpView } from './reading.ts';
import { evidenceText } from './retention.ts';
import { documentState } from './stages.ts';
import { sv } from './sv.ts';

const text = sv.whole;

/** What stands beside the follow-up itself, as far as its reader may know it. */
export type Surroundings = {
  readonly authority: SchoolAuthority;
  readonly holder: string;
  /** Who has read it: for the holder; null for everybody else. */
  readonly readings: readonly Reading[] | null;
  readonly history: readonly HistoryLine[];
  readonly today: IsoDate;
};

/** Terms with what is said of them; those of which nothing is said are left out. */
const facts = (items: readonly (readonly [term: string, said: string])[]): Block[] => {
  const said = items.filter(([, description]) => description !== '');
  return said.length === 0
    ? []
    : [{ kind: 'facts', items: said.map(([term, description]) => ({ term, description: [description] })) }];
};

const table = (caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  caption,
  columns: heads.map(head => ({ head, align: 'text' as const })),
  rows: rows.map(cells => ({ cells })),
});

const partyNames: readonly string[] = parties.map(party => sv.tasks.partyName[party]);

const about = (
  { followUp, round, position, assignment, unit, need, finalisings }: FollowUpView,
  holder: string,
) => {
  const { plannedShare, stage } = followUp;
  const finalised = finalisings.at(-1);
  return facts([
    [text.facts.assignment, `${position.externalId}: ${assignment.title}`],
    [text.facts.unit, unit?.name ?? ''],
    [text.facts.year, academicYearLabel(round.yearStart)],
    [text.facts.due, formatDate(round.dueOn)],
    [text.facts.holder, holder],
    [text.facts.need, need?.title ?? ''],
    [
      text.facts.planned,
      plannedShare === null
        ? text.unknown
        : sv.said.share(formatPercent(plannedShare, plannedShare % 1 === 0 ? 0 : 1)),
    ],
    [text.facts.stage, capitalise(stage)],
    [text.facts.finalised, finalised ? formatInstant(finalised.at) : ''],
  ]);
};

const steps = (view: FollowUpView): Block[] => {
  const ratings = ratingsIn(view) ?? {};
  const agreed = view.agreed?.content;
  const step = agreed?.nextStep ?? '';
  return facts([
    ...parties.flatMap((party, at): (readonly [string, string])[] => {
      const name = capitalise(partyNames[at] ?? '');
      return [
        [`${name}: ${text.step.toLowerCase()}`, ratings[party]?.content.nextStep ?? ''],
        [`${name}: ${text.time.toLowerCase()}`, shareText(ratings[party]?.content.actualShare ?? null)],
      ];
    }),
    [
      `${text.agreed}: ${text.step.toLowerCase()}`,
      step !== '' && agreed?.nextStepAbout ? `${step} (${text.about(agreed.nextStepAbout)})` : step,
    ],
    [`${text.agreed}: ${text.time.toLowerCase()}`, shareText(agreed?.actualShare ?? null)],
  ]);
};

/** What was said of each criterion: the levels side by side with the numbers of what they rest on, then the words and the reasons. */
const judgements = (view: FollowUpView): Block[] => {
  const ratings = ratingsIn(view);
  if (ratings === null) return [];
  const criteria = view.criteria.filter(one => saidOf(ratings, one.code).some(said => said !== null));
  if (criteria.length === 0) return [];
  const shown = parties.filter(party => ratings[party] !== undefined);
  const agreedLine = (code: string) => view.agreed?.content.lines.find(one => one.code === code);
  const said = (party: Party, code: string): string =>
    [judgementSaid(saidOf(ratings, code)[parties.indexOf(party)] ?? null), restsOn(view, party, code)]
      .filter(Boolean)
      .join(', ');
  const words = criteria.flatMap(({ code, name }): Block[] => {
    const spoken = facts([
      ...shown.map((party): readonly [string, string] => [
        text.wording(sv.tasks.partyName[party]),
        wordingOf(ratings[party], code),
      ]),
      [text.reason, agreedLine(code)?.reason ?? ''],
    ]);
    return spoken.length === 0 ? [] : [heading(3, `${code} ${name}`), ...spoken];
  });
  return [
    heading(1, view.open ? text.judgements : text.own),
    table(
      view.open ? text.judgements : text.own,
      [
        text.criterion,
        ...shown.map(party => capitalise(sv.tasks.partyName[party])),
        ...(view.agreed ? [text.agreed] : []),
      ],
      criteria.map(({ code, name }) => [
        `${code} ${name}`,
        ...shown.map(party => said(party, code)),
        ...(view.agreed ? [judgementSaid(agreedLine(code)?.judgement ?? null)] : []),
      ]),
    ),
    ...(words.length > 0 ? [heading(2, text.words), ...words] : []),
  ];
};

const readers = (view: FollowUpView, readings: readonly Reading[] | null): Block[] => {
  if (readings === null) return [];
  const rows = readings.map(one => [nameIn(view, one.readerId), formatDate(one.on)]);
  return [
    heading(1, text.readings),
    rows.length === 0 ? paragraph(text.readingsNone) : table(text.readings, text.readingColumns, rows),
  ];
};

/** A follow-up as a document: everything said that its reader may read, what it rests on, who has read it, and what has happened. */
export const followUpDocument = (
  view: FollowUpView,
  { authority, holder, readings, history, today }: Surroundings,
): Manuscript => {
  const approvedBy = view.steps.findLast(step => step.to === 'godkänd av rektor')?.by ?? null;
  const evidence = evidenceIn(view).map(one => [
    text.evidenceLine(formatDate(one.datedOn), evidenceText(one), one.kind),
  ]);
  return {
    about: {
      ...{ title: `${sv.routine.round(view.round.number)}: ${view.subject}`, kind: text.kind, lang: 'sv' },
      ...{ authority: authority.name, administration: authority.administrationName },
      // Who has read it, and what has been done with it, is told as of this day.
      date: today,
      ...(approvedBy === null
        ? { unit: view.unit?.name ?? authority.administrationName }
        : { author: { name: nameIn(view, approvedBy), role: sv.tasks.partyName.rektor } }),
      draft: documentState(view.followUp.stage) !== 'upprättad',
    },
    blocks: [
      ...about(view, holder),
      paragraph(text.intro),
      heading(1, text.nextStep),
      ...steps(view),
      ...judgements(view),
      ...(evidence.length > 0
        ? [heading(1, text.evidence), { kind: 'list', ordered: true, items: evidence } as const]
        : []),
      ...readers(view, readings),
      heading(1, text.history),
      table(
        text.history,
        text.historyColumns,
        history.map(one => [
          formatInstant(one.at),
          one.why === '' ? one.what : text.because(one.what, one.why),
          one.who === null ? '' : nameIn(view, one.who),
        ]),
      ),
    ],
  };
};
