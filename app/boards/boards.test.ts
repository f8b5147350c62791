import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveHolding, savePeople } from '#app/access/index.ts';
import {
  type Database,
  eventsAbout,
  latestEvent,
  type Scoped,
  verifyChain,
  withScope,
} from '#app/database/index.ts';
import { renderHtmlDocument } from '#app/documents/index.ts';
import { saveAuthority, saveUnit } from '#app/organisation/index.ts';
import { findFigure, valueOfSource } from '#app/reports/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { contentMark, type ItemHead } from './board-item.ts';
import { finishedItem, firstCommission, stubFilling } from './boards.fixture.ts';
import { decidedClauses } from './decided-reading.ts';
import type { ReadFilling } from './filling.ts';
import {
  createItem,
  loadOwnReportBacks,
  type PartChange,
  saveAnswers,
  saveAttachments,
  saveClauses,
  saveFacts,
  saveParticipation,
  saveRecipients,
  saveSection,
} from './item-actions.ts';
import { readDraft } from './item-reading.ts';
import { findItemHead, findSealed, loadClauses, loadTexts } from './item-store.ts';
import { changeMatter, createMatter, giveCommission, recordReportBack } from './matter-actions.ts';
import { findMatter, loadOrders } from './matter-store.ts';
import { readinessOf } from './readiness.ts';
import { unseal } from './seal.ts';
import { moveItem, recordDecision } from './stage-actions.ts';
import type { MoveName } from './stages.ts';
import { threadOf } from './thread.ts';

const today = '2026-11-23';
const readFilling: ReadFilling = async (tx, on) => stubFilling({ on, event: await latestEvent(tx) });

