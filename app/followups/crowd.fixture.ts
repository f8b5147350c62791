import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Party } from './follow-up.ts';
import { moveFollowUp, noteEvidence, saveAgreed, saveRating, takeBackRating } from './follow-up-actions.ts';
import { findFollowUp, findOwnRating, loadAgreed, loadFinalisings } from './follow-up-store.ts';
import { firstCriteria, ratingContent, ratingInput, today } from './followups.fixture.ts';
import { type Act, compare, type Model, type Real, textOf } from './sequences-model.fixture.ts';
import { type MoveName, moves, type Stage } from './stages.ts';

/** What one of a crowd does. All of them have the page as it was before any of them did anything. */
type Deed =
  | { readonly kind: 'rate'; readonly party: Party; readonly handIn: boolean }
  | { readonly kind: 'takeBack'; readonly party: Party }
  | { readonly kind: 'agree' }
  | { readonly kind: 'move'; readonly name: MoveName }
  | { readonly kind: 'note' };

/** A deed with what its writer saw, and the text that only it writes. */
type Attempt = { readonly deed: Deed; readonly seen: Seen; readonly text: string; readonly actor: string };
type Seen = { readonly rating: Record<Party, number>; readonly agreed: number; readonly followUp: number };

type State = Pick<Model, 'stage' | 'version' | 'ratings' | 'agreed' | 'finalised'>;

/** What a deed makes of a state, when nobody else does anything meanwhile; null when it is refused. */
const step = (state: State, { deed, seen, text }: Attempt): State | null => {
  switch (deed.kind) {
    case 'rate': {
      const known = state.ratings[deed.party];
      const version = known?.version ?? 0;
      if (state.stage !== 'pågår' || known?.handedIn || version !== seen.rating[deed.party]) return null;
      const own = { version: version + 1, text, handedIn: deed.handIn, judgement: 3 as const };
      const ratings = { ...state.ratings, [deed.party]: own };
      const opens = ratings.rektor?.handedIn === true && ratings.innehavare?.handedIn === true;
      const opened = { stage: 'öppnad' as const, version: state.version + 1 };
      return { ...state, ratings, ...(opens ? opened : {}) };
    }
    case 'takeBack': {
      const known = state.ratings[deed.party];
      if (state.stage !== 'pågår' || !known?.handedIn) return null;
      const own = { ...known, version: known.version + 1, handedIn: false };
      return { ...state, ratings: { ...state.ratings, [deed.party]: own } };
    }
    case 'agree': {
      const version = state.agreed?.version ?? 0;
      if (state.stage !== 'öppnad' || version !== seen.agreed) return null;
      return { ...state, version: state.version + 1, agreed: { version: version + 1, text, whole: true } };
    }
    case 'move': {
      const move = moves[deed.name];
      const allowed =
        state.version === seen.followUp &&
        (move.from as readonly Stage[]).includes(state.stage) &&
        (!move.mustBeAgreed || state.agreed?.whole === true);
      if (!allowed) return null;
      const finalised = state.finalised + Number(move.finalises);
      return { ...state, stage: move.to, version: state.version + 1, finalised };
    }
    case 'note':
      return state;
  }
};

const isSame = (a: State, b: State): boolean => JSON.stringify(told(a)) === JSON.stringify(told(b));

/** The parts of a state that the database can tell. */
const told = ({ stage, version, ratings, agreed, finalised }: State) => [
  ...[stage, version, finalised, agreed && [agreed.version, agreed.text]],
  ...(['rektor', 'innehavare'] as const).map(party => {
    const one = ratings[party];
    return one && [one.version, one.text, one.handedIn];
  }),
];

/**
 * The state that the attempts lead to, one after the other in some order, with just those saved that were: so each that was saved had
 * seen what it wrote over, and each that was refused had not. Null when no order does.
 */
const inSomeOrder = (
  state: State,
  attempts: readonly { readonly attempt: Attempt; readonly isSaved: boolean }[],
  end: State,
): State | null => {
  // What changes nothing may stand anywhere it is allowed to: it is put first.
  const idle = attempts.findIndex(({ attempt, isSaved }) => {
    const next = step(state, attempt);
    return isSaved ? next === state : next === null;
  });
  if (idle >= 0) return inSomeOrder(state, attempts.toSpliced(idle, 1), end);
  if (attempts.length === 0) return isSame(state, end) ? state : null;
  for (const [at, { attempt, isSaved }] of attempts.entries()) {
    const next = isSaved ? step(state, attempt) : null;
    const found = next && inSomeOrder(next, attempts.toSpliced(at, 1), end);
    if (found) return found;
  }
  return null;
};

