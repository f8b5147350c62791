import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import type { AgreedContent } from './agreement.ts';
import { crowds } from './crowd.fixture.ts';
import type { FollowUp, Party } from './follow-up.ts';
import { moveFollowUp, saveAgreed, saveRating, takeBackRating } from './follow-up-actions.ts';
import { insertFollowUps } from './follow-up-store.ts';
import {
  type FollowUpWorld,
  firstCriteria,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
  today,
} from './followups.fixture.ts';
import type { Judgement } from './rubric/rubric.ts';
import { type Act, compare, textOf, who } from './sequences-model.fixture.ts';
import { type MoveName, moves, type Stage } from './stages.ts';

/** Saves or hands in; `stale` acts on a version that somebody has written past. */
const rate = (act: {
  readonly party: Party;
  readonly judgement: Judgement;
  readonly handIn: boolean;
  readonly stale: boolean;
  readonly deputy: boolean;
  readonly asOther: boolean;
}): Act => ({
  check: () => true,
  toString: () =>
    `${act.party} rates ${act.judgement}${act.handIn ? ', hands in' : ''}${act.stale ? ', stale' : ''}`,
  run: async (model, real) => {
    const known = model.ratings[act.party];
    const version = known?.version ?? 0;
    const seen = act.stale ? Math.max(0, version - 1) : version;
    const text = textOf(model, act.party);
    const content = ratingContent(act.judgement, { nextStep: text });
    const actor = who(
      real,
      act.asOther ? (act.party === 'rektor' ? 'innehavare' : 'rektor') : act.party,
      act.deputy,
    );
    const result = await real.world.act(
      tx =>
        saveRating(tx, today, ratingInput(real.followUp, act.party, { seen, content, handIn: act.handIn })),
      actor,
    );
    const allowed = !act.asOther && model.stage === 'pågår' && !known?.handedIn && seen === version;
    expect(result.kind === 'saved').toBe(allowed);
    if (allowed) {
      model.ratings[act.party] = {
        ...{ version: version + 1, text, handedIn: act.handIn, judgement: act.judgement },
      };
      const other = model.ratings[act.party === 'rektor' ? 'innehavare' : 'rektor'];
      if (act.handIn && other?.handedIn) {
        model.stage = 'öppnad';
        model.version += 1;
      }
    }
    await compare(model, real);
  },
});

const takeBack = (act: { readonly party: Party }): Act => ({
  check: () => true,
  toString: () => `${act.party} takes back`,
  run: async (model, real) => {
    const { followUp } = real;
    const result = await real.world.act(
      tx => takeBackRating(tx, today, { followUpId: followUp.id, party: act.party }),
      who(real, act.party, false),
    );
    const known = model.ratings[act.party];
    const allowed = model.stage === 'pågår' && known?.handedIn === true;
    expect(result.kind === 'saved').toBe(allowed);
    if (allowed && known) {
      known.handedIn = false;
      known.version += 1;
    }
    await compare(model, real);
  },
});

const agree = (act: { readonly whole: boolean; readonly stale: boolean; readonly by: Party }): Act => ({
  check: () => true,
  toString: () => `${act.by} writes agreed${act.whole ? '' : ', not whole'}${act.stale ? ', stale' : ''}`,
  run: async (model, real) => {
    const version = model.agreed?.version ?? 0;
    const seen = act.stale ? Math.max(0, version - 1) : version;
    const text = textOf(model, 'agreed');
    const content: AgreedContent = {
      ...{ nextStep: text, nextStepAbout: null, actualShare: act.whole ? 10 : null },
      lines: firstCriteria.map(code => ({ code, judgement: 3 as const, reason: 'Vi talade om det' })),
    };
    const result = await real.world.act(
      tx => saveAgreed(tx, today, { followUpId: real.followUp.id, seen, content }),
      who(real, act.by, false),
    );
    const allowed = model.stage === 'öppnad' && seen === version;
    expect(result.kind === 'saved').toBe(allowed);
    if (allowed) {
      model.agreed = { version: version + 1, text, whole: act.whole };
      model.version += 1;
    }
    await compare(model, real);
  },
});

const move = (act: { readonly name: MoveName; readonly reason: boolean; readonly stale: boolean }): Act => ({
  check: () => true,
  toString: () => `${act.name}${act.reason ? '' : ', no reason'}${act.stale ? ', stale' : ''}`,
  run: async (model, real) => {
    const move = moves[act.name];
    const seen = act.stale ? model.version - 1 : model.version;
    const { followUp, world } = real;
    const reason = act.reason ? 'Därför' : '';
    const result = await world.act(
      tx => moveFollowUp(tx, today, { followUpId: followUp.id, seen, move: act.name, reason }),
      world.people.principal,
    );
    const allowed =
      !act.stale &&
      (move.from as readonly Stage[]).includes(model.stage) &&
      (!move.mustBeAgreed || model.agreed?.whole === true) &&
      (!move.reasonNeeded || act.reason);
    expect(result.kind === 'saved').toBe(allowed);
    if (allowed) {
      model.stage = move.to;
      model.version += 1;
      if (move.finalises) model.finalised += 1;
    }
    await compare(model, real);
  },
});

