import { loadPeople } from '#app/access/index.ts';
import {
  type Answer,
  type Attachment,
  createItem,
  createMatter,
  giveCommission,
  type MatterInput,
  moveItem,
  type PartChange,
  type ParticipationInput,
  readDraft,
  readFilling,
  recordDecision,
  recordReportBack,
  type Section,
  saveAnswers,
  saveAttachments,
  saveClauses,
  saveParticipation,
  saveRecipients,
  saveSection,
  type Verdict,
  type Written,
} from '#app/boards/index.ts';
import type { Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import { as, momentOn } from './diary.ts';

/** arenden.json. `key` names a commission within the file; `matter` is a registry number. */
type MatterFile = {
  readonly matters: readonly MatterInput[];
  readonly decided: FileDecided;
  readonly commissions: readonly FileCommission[];
  readonly reportBacks: readonly FileReportBack[];
  readonly item: FileItem;
};

type FileCommission = {
  readonly key: string;
  readonly matter: string;
  /** The key of the commission it goes on from. */
  readonly follows?: string;
  readonly givenOn: IsoDate;
  readonly paragraph: string;
  readonly addressee: string;
  readonly text: string;
  readonly dueOn?: IsoDate;
  readonly questions: readonly string[];
};

type FileReportBack = {
  readonly commission: string;
  readonly title: string;
  readonly reportedOn: IsoDate;
  readonly paragraph: string;
  readonly decision: string;
  readonly answers: readonly { readonly verdict: Verdict; readonly text: string }[];
};

type FileItem = {
  readonly matter: string;
  readonly title: string;
  /** Employee number. */
  readonly author: string;
  readonly meetingOn: IsoDate;
  readonly compareOn: IsoDate;
  /** Paragraph by paragraph. */
  readonly texts: Readonly<Partial<Record<Section, readonly string[]>>>;
  readonly answers: readonly {
    readonly commission: string;
    readonly answers: readonly (Pick<Answer, 'verdict' | 'text'> & { readonly chapter?: string })[];
  }[];
  /** A clause with an addressee gives a commission. */
  readonly clauses: readonly {
    readonly text: string;
    readonly addressee?: string;
    readonly dueOn?: IsoDate;
  }[];
  readonly participation: ParticipationInput;
  readonly attachments: readonly Attachment[];
  readonly recipients: readonly string[];
};

/** An item that the board has decided, as it was proposed. */
type FileDecided = {
  readonly matter: MatterInput;
  /** Employee number. */
  readonly secretary: string;
  readonly writtenOn: IsoDate;
  readonly item: FileItem;
  readonly paragraph: string;
};

/** The id of what another part of the file has named. */
const named = (ids: ReadonlyMap<string, string>, name: string): string => {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`arenden.json speaks of "${name}", which it does not name`);
  return id;
};

const entered = <Value>(what: string, outcome: Outcome<Value> | null): Value => {
  if (outcome?.ok) return outcome.value;
  throw new Error(`${what}: ${outcome?.problems.map(({ text }) => text).join(' ') ?? 'missing'}`);
};

const expectSaved = <Value>(what: string, result: Written<Value>): Value => {
  if (result.outcome === 'saved') return result.value;
  const told = result.outcome === 'refused' ? result.problems.map(({ text }) => text).join(' ') : '';
  throw new Error(`${what}: ${result.outcome} ${told}`);
};

type Entered = {
  readonly matters: ReadonlyMap<string, string>;
  readonly commissions: ReadonlyMap<string, string>;
};

/** The answers of the file, each at the report-back that the item was given for its commission. */
const answerBoard = async (
  tx: Scoped,
  change: PartChange,
  item: FileItem,
  commissions: Entered['commissions'],
): Promise<Written> => {
  const draft = await readDraft(tx, change.itemId, change.today, readFilling);
  const answers = item.answers.map(given => {
    const commissionId = named(commissions, given.commission);
    const reportBack = draft?.item.reportBacks.find(one => one.commissionId === commissionId);
    if (!reportBack) throw new Error(`The item does not report back on "${given.commission}"`);
    return {
      reportBackId: reportBack.id,
      answers: given.answers.map(({ chapter = null, ...one }, at) => ({ ...one, chapter, position: at + 1 })),
    };
  });
  return saveAnswers(tx, change, answers);
};

