import {
  type Block,
  emphasis,
  figuresIn,
  heading,
  type Manuscript,
  type Prose,
  paragraph,
  prose,
  strong,
} from '#app/documents/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { capitalise, formatDate, formatList } from '#app/shared/swedish.ts';
import { sections } from './board-item.ts';
import type { Answer, Commission, ReportBack } from './commission.ts';
import { figureFinder, type ItemDraft } from './draft.ts';
import type { ItemChapter } from './filling.ts';
import { ownBlocks, ownProse } from './own-text.ts';
import { askedWays, childQuestions, evidenceKinds, notAskedReasons } from './participation.ts';
import { ASKED_PUPILS, askedPupils } from './participation-figure.ts';
import { sv } from './sv.ts';
import type { ThreadStep } from './thread.ts';
import { leadIn } from './wording.ts';

/** A part of the item with the heading it stands under. `part` names the form where it is written, when it is written. */
export type ItemPart = {
  readonly part: PartName | null;
  readonly heading: string;
  readonly blocks: readonly Block[];
};
export type PartName =
  | 'summary'
  | 'description'
  | 'answers'
  | 'preparation'
  | 'proposal'
  | 'participation'
  | 'economy'
  | 'attachments'
  | 'recipients';

/** '17 mars 2017, § 23,' within a sentence. */
const day = (date: IsoDate, number: string | null): string =>
  number === null ? formatDate(date) : `${formatDate(date)}, § ${number},`;

/** '17 mars 2017 (§ 23)' in a heading or a list. */
const bracketedDay = (date: IsoDate, number: string | null): string =>
  number === null ? formatDate(date) : `${formatDate(date)} (§ ${number})`;

const stepText = (step: ThreadStep, earlier: readonly ThreadStep[], boardName: string): string => {
  const board = capitalise(boardName);
  switch (step.kind) {
    case 'commission': {
      const { addressee, text, givenOn, paragraph: number } = step.commission;
      const sameMeeting = earlier.some(one => one.kind !== 'commission' && one.on === step.on);
      const decided = sameMeeting
        ? sv.document.decidedToo(board)
        : sv.document.decided(board, day(givenOn, number));
      return `${decided} att ge ${addressee} i uppdrag att ${text}.`;
    }
    case 'reportBack': {
      const { title, reportedOn, paragraph: number, decision } = step.reportBack;
      if (reportedOn === null) return '';
      const outcome = decision === null ? '' : sv.document.approval(boardName, decision === 'godkänd');
      return `Den ${day(reportedOn, number)} presenterades ${lowerFirst(title)}${outcome}.`;
    }
    case 'item': {
      const { title, stage, decidedOn, paragraph: number } = step.item;
      return stage === 'beslutad' && decidedOn !== null
        ? sv.document.itemDecided(title, bracketedDay(decidedOn, number), board)
        : '';
    }
  }
};

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('sv') + text.slice(1);

/** What happened on one day stands in one paragraph: what came back to the board, and what it ordered then. */
const byDay = (steps: readonly ThreadStep[]): ThreadStep[][] => {
  const days: ThreadStep[][] = [];
  for (const step of steps) {
    const last = days.at(-1);
    if (last && last[0]?.on === step.on) last.push(step);
    else days.push([step]);
  }
  return days;
};

/** The matter's history in running text, from the thread. What this item answers stands last. */
const history = (draft: ItemDraft): Block[] => {
  const { thread, item, authority, today } = draft;
  const happened = thread.steps.filter(
    step =>
      step.on !== null &&
      step.on <= (item.meetingOn ?? today) &&
      !(step.kind === 'item' && step.item.id === item.id),
  );
  const texts = byDay(happened).map(steps =>
    steps
      .map((step, at) => stepText(step, steps.slice(0, at), authority.boardName))
      .filter(text => text !== '')
      .join(' '),
  );
  const answered = answeredCommissions(draft).map(
    ({ commission }) => `den ${bracketedDay(commission.givenOn, commission.paragraph)}`,
  );
  if (answered.length > 0) texts.push(sv.document.answersCommissions(answered));
  return texts.filter(text => text !== '').map(text => paragraph(text));
};

/** The first paragraph of a chapter: its finding, with its figures. */
export const opening = (chapter: ItemChapter | undefined): Prose => {
  const first = chapter?.blocks.find(block => block.kind === 'paragraph');
  return first?.kind === 'paragraph' ? first.text : [];
};

