import { findPerson } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import {
  type Attachment,
  contentMark,
  type InsertedFigure,
  type ItemHead,
  type Section,
} from './board-item.ts';
import { type Answer, isSettled } from './commission.ts';
import {
  insertItem,
  loadAttachments,
  loadClauses,
  loadInsertedFigures,
  loadParticipation,
  loadRecipients,
  loadTexts,
  lockItem,
  saveInsertedFigures,
  saveParticipationAnswer,
  saveText,
  saveAttachments as storeAttachments,
  saveClauses as storeClauses,
  saveRecipients as storeRecipients,
  updateItem,
} from './item-store.ts';
import { findMatter, loadOrders, loadReportBacks, saveReportBack } from './matter-store.ts';
import { codesIn } from './own-text.ts';
import { type FirstAnswer, type SecondAnswer, wordsOf } from './participation.ts';
import { beginAnswers } from './prefill.ts';
import type { ProposalClause } from './proposal.ts';
import { isWriting } from './stages.ts';
import { sv } from './sv.ts';
import { threadOf } from './thread.ts';
import { type ClauseStyle, convertClause, isClauseStyle } from './wording.ts';
import { conflict, missing, refused, refusedBy, saved, type Written } from './written.ts';

/** The facts of an item as somebody writes them in a form; '' where nothing is said. */
export type ItemInput = {
  readonly title: string;
  readonly meetingOn: string;
  readonly authorId: string;
  readonly clauseStyle: string;
  readonly dataOn: string;
  readonly compareOn: string;
};

type ItemFacts = Pick<ItemHead, 'title' | 'meetingOn' | 'authorId' | 'clauseStyle' | 'dataOn' | 'compareOn'>;

const readFacts = async (tx: Scoped, input: ItemInput, usual: ClauseStyle): Promise<Outcome<ItemFacts>> => {
  const problems: FieldError[] = [];
  const title = input.title.trim();
  if (title === '') problems.push({ field: 'title', text: sv.item.titleMissing });
  for (const field of ['meetingOn', 'compareOn'] as const) {
    if (input[field] !== '' && !isIsoDate(input[field])) problems.push({ field, text: sv.dateWrong });
  }
  if (!isIsoDate(input.dataOn)) problems.push({ field: 'dataOn', text: sv.dateWrong });
  if (isIsoDate(input.compareOn) && isIsoDate(input.dataOn) && input.compareOn >= input.dataOn) {
    problems.push({ field: 'compareOn', text: sv.item.compareLater });
  }
  if (input.authorId !== '' && !(await findPerson(tx, input.authorId))) {
    problems.push({ field: 'authorId', text: sv.item.authorUnknown });
  }
  if (problems.length > 0) return failed(...problems);
  return ok({
    title,
    meetingOn: input.meetingOn || null,
    authorId: input.authorId || null,
    clauseStyle: isClauseStyle(input.clauseStyle) ? input.clauseStyle : usual,
    dataOn: input.dataOn,
    compareOn: input.compareOn || null,
  });
};

/**
 * Creates an item in a matter, filled in from its thread: every commission that is open gets a report-back, with the answers
 * that can be begun. Null when there is no such matter.
 */
export const createItem = async (
  tx: Scoped,
  today: IsoDate,
  matterId: string,
  input: ItemInput,
): Promise<Outcome<ItemHead> | null> => {
  if (!(await findMatter(tx, matterId))) return null;
  const facts = await readFacts(tx, input, (await loadAuthority(tx)).clauseStyle);
  if (!facts.ok) return facts;
  const item: ItemHead = {
    id: newId(tx.now),
    matterId,
    stage: 'utkast',
    decidedOn: null,
    paragraph: null,
    version: 1,
    ...facts.value,
  };
  await insertItem(tx, item);
  const orders = await loadOrders(tx);
  const chain = threadOf(matterId, orders).steps.flatMap(step =>
    step.kind === 'commission' ? [step.commission] : [],
  );
  for (const commission of chain.filter(one => !isSettled(one, orders.reportBacks))) {
    await saveReportBack(tx, {
      id: newId(tx.now),
      commissionId: commission.id,
      itemId: item.id,
      title: item.title,
      reportedOn: null,
      paragraph: null,
      decision: null,
      answers: beginAnswers(commission),
    });
  }
  await recordEvent(tx, {
    kind: 'boardItemCreated',
    subject: `boardItem:${item.id}`,
    happenedOn: today,
    details: { title: item.title, matter: matterId },
  });
  return ok(item);
};

