import { recordEvent, type Scoped } from '#app/database/index.ts';
import { figuresIn, type Manuscript } from '#app/documents/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import { type FigureSource, freezeFigures } from '#app/reports/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import { newId } from '#app/shared/id.ts';
import type { ItemHead } from './board-item.ts';
import { type DecisionInput, decideItem } from './decision.ts';
import type { ItemDraft } from './draft.ts';
import type { ReadFilling } from './filling.ts';
import { itemDocument } from './item-document.ts';
import { readDraft } from './item-reading.ts';
import { insertSealed, loadClauses, lockItem, saveClauses, updateItem } from './item-store.ts';
import { insertCommission, loadOrders, saveReportBack } from './matter-store.ts';
import { onePage } from './one-page.ts';
import { ASKED_PUPILS, askedPupilsSource } from './participation-figure.ts';
import { isReady, readinessOf } from './readiness.ts';
import { type Sealed, seal } from './seal.ts';
import { type MoveName, makeMove, moves } from './stages.ts';
import { conflict, missing, refused, refusedBy, saved, type Written } from './written.ts';

/** An item made ready to send: its document sealed, and every figure in it with the rows it counts. */
export type Sending = {
  readonly version: number;
  readonly manuscript: Manuscript;
  readonly sealed: Sealed;
  readonly sources: ReadonlyMap<string, FigureSource>;
};

/** Builds what is sent. Draws pictures and counts rows, so it is done outside the transaction. */
export const prepareSending = (draft: ItemDraft, date: IsoDate): Sending => {
  const { item, filling } = draft;
  const chapters = filling.chapters();
  const manuscript = itemDocument(draft, chapters, { date, draft: false });
  const page = onePage(draft, chapters);
  const sourceOf = (figure: Figure): FigureSource =>
    figure.question === ASKED_PUPILS
      ? askedPupilsSource(item.title, item.firstAnswer)
      : filling.sourceOf(figure);
  const figures = figuresIn({ blocks: [...manuscript.blocks, ...page] });
  return {
    version: item.version,
    manuscript,
    sealed: seal({ manuscript, onePage: page }),
    sources: new Map(figures.map(figure => [figure.code, sourceOf(figure)])),
  };
};

export type StageChange = {
  readonly itemId: string;
  readonly today: IsoDate;
  /** The version of the item that the person saw. */
  readonly version: number;
};

const noRows: FigureSource = { columns: [], rows: [], rule: { kind: 'withheld' } };

const keepSending = async (tx: Scoped, item: ItemHead, today: IsoDate, sending: Sending): Promise<void> => {
  await insertSealed(tx, item.id, sending.sealed);
  await freezeFigures(tx, figuresIn(sending.manuscript), ({ code }) => sending.sources.get(code) ?? noRows);
  await recordEvent(tx, {
    kind: 'boardItemSealed',
    subject: `boardItem:${item.id}`,
    happenedOn: today,
    details: { hash: sending.sealed.hash, figures: sending.sources.size },
  });
};

/**
 * Moves an item to its next stage, in one transaction. A move that seals needs what `prepareSending` built from the same
 * version of the item. Who may make the move is asked before, by the action that the move names.
 */
export const moveStage = async (
  tx: Scoped,
  change: StageChange & { readonly move: MoveName; readonly comment: string },
  readFilling: ReadFilling,
  sending: Sending | null = null,
): Promise<Written<ItemHead>> => {
  const { itemId, today, version, move, comment } = change;
  const item = await lockItem(tx, itemId);
  if (!item) return missing;
  if (item.version !== version) return conflict;
  const draft = moves[move].mustBeReady ? await readDraft(tx, itemId, today, readFilling) : null;
  const ready = draft === null || isReady(readinessOf(draft));
  const result = makeMove(item.stage, move, { isReady: ready, comment });
  if (!result.ok) return refusedBy(result);
  if (moves[move].seals) {
    if (!sending) throw new Error(`The move ${move} seals the item and needs what is to be sealed`);
    if (sending.version !== version) return conflict;
    await keepSending(tx, item, today, sending);
  }
  const moved = { ...item, stage: result.value };
  await updateItem(tx, moved);
  await recordEvent(tx, {
    kind: 'boardItemMoved',
    subject: `boardItem:${itemId}`,
    happenedOn: today,
    details: { from: item.stage, to: result.value, ...(comment.trim() ? { comment: comment.trim() } : {}) },
  });
  return saved({ ...moved, version: version + 1 });
};

/** Runs one transaction, as a page or a command does. */
export type Transact = <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;

/** The whole move: reads, builds what is sealed outside any transaction, and then moves. */
export const moveItem = async (
  transact: Transact,
  change: StageChange & { readonly move: MoveName; readonly comment: string },
  readFilling: ReadFilling,
): Promise<Written<ItemHead>> => {
  if (!moves[change.move].seals) return transact(tx => moveStage(tx, change, readFilling));
  const draft = await transact(tx => readDraft(tx, change.itemId, change.today, readFilling));
  if (!draft) return missing;
  const sending = prepareSending(draft, change.today);
  return transact(tx => moveStage(tx, change, readFilling, sending));
};

/**
 * Enters the board's decision, clause by clause. Clauses that give a commission become commissions that wait for their
 * report-back; the report-backs in the item are closed. A referral back leaves them open and the item to be rewritten.
 */
export const recordDecision = async (
  tx: Scoped,
  { itemId, today, version }: StageChange,
  input: DecisionInput,
): Promise<Written<ItemHead>> => {
  const item = await lockItem(tx, itemId);
  if (!item) return missing;
  if (item.version !== version) return conflict;
  const authority = await loadAuthority(tx);
  const result = decideItem(await loadClauses(tx, itemId), item.clauseStyle, authority, input, today);
  if (!result.ok) return refusedBy(result);
  const { stage, decidedOn, paragraph, clauses, commissions } = result.value;
  const move = makeMove(item.stage, stage === 'beslutad' ? 'decide' : 'refer', {
    isReady: true,
    comment: '',
  });
  if (!move.ok) return refused(...move.problems);

  await saveClauses(tx, itemId, clauses);
  const orders = await loadOrders(tx);
  const answered = orders.reportBacks.filter(one => one.itemId === itemId);
  const latest = orders.commissions.findLast(one =>
    answered.some(({ commissionId }) => commissionId === one.id),
  );
  if (result.value.reportBacks !== null) {
    for (const reportBack of answered) {
      await saveReportBack(tx, {
        ...reportBack,
        reportedOn: decidedOn,
        paragraph,
        decision: result.value.reportBacks,
      });
    }
  }
  for (const commission of commissions) {
    await insertCommission(tx, {
      id: newId(tx.now),
      matterId: item.matterId,
      followsId: latest?.id ?? null,
      ...commission,
    });
  }
  const decided = { ...item, stage, decidedOn, paragraph };
  await updateItem(tx, decided);
  await recordEvent(tx, {
    kind: 'decisionRecorded',
    subject: `boardItem:${itemId}`,
    happenedOn: decidedOn,
    details: {
      paragraph,
      clauses: clauses.map(clause => clause.decision),
      commissions: commissions.length,
      stage,
    },
  });
  return saved({ ...decided, version: version + 1 });
};