/** The verdict stands first in the paragraph it is about. */
const verdictFirst = (verdict: string, blocks: readonly Block[]): Block[] => {
  const [first, ...others] = blocks;
  return first?.kind === 'paragraph'
    ? [paragraph([strong(verdict), ' ', ...first.text]), ...others]
    : [paragraph([strong(verdict)]), ...blocks];
};

/** The verdict first, then the finding it rests on, then the administration's own words. */
const answerBlocks = (
  draft: ItemDraft,
  chapters: readonly ItemChapter[],
  answer: Answer | undefined,
): Block[] => {
  if (!answer || answer.verdict === null) return [paragraph([emphasis(sv.document.unanswered)])];
  const chapter = chapters.find(one => one.key === answer.chapter);
  const found = opening(chapter);
  return verdictFirst(`${sv.verdicts[answer.verdict]}.`, [
    ...(found.length > 0 ? [paragraph(found)] : []),
    ...ownBlocks(answer.text, figureFinder(draft), 3),
    ...(chapter ? [paragraph(sv.document.seeChapter(chapter.heading))] : []),
  ]);
};

const commissionOf = ({ thread }: ItemDraft, reportBack: ReportBack): Commission | null => {
  const step = thread.steps.find(
    one => one.kind === 'commission' && one.commission.id === reportBack.commissionId,
  );
  return step?.kind === 'commission' ? step.commission : null;
};

/** The commissions that the item reports back on, oldest first, each with its report-back. */
export const answeredCommissions = (
  draft: ItemDraft,
): readonly { readonly commission: Commission; readonly reportBack: ReportBack }[] =>
  draft.item.reportBacks
    .flatMap(reportBack => {
      const commission = commissionOf(draft, reportBack);
      return commission ? [{ commission, reportBack }] : [];
    })
    .sort((a, b) => a.commission.givenOn.localeCompare(b.commission.givenOn));

const answersPart = (draft: ItemDraft, chapters: readonly ItemChapter[]): Block[] =>
  answeredCommissions(draft).flatMap(({ commission, reportBack }) => [
    heading(2, sv.document.commissionHeading(bracketedDay(commission.givenOn, commission.paragraph))),
    ...commission.questions.flatMap((question, at): Block[] => [
      heading(3, capitalise(question)),
      ...answerBlocks(
        draft,
        chapters,
        reportBack.answers.find(answer => answer.position === at + 1),
      ),
    ]),
  ]);

/** Chapters stand one level further in than their authors wrote them. */
const inward = (block: Block): Block =>
  block.kind === 'heading' ? { ...block, level: Math.min(3, block.level + 1) as 2 | 3 } : block;

const firstBlocks = (draft: ItemDraft): Block[] => {
  const { item, filling } = draft;
  const answer = item.firstAnswer;
  const find = figureFinder(draft);
  const say = sv.document.child;
  if (answer === null) return [];
  if (answer.asked === 'nej') {
    const reason = answer.reason === null ? '' : notAskedReasons[answer.reason];
    const more = [
      answer.earlierMatter && say.earlier(answer.earlierMatter),
      answer.askOn && say.willBeAsked(formatDate(answer.askOn)),
    ].filter(Boolean);
    return [
      paragraph([strong(say.notAsked), reason === '' ? '' : ` ${reason}.`]),
      ...ownBlocks(answer.explanation, find, 3),
      ...(more.length > 0 ? [paragraph(more.join(' '))] : []),
    ];
  }
  const ways = formatList(answer.ways.map(way => askedWays[way].toLocaleLowerCase('sv')));
  const count = askedPupils(item.id, answer, filling.cut);
  const when = answer.on === null ? '' : say.on(formatDate(answer.on));
  const who: Prose = count ? prose`${say.countStart}${count}${say.countEnd}` : [say.uncounted];
  return [
    paragraph([strong(say.asked), ' ', ...who, `${when}${ways === '' ? '' : say.through(ways)}.`]),
    ...ownBlocks(answer.views, find, 3),
    ...ownBlocks(answer.changed, find, 3),
    ...(answer.fedBackOn === null ? [] : [paragraph(say.fedBack(formatDate(answer.fedBackOn)))]),
  ];
};

