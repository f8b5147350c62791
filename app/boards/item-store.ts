import type { Scoped } from '#app/database/index.ts';
import {
  type Attachment,
  type InsertedFigure,
  type ItemHead,
  isSection,
  type Section,
  sections,
} from './board-item.ts';
import type { FirstAnswer, SecondAnswer } from './participation.ts';
import { isClauseDecision, type ProposalClause } from './proposal.ts';
import type { Sealed } from './seal.ts';
import type { Stage } from './stages.ts';

type ItemRow = {
  item_id: string;
  matter_id: string;
  title: string;
  stage: string;
  meeting_on: string | null;
  author_id: string | null;
  clause_style: ItemHead['clauseStyle'];
  data_on: string;
  compare_on: string | null;
  decided_on: string | null;
  paragraph: string | null;
  version: number;
};

const toHead = (row: ItemRow): ItemHead => ({
  id: row.item_id,
  matterId: row.matter_id,
  title: row.title,
  stage: row.stage as Stage,
  meetingOn: row.meeting_on,
  authorId: row.author_id,
  clauseStyle: row.clause_style,
  dataOn: row.data_on,
  compareOn: row.compare_on,
  decidedOn: row.decided_on,
  paragraph: row.paragraph,
  version: row.version,
});

const toRow = (item: ItemHead): ItemRow => ({
  item_id: item.id,
  matter_id: item.matterId,
  title: item.title,
  stage: item.stage,
  meeting_on: item.meetingOn,
  author_id: item.authorId,
  clause_style: item.clauseStyle,
  data_on: item.dataOn,
  compare_on: item.compareOn,
  decided_on: item.decidedOn,
  paragraph: item.paragraph,
  version: item.version,
});

/** Every board item of the authority, without its texts, the latest meeting first. */
export const loadItemHeads = async (tx: Scoped): Promise<ItemHead[]> =>
  (await tx.db.selectFrom('board_item').selectAll().orderBy('meeting_on', 'desc').execute()).map(toHead);

export const findItemHead = async (tx: Scoped, itemId: string): Promise<ItemHead | null> => {
  const row = await tx.db
    .selectFrom('board_item')
    .selectAll()
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row ? toHead(row) : null;
};

/** Reads an item and keeps others from writing in it until the transaction ends. */
export const lockItem = async (tx: Scoped, itemId: string): Promise<ItemHead | null> => {
  const row = await tx.db
    .selectFrom('board_item')
    .selectAll()
    .where('item_id', '=', itemId)
    .forUpdate()
    .executeTakeFirst();
  return row ? toHead(row) : null;
};

export const insertItem = async (tx: Scoped, item: ItemHead): Promise<void> => {
  await tx.db
    .insertInto('board_item')
    .values({ authority_id: tx.authorityId, ...toRow(item) })
    .execute();
};

/** Writes an item's facts and counts its version up. The caller holds its lock. */
export const updateItem = async (tx: Scoped, item: ItemHead): Promise<void> => {
  await tx.db
    .updateTable('board_item')
    .set({ ...toRow(item), version: item.version + 1 })
    .where('item_id', '=', item.id)
    .execute();
};

export const loadTexts = async (tx: Scoped, itemId: string): Promise<Record<Section, string>> => {
  const texts = Object.fromEntries(Object.keys(sections).map(key => [key, ''])) as Record<Section, string>;
  const rows = await tx.db
    .selectFrom('board_item_section')
    .selectAll()
    .where('item_id', '=', itemId)
    .execute();
  for (const row of rows) if (isSection(row.heading)) texts[row.heading] = row.text;
  return texts;
};

export const saveText = async (tx: Scoped, itemId: string, section: Section, text: string): Promise<void> => {
  await tx.db
    .insertInto('board_item_section')
    .values({ authority_id: tx.authorityId, item_id: itemId, heading: section, text })
    .onConflict(conflict => conflict.columns(['authority_id', 'item_id', 'heading']).doUpdateSet({ text }))
    .execute();
};

export const loadClauses = async (tx: Scoped, itemId: string): Promise<ProposalClause[]> => {
  const rows = await tx.db
    .selectFrom('proposal_clause')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('position')
    .execute();
  return rows.map(row => ({
    id: row.clause_id,
    text: row.text,
    givesCommission: row.gives_commission,
    addressee: row.addressee,
    dueOn: row.due_on,
    decision: row.decision !== null && isClauseDecision(row.decision) ? row.decision : null,
    decidedText: row.decided_text,
  }));
};

/** Writes the clauses in this order; a clause keeps its row, so that what was decided on it can point at it. */
export const saveClauses = async (
  tx: Scoped,
  itemId: string,
  clauses: readonly ProposalClause[],
): Promise<void> => {
  let gone = tx.db.deleteFrom('proposal_clause').where('item_id', '=', itemId);
  if (clauses.length > 0) {
    gone = gone.where(
      'clause_id',
      'not in',
      clauses.map(clause => clause.id),
    );
  }
  await gone.execute();
  for (const [at, clause] of clauses.entries()) {
    const values = {
      position: at + 1,
      text: clause.text,
      addressee: clause.addressee,
      due_on: clause.dueOn,
      gives_commission: clause.givesCommission,
      decision: clause.decision,
      decided_text: clause.decidedText,
    };
    await tx.db
      .insertInto('proposal_clause')
      .values({ authority_id: tx.authorityId, clause_id: clause.id, item_id: itemId, ...values })
      .onConflict(conflict => conflict.columns(['authority_id', 'clause_id']).doUpdateSet(values))
      .execute();
  }
};