/** One change of one part of an item, as it reaches the actions. */
export type PartChange = {
  readonly itemId: string;
  readonly today: IsoDate;
  /** The mark of the part when the form was opened; null writes whatever stands there (commands, the demo). */
  readonly mark: string | null;
  /** Figures whose codes may be put into a text for the first time. */
  readonly offered?: readonly InsertedFigure[];
};

type Part<Content> = {
  readonly name: string;
  readonly load: (item: ItemHead) => Promise<Content>;
  readonly save: (item: ItemHead) => Promise<Partial<ItemHead> | null>;
  /** The texts in it that may hold figures, each with its control. */
  readonly texts?: readonly { readonly field: string; readonly text: string }[];
};

/** Writes one part: locks the item, sees that it may be written and that nobody came before, saves and records. */
const writePart = async <Content>(
  tx: Scoped,
  { itemId, today, mark, offered = [] }: PartChange,
  part: Part<Content>,
): Promise<Written> => {
  const item = await lockItem(tx, itemId);
  if (!item) return missing;
  if (!isWriting(item.stage)) return refused({ field: '', text: sv.item.notWriting });
  if (mark !== null && mark !== contentMark(await part.load(item))) return conflict;
  const known = new Set((await loadInsertedFigures(tx, itemId)).map(figure => figure.code));
  const unknown: FieldError[] = [];
  const inserted = new Map<string, InsertedFigure>();
  for (const { field, text } of part.texts ?? []) {
    for (const code of codesIn(text).filter(one => !known.has(one))) {
      const figure = offered.find(one => one.code === code);
      if (figure) inserted.set(code, figure);
      else unknown.push({ field, text: sv.section.unknownFigure(code) });
    }
  }
  if (unknown.length > 0) return refused(...unknown);
  await saveInsertedFigures(tx, itemId, [...inserted.values()]);
  await updateItem(tx, { ...item, ...(await part.save(item)) });
  await recordEvent(tx, {
    kind: 'boardItemChanged',
    subject: `boardItem:${itemId}`,
    happenedOn: today,
    details: { part: part.name },
  });
  return saved(null);
};

/** The facts of an item as its form shows them: what its mark is made of. */
export const factsOf = (item: ItemHead): ItemFacts => ({
  title: item.title,
  meetingOn: item.meetingOn,
  authorId: item.authorId,
  clauseStyle: item.clauseStyle,
  dataOn: item.dataOn,
  compareOn: item.compareOn,
});

/** Changes the facts of an item. When its wording changes, its clauses are rewritten as far as rules can take them. */
export const saveFacts = async (tx: Scoped, change: PartChange, input: ItemInput): Promise<Written> => {
  const authority = await loadAuthority(tx);
  const facts = await readFacts(tx, input, authority.clauseStyle);
  if (!facts.ok) return refusedBy(facts);
  return writePart(tx, change, {
    name: 'facts',
    load: async item => factsOf(item),
    save: async item => {
      const to = facts.value.clauseStyle;
      if (to !== item.clauseStyle) {
        const clauses = await loadClauses(tx, item.id);
        await storeClauses(
          tx,
          item.id,
          clauses.map(clause => ({
            ...clause,
            text: convertClause(clause.text, item.clauseStyle, to, authority).text,
          })),
        );
      }
      return facts.value;
    },
  });
};

/** Saves a text that somebody has written under a heading. */
export const saveSection = (
  tx: Scoped,
  change: PartChange,
  section: Section,
  text: string,
): Promise<Written> =>
  writePart(tx, change, {
    name: section,
    load: async item => (await loadTexts(tx, item.id))[section],
    save: async item => {
      await saveText(tx, item.id, section, text.trim());
      return null;
    },
    texts: [{ field: 'text', text }],
  });

/** A clause as it is written; `id: null` for a new one. */
export type ClauseInput = Pick<ProposalClause, 'text' | 'givesCommission' | 'addressee' | 'dueOn'> & {
  readonly id: string | null;
};

/** Saves the proposal. Clauses that are left out are taken away; the others keep their identity. */
export const saveClauses = (
  tx: Scoped,
  change: PartChange,
  clauses: readonly ClauseInput[],
): Promise<Written> =>
  writePart(tx, change, {
    name: 'proposal',
    load: item => loadClauses(tx, item.id),
    save: async item => {
      const known = new Set((await loadClauses(tx, item.id)).map(clause => clause.id));
      await storeClauses(
        tx,
        item.id,
        clauses.map(({ id, text, givesCommission, addressee, dueOn }) => ({
          id: id !== null && known.has(id) ? id : newId(tx.now),
          text: text.trim(),
          givesCommission,
          addressee: addressee?.trim() || null,
          dueOn,
          decision: null,
          decidedText: null,
        })),
      );
      return null;
    },
  });

