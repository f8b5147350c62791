import type * as fc from 'fast-check';
import { expect } from 'vitest';
import type { FollowUp, Party } from './follow-up.ts';
import { readEvidence } from './follow-up-actions.ts';
import {
  findFollowUp,
  findOwnRating,
  loadAgreed,
  loadFinalisings,
  loadOpenRatings,
} from './follow-up-store.ts';
import { type FollowUpWorld, today } from './followups.fixture.ts';
import type { Judgement } from './rubric/rubric.ts';
import { isOpen, type Stage } from './stages.ts';

/** What a follow-up should be after a row of acts: written from the README, not from the actions. */
export type Model = {
  stage: Stage;
  version: number;
  ratings: Record<Party, { version: number; text: string; handedIn: boolean; judgement: Judgement } | null>;
  agreed: { version: number; text: string; whole: boolean } | null;
  finalised: number;
  made: number;
};

export type Act = fc.AsyncCommand<Model, Real>;

export type Real = { readonly world: FollowUpWorld; readonly followUp: FollowUp };

export const who = ({ world }: Real, party: Party, deputy: boolean): string =>
  party === 'innehavare' ? world.people.holder : deputy ? world.people.deputy : world.people.principal;

/** Every text that anybody writes can be told from every other. */
export const textOf = (model: Model, who: string): string => `KANARIE-${who}-${++model.made}-slut`;

/** After each act: the database says what the model says, and neither party reads the other too early. */
export const compare = async (model: Model, real: Real): Promise<void> => {
  const { world, followUp } = real;
  await world.act(async tx => {
    const now = await findFollowUp(tx, followUp.id, today);
    expect([now?.stage, now?.version]).toEqual([model.stage, model.version]);
    for (const party of ['rektor', 'innehavare'] as const) {
      const rating = await findOwnRating(tx, followUp.id, party);
      const known = model.ratings[party];
      expect(rating && [rating.version, rating.content.nextStep, rating.handedInAt !== null]).toEqual(
        known && [known.version, known.text, known.handedIn],
      );
    }
    const open = (await loadOpenRatings(tx, [followUp.id])).get(followUp.id);
    const both = (model.ratings.rektor?.handedIn && model.ratings.innehavare?.handedIn) ?? false;
    expect(open !== undefined).toBe(both);
    // Ratings that are open stay open, and what is called off before that opens nothing.
    expect(isOpen(model.stage)).toBe(both);
    if (!both) {
      const evidence = await readEvidence(tx, followUp, 'innehavare');
      const ofThis = [...evidence.values()].filter(one => one.followUpId === followUp.id);
      expect(ofThis.every(one => one.addedBy === world.people.holder)).toBe(true);
    }
    const agreed = (await loadAgreed(tx, [followUp.id])).get(followUp.id);
    expect(agreed ? [agreed.version, agreed.content.nextStep] : null).toEqual(
      model.agreed && [model.agreed.version, model.agreed.text],
    );
    expect((await loadFinalisings(tx, followUp.id)).length).toBe(model.finalised);
  });
};