export type ParticipationAnswers = {
  readonly firstAnswer: FirstAnswer | null;
  readonly secondAnswer: SecondAnswer | null;
};

/** The answers on children of every item, by item. */
export const loadParticipation = async (tx: Scoped): Promise<ReadonlyMap<string, ParticipationAnswers>> => {
  const byItem = new Map<string, ParticipationAnswers>();
  for (const row of await tx.db.selectFrom('participation_answer').selectAll().execute()) {
    const known = byItem.get(row.item_id) ?? { firstAnswer: null, secondAnswer: null };
    byItem.set(
      row.item_id,
      row.question === 1
        ? { ...known, firstAnswer: row.answer as FirstAnswer }
        : { ...known, secondAnswer: row.answer as SecondAnswer },
    );
  }
  return byItem;
};

export const saveParticipationAnswer = async (
  tx: Scoped,
  itemId: string,
  question: 1 | 2,
  given: FirstAnswer | SecondAnswer,
): Promise<void> => {
  const answer = JSON.stringify(given);
  await tx.db
    .insertInto('participation_answer')
    .values({ authority_id: tx.authorityId, item_id: itemId, question, answer })
    .onConflict(conflict => conflict.columns(['authority_id', 'item_id', 'question']).doUpdateSet({ answer }))
    .execute();
};

export const loadAttachments = async (tx: Scoped, itemId: string): Promise<Attachment[]> => {
  const rows = await tx.db
    .selectFrom('item_attachment')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('position')
    .execute();
  return rows.map(row => ({ title: row.title, datedOn: row.dated_on }));
};

export const saveAttachments = async (
  tx: Scoped,
  itemId: string,
  attachments: readonly Attachment[],
): Promise<void> => {
  await tx.db.deleteFrom('item_attachment').where('item_id', '=', itemId).execute();
  if (attachments.length === 0) return;
  await tx.db
    .insertInto('item_attachment')
    .values(
      attachments.map(({ title, datedOn }, at) => ({
        authority_id: tx.authorityId,
        item_id: itemId,
        position: at + 1,
        title,
        dated_on: datedOn,
      })),
    )
    .execute();
};

export const loadRecipients = async (tx: Scoped, itemId: string): Promise<string[]> => {
  const rows = await tx.db
    .selectFrom('item_recipient')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('position')
    .execute();
  return rows.map(row => row.name);
};

export const saveRecipients = async (
  tx: Scoped,
  itemId: string,
  recipients: readonly string[],
): Promise<void> => {
  await tx.db.deleteFrom('item_recipient').where('item_id', '=', itemId).execute();
  if (recipients.length === 0) return;
  await tx.db
    .insertInto('item_recipient')
    .values(
      recipients.map((name, at) => ({
        authority_id: tx.authorityId,
        item_id: itemId,
        position: at + 1,
        name,
      })),
    )
    .execute();
};

export const loadInsertedFigures = async (tx: Scoped, itemId: string): Promise<InsertedFigure[]> => {
  const rows = await tx.db.selectFrom('item_figure').selectAll().where('item_id', '=', itemId).execute();
  return rows.map(({ code, question, parameters }) => ({ code, question, parameters }));
};

export const saveInsertedFigures = async (
  tx: Scoped,
  itemId: string,
  figures: readonly InsertedFigure[],
): Promise<void> => {
  if (figures.length === 0) return;
  await tx.db
    .insertInto('item_figure')
    .values(
      figures.map(({ code, question, parameters }) => ({
        authority_id: tx.authorityId,
        item_id: itemId,
        code,
        question,
        parameters: JSON.stringify(parameters),
      })),
    )
    .onConflict(conflict => conflict.columns(['authority_id', 'item_id', 'code']).doNothing())
    .execute();
};

/** What was sent to the board, the latest time it was sent; null while it never has been. */
export const findSealed = async (
  tx: Scoped,
  itemId: string,
): Promise<(Sealed & { readonly sealedAt: Date; readonly sealing: number }) | null> => {
  const row = await tx.db
    .selectFrom('sealed_item')
    .selectAll()
    .where('item_id', '=', itemId)
    .orderBy('sealing', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { content: row.content, hash: row.content_hash, sealedAt: row.sealed_at, sealing: row.sealing }
    : null;
};

/** Keeps what is sent. Earlier sendings stay beside it: nothing sealed is ever written over. */
export const insertSealed = async (tx: Scoped, itemId: string, sealed: Sealed): Promise<void> => {
  const sealing = ((await findSealed(tx, itemId))?.sealing ?? 0) + 1;
  await tx.db
    .insertInto('sealed_item')
    .values({
      authority_id: tx.authorityId,
      item_id: itemId,
      sealing,
      content: sealed.content,
      content_hash: sealed.hash,
      sealed_at: tx.now,
    })
    .execute();
};