const peopleByNumber = async (tx: Scoped): Promise<ReadonlyMap<string, string>> =>
  new Map((await loadPeople(tx)).map(person => [person.employeeNumber ?? '', person.id]));

const writeItem = async (tx: Scoped, today: IsoDate, item: FileItem, ids: Entered): Promise<string> => {
  const people = await peopleByNumber(tx);
  const { title, meetingOn, compareOn } = item;
  const created = await createItem(tx, today, named(ids.matters, item.matter), {
    ...{ title, meetingOn, compareOn, dataOn: today },
    authorId: named(people, item.author),
    clauseStyle: 'attSatser',
  });
  const itemId = entered(title, created).id;
  const change: PartChange = { itemId, today, mark: null };
  for (const [section, paragraphs] of Object.entries(item.texts))
    expectSaved(section, await saveSection(tx, change, section as Section, paragraphs.join('\n\n')));
  expectSaved('answers', await answerBoard(tx, change, item, ids.commissions));
  const clauses = item.clauses.map(({ text, addressee = null, dueOn = null }) => ({
    ...{ id: null, text, addressee, dueOn },
    givesCommission: addressee !== null,
  }));
  expectSaved('clauses', await saveClauses(tx, change, clauses));
  expectSaved('participation', await saveParticipation(tx, change, item.participation));
  expectSaved('attachments', await saveAttachments(tx, change, item.attachments));
  expectSaved('recipients', await saveRecipients(tx, change, item.recipients));
  return itemId;
};

/** Enters the item that the board has decided, on its way from the writer's desk to the minutes. */
export const enterDecided = async (tx: Scoped, bytes: Uint8Array): Promise<void> => {
  const { decided } = JSON.parse(new TextDecoder().decode(bytes)) as MatterFile;
  const { matter, writtenOn, item, paragraph } = decided;
  const people = await peopleByNumber(tx);
  const meetingOn = item.meetingOn;
  const writing = as(tx, named(people, item.author), momentOn(writtenOn, '09:20'));
  const matterId = entered(matter.title, await createMatter(writing, matter)).id;
  const itemId = await writeItem(writing, writtenOn, item, {
    matters: new Map([[matter.registryNumber, matterId]]),
    commissions: new Map(),
  });
  const secretary = named(people, decided.secretary);
  const draft = await readDraft(tx, itemId, meetingOn, readFilling);
  let version = draft?.item.version ?? 0;
  for (const [move, time] of [
    ['submit', '11:05'],
    ['approve', '15:40'],
    ['send', '16:10'],
  ] as const) {
    const acting = as(tx, secretary, momentOn(writtenOn, time));
    const change = { itemId, today: writtenOn, version, move, comment: '' };
    ({ version } = expectSaved(move, await moveItem(work => work(acting), change, readFilling)));
  }
  const noting = as(tx, secretary, momentOn(meetingOn, '13:50'));
  const decision = {
    ...{ decidedOn: meetingOn, paragraph },
    clauses: (draft?.item.clauses ?? []).map(({ id }) => ({
      ...{ clauseId: id ?? '', decision: 'bifall', decidedText: '', addressee: '', dueOn: '' },
    })),
  };
  expectSaved('decision', await recordDecision(noting, { itemId, today: meetingOn, version }, decision));
};

/**
 * Enters Ekdala's matters as its secretary would: what the board ordered, what came back, and the item that is being
 * written. Returns the item's id.
 */
export const enterMatters = async (tx: Scoped, today: IsoDate, bytes: Uint8Array): Promise<string> => {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as MatterFile;
  const matters = new Map<string, string>();
  for (const matter of file.matters)
    matters.set(matter.registryNumber, entered(matter.title, await createMatter(tx, matter)).id);

  const commissions = new Map<string, string>();
  for (const { key, matter, follows, dueOn = '', ...commission } of file.commissions) {
    const followsId = follows === undefined ? '' : named(commissions, follows);
    const given = await giveCommission(tx, named(matters, matter), { ...commission, dueOn, followsId });
    commissions.set(key, entered(key, given).id);
  }
  for (const { commission, ...reportBack } of file.reportBacks) {
    const commissionId = named(commissions, commission);
    entered(reportBack.title, await recordReportBack(tx, { ...reportBack, commissionId }));
  }
  return writeItem(tx, today, file.item, { matters, commissions });
};
