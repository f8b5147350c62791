import type { OrganisationOn, UnitOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { isFinalised } from './stages.ts';

/** A principal area, or a teaching unit that stands in none: the mother-tongue unit, adult education. */
export const areaOf = (unitId: string, organisation: OrganisationOn): UnitOn | null =>
  organisation.enclosing(unitId, 'Rektorsområde') ?? organisation.find(unitId);

/** How far a part of the organisation has come in a round. Called off counts as dealt with, and is told apart. */
export type Covered = {
  readonly followUps: readonly FollowUp[];
  /** Those that should be finalised: all but the ones called off. */
  readonly due: number;
  readonly done: number;
  readonly calledOff: number;
  readonly state: CoverageState;
};

export const coverageStates = ['klart', 'pågår', 'sent', 'inga uppdrag'] as const;
export type CoverageState = (typeof coverageStates)[number];

const stateOf = (due: number, done: number, all: number, round: Round, today: IsoDate): CoverageState => {
  if (all === 0) return 'inga uppdrag';
  if (done === due) return 'klart';
  return round.dueOn < today ? 'sent' : 'pågår';
};

export const coverageOf = (followUps: readonly FollowUp[], round: Round, today: IsoDate): Covered => {
  const own = followUps.filter(one => one.roundId === round.id);
  const calledOff = own.filter(one => one.stage === 'inställd').length;
  const done = own.filter(one => isFinalised(one.stage)).length;
  const due = own.length - calledOff;
  return { followUps: own, due, done, calledOff, state: stateOf(due, done, own.length, round, today) };
};

/** One line of the coverage board: an area, and how far it has come in each round. */
export type CoverageLine = {
  readonly area: UnitOn;
  readonly rounds: readonly { readonly round: Round; readonly covered: Covered }[];
};

/** Where the follow-ups of a round were to be: as routine and organisation were when it opened. */
export type CoverageGround = {
  readonly areaOfUnit: (unitId: string, round: Round) => UnitOn | null;
  readonly unitIdsIn: (round: Round) => readonly string[];
};

/**
 * The coverage board: every area that the rounds are for, also one where nobody had an assignment. Each unit belongs where it did when
 * the round opened, so that a reorganisation moves nothing that has been done.
 */
export const coverageBoard = (
  rounds: readonly Round[],
  followUps: readonly FollowUp[],
  { areaOfUnit, unitIdsIn }: CoverageGround,
  today: IsoDate,
): CoverageLine[] => {
  const roundById = new Map(rounds.map(round => [round.id, round]));
  const areas = new Map<string, UnitOn>();
  for (const round of rounds)
    for (const unitId of unitIdsIn(round)) {
      const area = areaOfUnit(unitId, round);
      if (area) areas.set(area.id, area);
    }
  const byArea = Map.groupBy(followUps, followUp => {
    const round = roundById.get(followUp.roundId);
    const area = round ? areaOfUnit(followUp.unitId, round) : null;
    if (area) areas.set(area.id, area);
    return area?.id ?? '';
  });
  return [...areas.values()].map(area => ({
    area,
    rounds: rounds.map(round => ({
      round,
      covered: coverageOf(byArea.get(area.id) ?? [], round, today),
    })),
  }));
};