const make = ({ world, followUp }: Real, { deed, seen, text, actor }: Attempt): Promise<{ kind: string }> =>
  world.act<{ kind: string }>(tx => {
    switch (deed.kind) {
      case 'rate':
        return saveRating(tx, today, {
          ...ratingInput(followUp, deed.party, { seen: seen.rating[deed.party], handIn: deed.handIn }),
          content: ratingContent(3, { nextStep: text }),
        });
      case 'takeBack':
        return takeBackRating(tx, today, { followUpId: followUp.id, party: deed.party });
      case 'agree':
        return saveAgreed(tx, today, {
          ...{ followUpId: followUp.id, seen: seen.agreed },
          content: {
            ...{ nextStep: text, nextStepAbout: null, actualShare: 10 },
            lines: firstCriteria.map(code => ({ code, judgement: 3 as const, reason: 'Vi talade om det' })),
          },
        });
      case 'move':
        return moveFollowUp(tx, today, {
          ...{ followUpId: followUp.id, seen: seen.followUp, move: deed.name, reason: 'Därför' },
        });
      case 'note':
        return noteEvidence(tx, today, followUp.id, { kind: 'enkät', datedOn: '2026-09-20', what: text });
    }
  }, actor);

/** The follow-up as the database has it. */
const read = ({ world, followUp }: Real): Promise<State> =>
  world.act(async tx => {
    const now = await findFollowUp(tx, followUp.id, today);
    const rating = async (party: Party) => {
      const one = await findOwnRating(tx, followUp.id, party);
      return (
        one && {
          ...{ version: one.version, text: one.content.nextStep, handedIn: one.handedInAt !== null },
          judgement: 3 as const,
        }
      );
    };
    const agreed = (await loadAgreed(tx, [followUp.id])).get(followUp.id);
    return {
      ...{ stage: now?.stage ?? 'pågår', version: now?.version ?? 0 },
      ratings: { rektor: await rating('rektor'), innehavare: await rating('innehavare') },
      agreed: agreed
        ? {
            version: agreed.version,
            text: agreed.content.nextStep,
            whole: agreed.content.actualShare !== null,
          }
        : null,
      finalised: (await loadFinalisings(tx, followUp.id)).length,
    };
  });

/** Several people, or several windows of theirs, at the same moment: it ends as if they had come one after the other. */
const atTheSameMoment = (deeds: readonly Deed[]): Act => ({
  check: () => true,
  toString: () => `${deeds.length} at once: ${JSON.stringify(deeds)}`,
  run: async (model, real) => {
    const { principal, deputy, holder } = real.world.people;
    const seen: Seen = {
      ...{ agreed: model.agreed?.version ?? 0, followUp: model.version },
      rating: {
        rektor: model.ratings.rektor?.version ?? 0,
        innehavare: model.ratings.innehavare?.version ?? 0,
      },
    };
    const attempts = deeds.map((deed, at): Attempt => {
      const isHolders = 'party' in deed && deed.party === 'innehavare';
      const actor = isHolders ? holder : at % 2 ? principal : deputy;
      return { deed, seen, actor, text: textOf(model, deed.kind) };
    });
    const results = await Promise.all(attempts.map(attempt => make(real, attempt)));
    const made = attempts.map((attempt, at) => ({ attempt, isSaved: results[at]?.kind === 'saved' }));
    const { ratings } = model;
    const before: State = { ...model, ratings: { ...ratings } };
    const after = inSomeOrder(before, made, await read(real));
    expect(after, `No order of these gives what the database says: ${JSON.stringify(made)}`).not.toBeNull();
    if (after) {
      const { stage, version, agreed, finalised } = after;
      Object.assign(model, { stage, version, agreed, finalised, ratings: after.ratings });
    }
    await compare(model, real);
  },
});

const party = fc.constantFrom<Party>('rektor', 'innehavare');

/** From two to eight, mostly at the same thing. */
export const crowds: fc.Arbitrary<Act> = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ kind: fc.constant('rate' as const), party, handIn: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('takeBack' as const), party }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'agree' as const }) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('move' as const),
          name: fc.constantFrom(...(Object.keys(moves) as MoveName[])),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'note' as const }) },
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map(atTheSameMoment);
