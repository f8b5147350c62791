import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, eventsAbout, latestEvents } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { proposedAgreement } from './agreement.ts';
import { readUses } from './burden-reading.ts';
import type { FollowUp, Party } from './follow-up.ts';
import {
  moveFollowUp,
  noteEvidence,
  type RatingInput,
  readEvidence,
  saveAgreed,
  saveRating,
  takeBackRating,
} from './follow-up-actions.ts';
import {
  findFollowUp,
  findOwnRating,
  loadAgreed,
  loadFinalisings,
  loadHandedIn,
  loadOpenRatings,
  loadSteps,
} from './follow-up-store.ts';
import {
  type FollowUpWorld,
  firstCriteria,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
  today,
} from './followups.fixture.ts';
import { insertReading } from './reader-store.ts';
import { recordUnionStep } from './routine-actions.ts';
import { isCondition } from './rubric/rubric.ts';
import type { MoveName } from './stages.ts';

onEachDatabase('a follow-up', open => {
  let database: Database;
  let world: FollowUpWorld;
  let followUp: FollowUp;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    followUp = await openFirstRound(world);
  });

  const who = (party: Party) => (party === 'rektor' ? world.people.principal : world.people.holder);
  const rate = (party: Party, parts: Partial<RatingInput> = {}, as = who(party)) =>
    world.act(tx => saveRating(tx, today, ratingInput(followUp, party, parts)), as);
  const now = async () => {
    const found = await world.act(tx => findFollowUp(tx, followUp.id, today));
    if (!found) throw new Error('gone');
    return found;
  };
  const move = async (name: MoveName, reason = '', as = world.people.principal) => {
    const { version } = await now();
    return world.act(
      tx => moveFollowUp(tx, today, { followUpId: followUp.id, seen: version, move: name, reason }),
      as,
    );
  };
  const openRatings = () =>
    world.act(async tx => (await loadOpenRatings(tx, [followUp.id])).get(followUp.id));
  const agree = async (parts: Partial<ReturnType<typeof proposedAgreement>> = {}, seen = 0) => {
    const content = { ...proposedAgreement((await openRatings()) ?? {}), ...parts };
    return world.act(tx => saveAgreed(tx, today, { followUpId: followUp.id, seen, content }), who('rektor'));
  };

  it('opens when both have handed in, and not before', async () => {
    got(await rate('rektor'));
    expect(await openRatings()).toBeUndefined();
    expect((await now()).stage).toBe('pågår');
    got(await rate('innehavare', { content: ratingContent(2) }));
    expect((await now()).stage).toBe('öppnad');
    const ratings = await openRatings();
    expect(ratings?.rektor?.content.lines[0]?.judgement).toBe(3);
    expect(ratings?.innehavare?.content.lines[0]?.judgement).toBe(2);
  });

  it('keeps a draft that lacks things, and refuses to hand it in', async () => {
    const empty = { ...ratingContent(), lines: [], nextStep: '' };
    const refused = await rate('rektor', { content: empty });
    expect(refused.kind).toBe('wrong');
    const draft = got(await rate('rektor', { content: empty, handIn: false }));
    expect([draft.version, draft.handedInAt]).toEqual([1, null]);
    got(await rate('rektor', { seen: 1 }));
    const handedIn = await world.act(tx => loadHandedIn(tx, [followUp.id]));
    expect(handedIn.get(followUp.id)).toEqual({ rektor: true, innehavare: false });
  });

  it('is rated by each party as itself only', async () => {
    expect((await rate('innehavare', {}, world.people.principal)).kind).toBe('missing');
    expect((await rate('rektor', {}, world.people.holder)).kind).toBe('missing');
    expect((await rate('rektor', {}, world.people.deputy)).kind).toBe('saved');
  });

  it('gives a second writer the choice, with what the first one wrote', async () => {
    got(await rate('rektor', { handIn: false }));
    const second = await rate('rektor', { handIn: false, content: ratingContent(1) }, world.people.deputy);
    expect(second).toMatchObject({
      kind: 'conflict',
      current: { version: 1, savedBy: world.people.principal },
    });
    const kept = await world.act(tx => findOwnRating(tx, followUp.id, 'rektor'));
    expect(kept?.content.lines[0]?.judgement).toBe(3);
  });

  it('lets two people write at once without losing either text', async () => {
    const attempts = await Promise.all(
      [1, 2, 3, 4].map(level =>
        rate(
          'rektor',
          { handIn: false, content: ratingContent(level as 1 | 2 | 3 | 4) },
          level % 2 ? world.people.principal : world.people.deputy,
        ),
      ),
    );
    expect(attempts.filter(one => one.kind === 'saved')).toHaveLength(1);
    expect(attempts.filter(one => one.kind === 'conflict')).toHaveLength(3);
  });

  it('is told everything that is wrong at once, in the order of the form, also of evidence that is written in it', async () => {
    const lines = ratingContent(3).lines.map((line, at) => ({
      ...line,
      judgement: at === 0 ? null : line.judgement,
      wording: at === 1 ? 'Elev 20100101-2382' : '',
      evidenceIds: at === 2 ? [] : ['new1', 'new2'],
    }));
    const content = { ...ratingContent(3), nextStep: '', lines };
    const written = new Map([
      ['new1', { kind: '', datedOn: '2026-09-20', what: 'Mötesanteckning' }],
      ['new2', { kind: 'enkät', datedOn: '2027-09-20', what: '' }],
    ]);
    const edit = await rate('rektor', { content, newEvidence: written });
    const fields = edit.kind === 'wrong' ? edit.problems.map(one => one.field) : [];
    const [first, second, third] = lines.map(line => line.code);
    expect(fields).toEqual([
      ...['nextStep', 'new1-kind', 'new2-datedOn', 'new2-what'],
      ...[`${first}-judgement`, `${second}-wording`, `${third}-evidence`],
    ]);
    const kept = await world.act(tx => readEvidence(tx, followUp, 'rektor'));
    expect(kept.size).toBe(0);
  });

  it('can be taken back while the other has not answered, and not after', async () => {
    got(await rate('rektor'));
    const takeBack = () =>
      world.act(tx => takeBackRating(tx, today, { followUpId: followUp.id, party: 'rektor' }), who('rektor'));
    expect(got(await takeBack()).handedInAt).toBeNull();
    expect((await takeBack()).kind).toBe('wrong');
    got(await rate('rektor', { seen: 2 }));
    got(await rate('innehavare'));
    expect((await takeBack()).kind).toBe('wrong');
  });

  it('shows evidence from the form to its own party until both have handed in', async () => {
    got(await rate('rektor', { handIn: false }));
    const seenBy = (party: Party | null) => world.act(tx => readEvidence(tx, followUp, party));
    expect((await seenBy('rektor')).size).toBe(2);
    expect((await seenBy('innehavare')).size).toBe(0);
    const noted = { kind: 'enkät', datedOn: '2026-09-10', what: 'Elevenkät' };
    got(await world.act(tx => noteEvidence(tx, today, followUp.id, noted), who('innehavare')));
    expect((await seenBy('rektor')).size).toBe(3);
    // The deputy goes on from the principal's draft, and keeps its evidence.
    const draft = await world.act(tx => findOwnRating(tx, followUp.id, 'rektor'));
    if (!draft) throw new Error('no draft');
    const again = await rate(
      'rektor',
      { seen: 1, handIn: false, content: draft.content, newEvidence: new Map() },
      world.people.deputy,
    );
    expect(got(again).content).toEqual(draft.content);
  });

  it('shows nothing that was said with somebody to the holder after them, nor their draft to the principal', async () => {
    got(await rate('rektor', { handIn: false }));
    got(await rate('innehavare', { handIn: false }));
    // The position has another holder in the next round.
    const next = { ...followUp, id: newId(), holderId: world.people.secondHolder };
    const seenBy = async (party: Party | null) =>
      [...(await world.act(tx => readEvidence(tx, next, party))).values()].map(one => one.addedBy);
    expect(new Set(await seenBy('rektor'))).toEqual(new Set([world.people.principal]));
    expect(await seenBy('innehavare')).toEqual([]);
    expect(await seenBy(null)).toEqual([]);
    got(await rate('rektor', { seen: 1 }));
    got(await rate('innehavare', { seen: 1 }));
    expect(await seenBy('innehavare')).toEqual([]);
    expect((await seenBy('rektor')).length).toBeGreaterThan(4);
  });

  it('counts as used when somebody reads it who had no part in writing it', async () => {
    got(await rate('rektor'));
    got(await rate('innehavare'));
    got(await agree());
    got(await move('markReady'));
    got(await move('approve'));
    const { principal, holder, chief } = world.people;
    const read = (by: string, on: string) => world.act(tx => insertReading(tx, followUp.id, by, on));
    await read(principal, '2026-11-03');
    await read(holder, '2026-11-04');
    const uses = () => world.act(tx => readUses(tx, world.routineId, async () => [], today));
    expect((await uses()).answered).toMatchObject([{ criteria: firstCriteria, readOn: null }]);
    await read(chief, '2026-11-01');
    await read(chief, '2026-11-02');
    expect((await uses()).answered).toMatchObject([{ readOn: '2026-11-02' }]);
    const other = await world.act(tx => readUses(tx, newId(), async () => [], today));
    expect(other).toEqual({ answered: [], opened: [], kept: [] });
  });

  it('is agreed, approved and received; three facts stand side by side', async () => {
    got(await rate('rektor'));
    got(await rate('innehavare', { content: ratingContent(2) }));
    expect((await move('markReady')).kind).toBe('wrong');
    got(await agree());
    expect((await move('markReady')).kind).toBe('wrong');
    const lines = firstCriteria.map(code => ({
      code,
      judgement: 3 as const,
      reason: 'Vi såg på samma möte',
    }));
    expect((await agree({ lines })).kind).toBe('conflict');
    got(await agree({ lines }, 1));
    got(await move('markReady'));
    expect((await agree({ lines }, 2)).kind).toBe('wrong');
    got(await move('approve'));
    expect(await world.act(tx => loadFinalisings(tx, followUp.id))).toHaveLength(1);
    got(await move('receive', '', world.people.chief));
    expect((await now()).stage).toBe('mottagen av huvudman');
    const ratings = await openRatings();
    const agreed = await world.act(async tx => (await loadAgreed(tx, [followUp.id])).get(followUp.id));
    expect(ratings?.rektor?.content.lines[0]?.judgement).toBe(3);
    expect(ratings?.innehavare?.content.lines[0]?.judgement).toBe(2);
    expect(agreed).toMatchObject({ version: 2, content: { lines } });

    got(await move('reopen', 'Underlaget var fel', world.people.chief));
    expect((await now()).stage).toBe('öppnad');
    got(await move('markReady'));
    got(await move('approve'));
    expect(await world.act(tx => loadFinalisings(tx, followUp.id))).toHaveLength(2);
    const steps = await world.act(tx => loadSteps(tx, followUp.id));
    expect(steps.map(step => step.to).reverse()).toEqual([
      ...['klarmarkerad', 'godkänd av rektor', 'mottagen av huvudman'],
      ...['öppnad', 'klarmarkerad', 'godkänd av rektor'],
    ]);
    expect(steps.some(step => step.reason === 'Underlaget var fel')).toBe(true);
  });

  it('cannot be marked ready past an agreement that has just been changed', async () => {
    got(await rate('rektor'));
    got(await rate('innehavare'));
    got(await agree());
    const seen = (await now()).version;
    got(await agree({ nextStep: 'Något annat' }, 1));
    const late = await world.act(
      tx => moveFollowUp(tx, today, { followUpId: followUp.id, seen, move: 'markReady', reason: '' }),
      who('rektor'),
    );
    expect(late.kind).toBe('conflict');
  });

  it('is called off with a reason, opens nothing, and can be resumed', async () => {
    got(await rate('rektor'));
    expect((await move('callOff')).kind).toBe('wrong');
    got(await move('callOff', 'Innehavaren är sjukskriven'));
    expect((await rate('innehavare')).kind).toBe('wrong');
    expect(await openRatings()).toBeUndefined();
    got(await move('resume', 'Tillbaka'));
    got(await rate('innehavare'));
    expect((await now()).stage).toBe('öppnad');
  });

  it('tells in the log that something was done, never what was judged', async () => {
    got(await rate('rektor', { content: ratingContent(1, { nextStep: 'KANARIE steget' }) }));
    got(await rate('innehavare'));
    got(await agree({ nextStep: 'KANARIE enig' }));
    const log = JSON.stringify(await world.act(tx => latestEvents(tx, null, 100)));
    expect(log).not.toMatch(/KANARIE|Om P1|judgement|Ämneslagets/);
    const kinds = (await world.act(tx => eventsAbout(tx, `followUp:${followUp.id}`))).map(one => one.kind);
    expect(kinds.reverse()).toEqual([
      ...['ratingHandedIn', 'ratingHandedIn', 'ratingsOpened', 'agreedRatingWritten'],
    ]);
  });

  describe('before the union step is taken', () => {
    beforeEach(async () => {
      world = await newFollowUpWorld(database, { union: false });
      followUp = await openFirstRound(world);
    });

    it('takes conditions, time and next step, and leaves no trace of the rest', async () => {
      const rating = got(await rate('rektor'));
      expect(rating.content.lines.every(line => isCondition(line.code))).toBe(true);
      expect(rating.content.lines.length).toBeLessThan(firstCriteria.length);
    });

    it('is unlocked by taking it', async () => {
      got(await rate('rektor', { handIn: false }));
      const mark = { routineId: world.routineId, number: 1, seen: 2 };
      const step = { on: today, form: 'samverkan', parties: 'Sveriges Lärare', view: 'För' };
      got(await world.act(tx => recordUnionStep(tx, today, mark, step)));
      const rating = got(await rate('rektor', { seen: 1 }));
      expect(rating.content.lines.map(line => line.code)).toEqual(firstCriteria);
    });
  });
});