/** Two people at the same moment, at one rating or one agreement: one writes, the other gets the choice. */
const atOnce = (act: { readonly what: 'rating' | 'agreed' }): Act => ({
  check: () => true,
  toString: () => `two at once: ${act.what}`,
  run: async (model, real) => {
    const { world, followUp } = real;
    const writers = [world.people.principal, world.people.deputy];
    const texts = writers.map(() => textOf(model, 'both'));
    const version = (act.what === 'rating' ? model.ratings.rektor?.version : model.agreed?.version) ?? 0;
    const results = await Promise.all(
      writers.map((writer, at) =>
        world.act<{ kind: string }>(
          tx =>
            act.what === 'rating'
              ? saveRating(tx, today, {
                  ...ratingInput(followUp, 'rektor', { seen: version, handIn: false }),
                  content: ratingContent(2, { nextStep: texts[at] ?? '' }),
                })
              : saveAgreed(tx, today, {
                  ...{ followUpId: followUp.id, seen: version },
                  content: { nextStep: texts[at] ?? '', nextStepAbout: null, actualShare: null, lines: [] },
                }),
          writer,
        ),
      ),
    );
    const allowed =
      act.what === 'rating'
        ? model.stage === 'pågår' && !model.ratings.rektor?.handedIn
        : model.stage === 'öppnad';
    const winners = texts.filter((_, at) => results[at]?.kind === 'saved');
    expect(winners).toHaveLength(allowed ? 1 : 0);
    expect(results.filter(one => one.kind === 'conflict')).toHaveLength(allowed ? 1 : 0);
    const text = winners[0];
    if (text !== undefined && act.what === 'rating')
      model.ratings.rektor = { version: version + 1, text, handedIn: false, judgement: 2 };
    if (text !== undefined && act.what === 'agreed') {
      model.agreed = { version: version + 1, text, whole: false };
      model.version += 1;
    }
    await compare(model, real);
  },
});

const party = fc.constantFrom<Party>('rektor', 'innehavare');
const mostly = (usual: boolean) => fc.integer({ min: 0, max: 9 }).map(one => (one < 8 ? usual : !usual));

const commands = fc.commands(
  [
    fc
      .record({
        party,
        judgement: fc.constantFrom<Judgement>(2, 3, 4, 'kan inte bedömas'),
        handIn: mostly(true),
        stale: mostly(false),
        deputy: fc.boolean(),
        asOther: mostly(false),
      })
      .map(rate),
    fc.record({ party }).map(takeBack),
    fc.record({ whole: mostly(true), stale: mostly(false), by: party }).map(agree),
    fc
      .record({
        name: fc.constantFrom(...(Object.keys(moves) as MoveName[])),
        reason: mostly(true),
        stale: mostly(false),
      })
      .map(move),
    fc.record({ what: fc.constantFrom<'rating' | 'agreed'>('rating', 'agreed') }).map(atOnce),
    crowds,
  ],
  { maxCommands: 14 },
);

/** A round of its own for each sequence, in a world that stands. */
const freshFollowUp = async (world: FollowUpWorld, first: FollowUp): Promise<FollowUp> =>
  world.act(async tx => {
    const roundId = newId();
    await tx.db
      .insertInto('follow_up_round')
      .columns([
        ...(['authority_id', 'round_id', 'routine_id', 'routine_number', 'rubric_version'] as const),
        ...(['number', 'year_start', 'opened_on', 'due_on', 'criteria'] as const),
      ])
      .expression(eb =>
        eb
          .selectFrom('follow_up_round')
          .select([
            'authority_id',
            eb.val(roundId).as('round_id'),
            'routine_id',
            'routine_number',
            'rubric_version',
            eb
              .selectFrom('follow_up_round')
              .select(inner => inner(inner.fn.max('number'), '+', inner.lit(1)).as('next'))
              .as('number'),
            'year_start',
            'opened_on',
            'due_on',
            'criteria',
          ])
          .where('round_id', '=', first.roundId),
      )
      .execute();
    const followUp = { ...first, id: newId(), roundId };
    await insertFollowUps(tx, [followUp]);
    return followUp;
  });

/** Runs random rows of acts against the model, on a real database. Returns how many acts were made. */
const run = async (
  rows: fc.Arbitrary<Iterable<Act>>,
  database: Database,
  runs: number,
  seed?: number,
): Promise<number> => {
  let world: FollowUpWorld;
  let first: FollowUp | null = null;
  let made = 0;
  let acts = 0;
  await fc.assert(
    fc.asyncProperty(rows, async sequence => {
      // A world now and then, so that the last row meets as little as the first.
      if (made++ % 100 === 0) {
        world = await newFollowUpWorld(database);
        first = await openFirstRound(world);
      }
      if (!first) throw new Error('No follow-up to begin with');
      const followUp = await freshFollowUp(world, first);
      const start = () => ({
        model: {
          ...{ stage: 'pågår' as const, version: 1, ratings: { rektor: null, innehavare: null } },
          ...{ agreed: null, finalised: 0, made: 0 },
        },
        real: { world, followUp },
      });
      await fc.asyncModelRun(start, sequence);
      acts += [...sequence].length;
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  return acts;
};

/** Rows of what one person does after the other, now and then two or more at once. */
export const runSequences = (database: Database, runs: number, seed?: number): Promise<number> =>
  run(commands, database, runs, seed);

/** Rows of what two to eight do at the same moment. */
export const runCrowds = (database: Database, runs: number, seed?: number): Promise<number> =>
  run(fc.commands([crowds], { maxCommands: 8 }), database, runs, seed);
