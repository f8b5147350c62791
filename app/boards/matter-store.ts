import type { Scoped } from '#app/database/index.ts';
import { type Commission, isVerdict, type ReportBack, type ReportBackDecision } from './commission.ts';
import { loadItemHeads } from './item-store.ts';
import type { Matter, MatterFacts } from './matter.ts';
import type { BoardOrders } from './thread.ts';

export const loadMatters = async (tx: Scoped): Promise<Matter[]> => {
  const rows = await tx.db.selectFrom('matter').selectAll().orderBy('opened_on', 'desc').execute();
  return rows.map(row => ({
    id: row.matter_id,
    registryNumber: row.registry_number,
    title: row.title,
    openedOn: row.opened_on,
    version: row.version,
  }));
};

export const findMatter = async (tx: Scoped, matterId: string): Promise<Matter | null> =>
  (await loadMatters(tx)).find(matter => matter.id === matterId) ?? null;

export const insertMatter = async (tx: Scoped, matter: Matter): Promise<void> => {
  await tx.db
    .insertInto('matter')
    .values({
      authority_id: tx.authorityId,
      matter_id: matter.id,
      registry_number: matter.registryNumber,
      title: matter.title,
      opened_on: matter.openedOn,
      version: matter.version,
    })
    .execute();
};

/** Writes a matter if it is still the version that was read; false when somebody came before. */
export const updateMatter = async (
  tx: Scoped,
  matterId: string,
  version: number,
  facts: MatterFacts,
): Promise<boolean> => {
  const result = await tx.db
    .updateTable('matter')
    .set({
      registry_number: facts.registryNumber,
      title: facts.title,
      opened_on: facts.openedOn,
      version: version + 1,
    })
    .where('matter_id', '=', matterId)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Every commission of the authority, oldest first. */
export const loadCommissions = async (tx: Scoped): Promise<Commission[]> => {
  const rows = await tx.db
    .selectFrom('commission')
    .selectAll()
    .orderBy('given_on')
    .orderBy('commission_id')
    .execute();
  const questions = new Map<string, string[]>();
  const asked = await tx.db.selectFrom('commission_question').selectAll().orderBy('position').execute();
  for (const question of asked) {
    questions.set(question.commission_id, [...(questions.get(question.commission_id) ?? []), question.text]);
  }
  return rows.map(row => ({
    id: row.commission_id,
    matterId: row.matter_id,
    givenOn: row.given_on,
    paragraph: row.paragraph,
    text: row.text,
    addressee: row.addressee,
    dueOn: row.due_on,
    sourceClauseId: row.source_clause_id,
    followsId: row.follows_id,
    questions: questions.get(row.commission_id) ?? [row.text],
  }));
};

export const insertCommission = async (tx: Scoped, commission: Commission): Promise<void> => {
  await tx.db
    .insertInto('commission')
    .values({
      authority_id: tx.authorityId,
      commission_id: commission.id,
      matter_id: commission.matterId,
      given_on: commission.givenOn,
      paragraph: commission.paragraph,
      text: commission.text,
      addressee: commission.addressee,
      due_on: commission.dueOn,
      source_clause_id: commission.sourceClauseId,
      follows_id: commission.followsId,
    })
    .execute();
  await tx.db
    .insertInto('commission_question')
    .values(
      commission.questions.map((text, at) => ({
        authority_id: tx.authorityId,
        commission_id: commission.id,
        position: at + 1,
        text,
      })),
    )
    .execute();
};

/** Every report-back of the authority, with its answers. */
export const loadReportBacks = async (tx: Scoped): Promise<ReportBack[]> => {
  const rows = await tx.db
    .selectFrom('report_back')
    .selectAll()
    .orderBy('reported_on')
    .orderBy('report_back_id')
    .execute();
  const answers = new Map<string, ReportBack['answers'][number][]>();
  for (const row of await tx.db.selectFrom('report_back_answer').selectAll().orderBy('position').execute()) {
    const known = answers.get(row.report_back_id) ?? [];
    const verdict = row.verdict !== null && isVerdict(row.verdict) ? row.verdict : null;
    known.push({ position: row.position, verdict, text: row.text, chapter: row.chapter });
    answers.set(row.report_back_id, known);
  }
  return rows.map(row => ({
    id: row.report_back_id,
    commissionId: row.commission_id,
    itemId: row.item_id,
    title: row.title,
    reportedOn: row.reported_on,
    paragraph: row.paragraph,
    decision: row.decision as ReportBackDecision | null,
    answers: answers.get(row.report_back_id) ?? [],
  }));
};

/** Writes a report-back and its answers; what stood there before is replaced. */
export const saveReportBack = async (tx: Scoped, reportBack: ReportBack): Promise<void> => {
  const values = {
    commission_id: reportBack.commissionId,
    item_id: reportBack.itemId,
    title: reportBack.title,
    reported_on: reportBack.reportedOn,
    paragraph: reportBack.paragraph,
    decision: reportBack.decision,
  };
  await tx.db
    .insertInto('report_back')
    .values({ authority_id: tx.authorityId, report_back_id: reportBack.id, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'report_back_id']).doUpdateSet(values))
    .execute();
  await tx.db.deleteFrom('report_back_answer').where('report_back_id', '=', reportBack.id).execute();
  if (reportBack.answers.length === 0) return;
  await tx.db
    .insertInto('report_back_answer')
    .values(
      reportBack.answers.map(answer => ({
        authority_id: tx.authorityId,
        report_back_id: reportBack.id,
        ...answer,
      })),
    )
    .execute();
};

/** All that the board has ordered and got back. */
export const loadOrders = async (tx: Scoped): Promise<BoardOrders> => ({
  commissions: await loadCommissions(tx),
  reportBacks: await loadReportBacks(tx),
  items: await loadItemHeads(tx),
});