onEachDatabase('the room of the board', open => {
  let database: Database;
  const scope = { authorityId: newId(), personId: null };
  const run = <Result>(work: (tx: Scoped) => Promise<Result>) => withScope(database, scope, work);
  const director = newId();

  beforeAll(async () => {
    database = await open();
    await run(async tx => {
      await saveAuthority(tx, {
        name: 'Ekdala kommun',
        organisationNumber: null,
        municipalityCode: null,
        boardName: 'bildningsnämnden',
        administrationName: 'bildningsförvaltningen',
        clauseStyle: 'attSatser',
      });
      const root = newId();
      const always = { startsOn: '2011-01-01', endsOn: null };
      await saveUnit(tx, {
        ...{ id: root, kind: 'Huvudman', schoolUnitCode: null, ...always },
        versions: [{ ...always, name: 'Ekdala', parentId: null, schoolForms: [], yearLevels: [] }],
      });
      await savePeople(tx, [
        {
          ...{
            id: director,
            givenName: 'Margareta',
            familyName: 'Nordin',
            email: null,
            employeeNumber: null,
          },
          ...{ gender: null, isProtected: false, presentation: null },
        },
      ]);
      await saveHolding(tx, {
        id: newId(),
        personId: director,
        role: 'förvaltningschef',
        unitId: root,
        ...always,
      });
    });
  });
  afterAll(() => database.close());

  const newMatter = async (tx: Scoped, registryNumber = ''): Promise<string> => {
    const matter = await createMatter(tx, {
      registryNumber,
      title: 'Karriärtjänster',
      openedOn: '2017-03-17',
    });
    if (!matter.ok) throw new Error('no matter');
    return matter.value.id;
  };

  /** A matter with the commission of 17 March 2017 and an item that lacks nothing. */
  const finished = (registryNumber: string): Promise<ItemHead> =>
    run(async tx => {
      const matterId = await newMatter(tx, registryNumber);
      await giveCommission(tx, matterId, {
        givenOn: firstCommission.givenOn,
        paragraph: '§ 23',
        text: firstCommission.text,
        addressee: firstCommission.addressee,
        dueOn: '',
        questions: firstCommission.questions,
        followsId: '',
      });
      const item = await createItem(tx, today, matterId, {
        ...{ title: 'Återrapportering', meetingOn: '2026-12-16', authorId: director },
        ...{ clauseStyle: '', dataOn: today, compareOn: '' },
      });
      if (!item?.ok) throw new Error('no item');
      const change: PartChange = { itemId: item.value.id, today, mark: null };
      await saveSection(tx, change, 'preparation', 'Rektorerna har gått igenom uppdragen.');
      await saveClauses(
        tx,
        change,
        finishedItem.clauses.map(clause => ({ ...clause, id: null })),
      );
      await saveParticipation(tx, change, {
        first: finishedItem.firstAnswer,
        second: finishedItem.secondAnswer,
      });
      await saveAttachments(tx, change, finishedItem.attachments);
      await saveRecipients(tx, change, finishedItem.recipients);
      const head = await findItemHead(tx, item.value.id);
      if (!head) throw new Error('no item');
      return head;
    });

  const current = (itemId: string): Promise<ItemHead> =>
    run(async tx => {
      const head = await findItemHead(tx, itemId);
      if (!head) throw new Error('no item');
      return head;
    });

  const move = async (itemId: string, name: MoveName, comment = '') =>
    moveItem(
      work => run(work),
      { itemId, today, version: (await current(itemId)).version, move: name, comment },
      readFilling,
    );

  it('begins an item from the thread, with the effect as what cannot be told', async () => {
    const item = await finished('BUN 2026/1');
    const [reportBack] = await run(tx => loadOwnReportBacks(tx, item.id));
    expect(reportBack?.answers.map(({ verdict, chapter }) => [verdict, chapter])).toEqual([
      ['besvarad', 'fordelning'],
      ['besvarad', 'anvandning'],
      ['går inte att avgöra', null],
      ['besvarad', null],
    ]);
    const draft = await run(tx => readDraft(tx, item.id, today, readFilling));
    expect(draft && readinessOf(draft)).toEqual({ errors: [], warnings: [] });
  });

  it('carries an item from draft to decision, and the new commission waits for its report-back', async () => {
    const item = await finished('BUN 2026/2');
    for (const name of ['submit', 'approve', 'send'] as const)
      expect(await move(item.id, name)).toMatchObject({ outcome: 'saved' });
    const { version } = await current(item.id);
    const decided = await run(async tx =>
      recordDecision(
        tx,
        { itemId: item.id, today: '2026-12-18', version },
        {
          decidedOn: '2026-12-16',
          paragraph: '104',
          clauses: (await loadClauses(tx, item.id)).map(({ id }) => ({
            ...{ clauseId: id, decision: 'bifall', decidedText: '', addressee: '', dueOn: '' },
          })),
        },
      ),
    );
    expect(decided).toMatchObject({ outcome: 'saved', value: { stage: 'beslutad', paragraph: '104' } });
    const thread = await run(async tx => threadOf(item.matterId, await loadOrders(tx)));
    expect(thread.steps.map(step => [step.kind, step.on])).toEqual([
      ['commission', '2017-03-17'],
      ['item', '2026-12-16'],
      ['commission', '2026-12-16'],
    ]);
    expect(thread.openEnds).toMatchObject([
      { commission: { addressee: 'förvaltningschefen', dueOn: '2027-04-30', paragraph: '104' } },
    ]);
    const [first, second] = thread.steps.flatMap(step =>
      step.kind === 'commission' ? [step.commission] : [],
    );
    expect(second?.followsId).toBe(first?.id);
    const clauses = await run(decidedClauses);
    expect(clauses[0]?.text).toContain('16 december 2026 § 104: ');
    expect(clauses[0]?.href).toBe(`/arenden/${item.matterId}/skrivelser/${item.id}#beslut`);
  });

  it('seals what was sent: later changes of data and texts do not move it', async () => {
    const item = await finished('BUN 2026/3');
    for (const name of ['submit', 'approve', 'send'] as const) await move(item.id, name);
    const before = await run(tx => findSealed(tx, item.id));
    if (!before) throw new Error('nothing sealed');
    const html = renderHtmlDocument(unseal(before).manuscript);
    await run(tx =>
      saveAuthority(tx, {
        ...{ name: 'Ekdala kommun', organisationNumber: null, municipalityCode: null },
        ...{
          boardName: 'utbildningsnämnden',
          administrationName: 'utbildningsförvaltningen',
          clauseStyle: 'numbered',
        },
      }),
    );
    const refused = await run(tx =>
      saveSection(tx, { itemId: item.id, today, mark: null }, 'preparation', 'Nytt.'),
    );
    expect(refused).toMatchObject({ outcome: 'refused' });
    const after = await run(tx => findSealed(tx, item.id));
    expect(after && renderHtmlDocument(unseal(after).manuscript)).toBe(html);
    const [sealedEvent] = (await run(tx => eventsAbout(tx, `boardItem:${item.id}`))).filter(
      event => event.kind === 'boardItemSealed',
    );
    expect(sealedEvent?.details).toMatchObject({ hash: before.hash });
    await run(tx =>
      saveAuthority(tx, {
        ...{ name: 'Ekdala kommun', organisationNumber: null, municipalityCode: null },
        ...{
          boardName: 'bildningsnämnden',
          administrationName: 'bildningsförvaltningen',
          clauseStyle: 'attSatser',
        },
      }),
    );
  });

  it('lets nobody change or remove what was sealed', async () => {
    const change = () => run(tx => tx.db.updateTable('sealed_item').set({ content: '{}' }).execute());
    const removal = () => run(tx => tx.db.deleteFrom('sealed_item').execute());
    await expect(change()).rejects.toThrow(/permission denied/);
    await expect(removal()).rejects.toThrow(/permission denied/);
  });

  it('freezes every figure of what was sent with the rows it counts', async () => {
    const item = await finished('BUN 2026/4');
    for (const name of ['submit', 'approve', 'send'] as const) await move(item.id, name);
    const sealed = await run(tx => findSealed(tx, item.id));
    const codes = sealed?.content.match(/S-[0-9A-Z]{7}/g) ?? [];
    expect(codes.length).toBeGreaterThan(0);
    for (const code of new Set(codes)) {
      const frozen = await run(tx => findFigure(tx, code));
      expect(frozen && valueOfSource(frozen.source)).toBe(frozen?.figure.value);
    }
  });

  it('does not approve an item that lacks something', async () => {
    const item = await finished('BUN 2026/5');
    await run(tx => saveRecipients(tx, { itemId: item.id, today, mark: null }, []));
    await move(item.id, 'submit');
    expect(await move(item.id, 'approve')).toMatchObject({ outcome: 'refused' });
    expect((await current(item.id)).stage).toBe('för godkännande');
    expect(await move(item.id, 'returnToWriter')).toMatchObject({ outcome: 'refused' });
    expect(await move(item.id, 'returnToWriter', 'Mottagare saknas.')).toMatchObject({ outcome: 'saved' });
  });

  it('lets an item that was referred back be rewritten and sent again, and keeps both as they were sent', async () => {
    const item = await finished('BUN 2026/6');
    for (const name of ['submit', 'approve', 'send'] as const) await move(item.id, name);
    const { version } = await current(item.id);
    await run(async tx =>
      recordDecision(
        tx,
        { itemId: item.id, today: '2026-12-18', version },
        {
          decidedOn: '2026-12-16',
          paragraph: '104',
          clauses: (await loadClauses(tx, item.id)).map(({ id }) => ({
            ...{ clauseId: id, decision: 'återremiss', decidedText: '', addressee: '', dueOn: '' },
          })),
        },
      ),
    );
    expect(await move(item.id, 'resume')).toMatchObject({ outcome: 'saved' });
    const change = { itemId: item.id, today, mark: null };
    expect(await run(tx => saveSection(tx, change, 'preparation', 'Kompletterat.'))).toMatchObject({
      outcome: 'saved',
    });
    for (const name of ['submit', 'approve', 'send'] as const) await move(item.id, name);
    const rows = await run(tx =>
      tx.db.selectFrom('sealed_item').selectAll().where('item_id', '=', item.id).orderBy('sealing').execute(),
    );
    expect(rows.map(row => row.content.includes('Kompletterat.'))).toEqual([false, true]);
  });

  it('keeps both texts when two people write in one part, and lets two write in different parts', async () => {
    const item = await finished('BUN 2026/7');
    const texts = await run(tx => loadTexts(tx, item.id));
    const change = { itemId: item.id, today, mark: contentMark(texts.preparation) };
    const other = { itemId: item.id, today, mark: contentMark(texts.economy) };
    expect(await run(tx => saveSection(tx, change, 'preparation', 'Åsa skrev.'))).toMatchObject({
      outcome: 'saved',
    });
    expect(await run(tx => saveSection(tx, other, 'economy', 'Per skrev.'))).toMatchObject({
      outcome: 'saved',
    });
    expect(await run(tx => saveSection(tx, change, 'preparation', 'Per skrev.'))).toEqual({
      outcome: 'conflict',
    });
    expect((await run(tx => loadTexts(tx, item.id))).preparation).toBe('Åsa skrev.');
  });

  it('lets one of many who save the same part at once win, and loses nothing of the log', async () => {
    const item = await finished('BUN 2026/8');
    const mark = contentMark((await run(tx => loadTexts(tx, item.id))).preparation);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        run(tx => saveSection(tx, { itemId: item.id, today, mark }, 'preparation', `Skrivare ${number}`)),
      ),
    );
    expect(results.filter(result => result.outcome === 'saved')).toHaveLength(1);
    expect((await verifyChain(database, scope.authorityId)).faults).toEqual([]);
  });

  it('takes a figure into a text only when somebody can answer what it asks', async () => {
    const item = await finished('BUN 2026/9');
    const change = { itemId: item.id, today, mark: null };
    const text = 'Det finns {{S-TESTAAA}} tjänster.';
    expect(await run(tx => saveSection(tx, change, 'preparation', text))).toMatchObject({
      outcome: 'refused',
      problems: [{ field: 'text' }],
    });
    const offered = finishedItem.insertedFigures;
    expect(await run(tx => saveSection(tx, { ...change, offered }, 'preparation', text))).toMatchObject({
      outcome: 'saved',
    });
    const draft = await run(tx => readDraft(tx, item.id, today, readFilling));
    expect(draft && readinessOf(draft).errors).toEqual([]);
  });

  it('rewrites the clauses when an item changes its wording', async () => {
    const item = await finished('BUN 2026/10');
    const input = {
      title: item.title,
      meetingOn: '2026-12-16',
      authorId: director,
      dataOn: today,
      compareOn: '',
    };
    await run(tx =>
      saveFacts(tx, { itemId: item.id, today, mark: null }, { ...input, clauseStyle: 'numbered' }),
    );
    const [first] = await run(tx => loadClauses(tx, item.id));
    expect(first?.text).toBe(
      'Bildningsnämnden godkänner återrapporteringen av uppföljning av karriärtjänster.',
    );
  });

  it('saves answers to the own report-backs only', async () => {
    const item = await finished('BUN 2026/11');
    const [own] = await run(tx => loadOwnReportBacks(tx, item.id));
    if (!own) throw new Error('no report-back');
    const answers = own.answers.map(answer => ({
      ...answer,
      verdict: 'återstår' as const,
      text: 'Till våren.',
    }));
    const change = { itemId: item.id, today, mark: contentMark([own]) };
    const foreign = { reportBackId: newId(), answers };
    expect(
      await run(tx => saveAnswers(tx, change, [{ reportBackId: own.id, answers }, foreign])),
    ).toMatchObject({
      outcome: 'saved',
    });
    const orders = await run(loadOrders);
    expect(orders.reportBacks.find(one => one.id === own.id)?.answers).toEqual(answers);
    expect(orders.reportBacks.some(one => one.id === foreign.reportBackId)).toBe(false);
  });

  it('gives a registry number to one matter only, and lets it come later', async () => {
    const matterId = await run(tx => newMatter(tx));
    const input = { registryNumber: 'BUN  2026/12', title: 'Karriärtjänster', openedOn: '2017-03-17' };
    expect(await run(tx => changeMatter(tx, today, matterId, 1, input))).toMatchObject({ outcome: 'saved' });
    expect((await run(tx => findMatter(tx, matterId)))?.registryNumber).toBe('BUN 2026/12');
    expect(await run(tx => changeMatter(tx, today, matterId, 1, input))).toEqual({ outcome: 'conflict' });
    expect(await run(tx => createMatter(tx, input))).toMatchObject({
      ok: false,
      problems: [{ field: 'registryNumber' }],
    });
  });

  it('enters what the board took up before, so that the thread is whole', async () => {
    const matterId = await run(tx => newMatter(tx));
    const commission = await run(tx =>
      giveCommission(tx, matterId, {
        ...{
          givenOn: '2017-03-17',
          paragraph: '23',
          text: 'redovisa fördelningen',
          addressee: 'förvaltningen',
        },
        ...{ dueOn: '', questions: [], followsId: '' },
      }),
    );
    if (!commission?.ok) throw new Error('no commission');
    const recorded = await run(tx =>
      recordReportBack(tx, {
        ...{ commissionId: commission.value.id, title: 'en utvärdering', reportedOn: '2017-12-20' },
        ...{ paragraph: '96', decision: 'godkänd', answers: [{ verdict: 'besvarad', text: '' }] },
      }),
    );
    expect(recorded?.ok).toBe(true);
    const thread = await run(async tx => threadOf(matterId, await loadOrders(tx)));
    expect(thread.openEnds).toEqual([]);
    expect(thread.steps.map(step => step.kind)).toEqual(['commission', 'reportBack']);
  });
});