export type ParticipationInput = {
  readonly first: FirstAnswer | null;
  readonly second: SecondAnswer | null;
};

/** What the mark of the two answers is made of. */
export const loadAnswersOnChildren = async (tx: Scoped, itemId: string): Promise<ParticipationInput> => {
  const answers = (await loadParticipation(tx)).get(itemId);
  return { first: answers?.firstAnswer ?? null, second: answers?.secondAnswer ?? null };
};

/** Saves the answers to the two questions about children. Unfinished answers are kept; readiness says what they lack. */
export const saveParticipation = (
  tx: Scoped,
  change: PartChange,
  { first, second }: ParticipationInput,
): Promise<Written> =>
  writePart(tx, change, {
    name: 'participation',
    load: item => loadAnswersOnChildren(tx, item.id),
    save: async item => {
      if (first) await saveParticipationAnswer(tx, item.id, 1, first);
      if (second) await saveParticipationAnswer(tx, item.id, 2, second);
      return null;
    },
    texts: [
      { field: first?.asked === 'ja' ? 'views' : 'explanation', text: wordsOf(first) },
      {
        field: 'influence',
        text: [wordsOf(second), ...(second?.evidence ?? []).map(one => one.text)].join(' '),
      },
    ],
  });

/** What the mark of the answers to the board is made of. */
export const loadOwnReportBacks = async (tx: Scoped, itemId: string) =>
  (await loadReportBacks(tx)).filter(one => one.itemId === itemId);

export type AnswersInput = readonly { readonly reportBackId: string; readonly answers: readonly Answer[] }[];

/** Saves the answers to the board's questions. Report-backs that are not the item's own are left alone. */
export const saveAnswers = (tx: Scoped, change: PartChange, given: AnswersInput): Promise<Written> =>
  writePart(tx, change, {
    name: 'answers',
    load: item => loadOwnReportBacks(tx, item.id),
    save: async item => {
      for (const reportBack of await loadOwnReportBacks(tx, item.id)) {
        const answers = given.find(one => one.reportBackId === reportBack.id)?.answers;
        if (answers) await saveReportBack(tx, { ...reportBack, answers });
      }
      return null;
    },
    texts: given.flatMap(({ reportBackId, answers }) =>
      answers.map(({ position, text }) => ({ field: `text-${reportBackId}-${position}`, text })),
    ),
  });

/** Lets an item report back on one more commission of its thread. */
export const takeCommission = async (
  tx: Scoped,
  change: Omit<PartChange, 'mark'>,
  commissionId: string,
): Promise<Written> => {
  const { commissions, reportBacks } = await loadOrders(tx);
  const commission = commissions.find(one => one.id === commissionId);
  if (!commission) return refused({ field: 'commissionId', text: sv.commission.gone });
  const isTaken = reportBacks.some(one => one.itemId === change.itemId && one.commissionId === commissionId);
  return writePart(
    tx,
    { ...change, mark: null },
    {
      name: 'answers',
      load: async () => null,
      save: async item => {
        if (isTaken) return null;
        await saveReportBack(tx, {
          id: newId(tx.now),
          commissionId,
          itemId: item.id,
          title: item.title,
          reportedOn: null,
          paragraph: null,
          decision: null,
          answers: beginAnswers(commission),
        });
        return null;
      },
    },
  );
};

/** Saves what the board gets beside the item, in order. */
export const saveAttachments = (
  tx: Scoped,
  change: PartChange,
  attachments: readonly Attachment[],
): Promise<Written> =>
  writePart(tx, change, {
    name: 'attachments',
    load: item => loadAttachments(tx, item.id),
    save: async item => {
      await storeAttachments(tx, item.id, attachments);
      return null;
    },
  });

/** Saves who gets the decision. */
export const saveRecipients = (
  tx: Scoped,
  change: PartChange,
  recipients: readonly string[],
): Promise<Written> =>
  writePart(tx, change, {
    name: 'recipients',
    load: item => loadRecipients(tx, item.id),
    save: async item => {
      await storeRecipients(tx, item.id, recipients.map(name => name.trim()).filter(Boolean));
      return null;
    },
  });