const secondBlocks = (draft: ItemDraft): Block[] => {
  const answer = draft.item.secondAnswer;
  if (answer === null) return [];
  const find = figureFinder(draft);
  return [
    ...ownBlocks(answer.influence, find, 3),
    ...(answer.evidence.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: answer.evidence.map(
              (one): Prose => [
                `${evidenceKinds[one.kind]}${one.datedOn === null ? '' : `, ${formatDate(one.datedOn)}`}`,
                ...(one.text.trim() === '' ? [] : [': ', ...ownProse(one.text.trim(), find)]),
              ],
            ),
          },
        ]),
  ];
};

/** The parts of the item in the order of the founding document, each under its heading. */
export const itemParts = (draft: ItemDraft, chapters: readonly ItemChapter[], date: IsoDate): ItemPart[] => {
  const { item, authority } = draft;
  const find = figureFinder(draft);
  const own = (part: keyof typeof sections) => ownBlocks(item.texts[part], find, 2);
  const clauses: Block = {
    kind: 'clauses',
    style: item.clauseStyle,
    leadIn: leadIn(item.clauseStyle, authority),
    items: item.clauses.map(clause => ownProse(clause.text, find)),
  };
  const parts: ItemPart[] = [
    { part: 'summary', heading: sections.summary, blocks: own('summary') },
    {
      part: 'description',
      heading: sections.description,
      blocks: [...history(draft), ...own('description')],
    },
    { part: 'answers', heading: sv.document.answers, blocks: answersPart(draft, chapters) },
    {
      part: 'preparation',
      heading: sections.preparation,
      blocks: [
        ...own('preparation'),
        ...chapters.flatMap(chapter => [heading(2, chapter.heading), ...chapter.blocks.map(inward)]),
      ],
    },
    { part: 'proposal', heading: sv.document.proposal, blocks: item.clauses.length === 0 ? [] : [clauses] },
    {
      part: 'participation',
      heading: sv.document.participation,
      blocks: [
        heading(2, childQuestions.first),
        ...firstBlocks(draft),
        heading(2, childQuestions.second),
        ...secondBlocks(draft),
      ],
    },
    { part: 'economy', heading: sections.economy, blocks: own('economy') },
    {
      part: 'attachments',
      heading: sv.document.attachments,
      blocks: [
        {
          kind: 'list',
          ordered: true,
          items: [
            [sv.document.ownItem(capitalise(authority.administrationName), formatDate(date))],
            ...item.attachments.map(
              ({ title, datedOn }): Prose => [datedOn === null ? title : `${title}, ${formatDate(datedOn)}`],
            ),
          ],
        },
      ],
    },
    {
      part: 'recipients',
      heading: sv.document.recipients,
      blocks:
        item.recipients.length === 0 ? [] : [{ kind: 'list', items: item.recipients.map(name => [name]) }],
    },
  ];
  const optional: readonly (PartName | null)[] = ['summary', 'economy', 'answers'];
  return parts.filter(part => part.blocks.length > 0 || !optional.includes(part.part));
};

export type DocumentOptions = {
  /** The day the document carries: when it was sent, or today for a draft. */
  readonly date: IsoDate;
  /** Marked UTKAST on every page. */
  readonly draft: boolean;
};

/** The item as a document, from what is written and what it is filled with. Draws pictures: outside the transaction. */
export const itemDocument = (
  draft: ItemDraft,
  chapters: readonly ItemChapter[],
  { date, draft: isDraft }: DocumentOptions,
): Manuscript => {
  const { authority, matter, item, author, signers, filling } = draft;
  const blocks: Block[] = [
    ...itemParts(draft, chapters, date).flatMap(part => [heading(1, part.heading), ...part.blocks]),
    { kind: 'signatures', people: signers },
  ];
  return {
    about: {
      title: item.title,
      kind: sv.document.kind,
      lang: 'sv',
      authority: authority.name,
      administration: capitalise(authority.administrationName),
      board: capitalise(authority.boardName),
      date,
      author: author ?? { name: sv.document.noAuthor },
      draft: isDraft,
      ...(matter.registryNumber === null ? {} : { registryNumber: matter.registryNumber }),
      ...(item.meetingOn === null ? {} : { meetingOn: item.meetingOn }),
    },
    questions: { ...filling.questionTitles, [ASKED_PUPILS]: sv.child.source.title },
    figureNames: filling.figureNames(figuresIn({ blocks })),
    blocks,
  };
};
