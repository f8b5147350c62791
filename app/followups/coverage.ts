import type { OrganisationOn, UnitOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { isFor, type Routine } from './routine.ts';
import { isFinalised } from './stages.ts';

/** A principal area, or a teaching unit that stands in none: the mother-tongue unit, adult education. */
export const areaOf = (unitId: string, organisation: OrganisationOn): UnitOn | null =>
  organisation.enclosing(unitId, 'Rektorsområde') ?? organisation.find(unitId);

/** Where the follow-ups at a unit are counted. */
export type CountedAt = {
  readonly area: UnitOn;
  /** The area they were opened in, where that is no more and this one took over from it. */
  readonly tookOver: UnitOn | null;
  /** Those that took over from an area that is no more, where they are several: nobody can say which of them it would be. */
  readonly heirs: readonly UnitOn[];
};

/**
 * A unit is counted where it belonged when the round opened, so that a reorganisation moves nothing that has been done; but when that area is
 * no more, with the one that took over. A unit that is younger than the round is counted where it is.
 */
export const countedAt = (unitId: string, then: OrganisationOn, now: OrganisationOn): CountedAt | null => {
  const area = areaOf(unitId, then) ?? areaOf(unitId, now);
  if (!area) return null;
  if (!now.hasEnded(area.id)) return { area, tookOver: null, heirs: [] };
  const heirs = new Map(
    now.heirsOf(area.id).flatMap(heir => {
      const its = areaOf(heir.id, now);
      return its ? [[its.id, its] as const] : [];
    }),
  );
  const [heir] = [...heirs.values()];
  return heir && heirs.size === 1
    ? { area: heir, tookOver: area, heirs: [] }
    : { area, tookOver: null, heirs: [...heirs.values()] };
};

/**
 * Whether a follow-up that is not dealt with has come with its position to a unit that the routine is not for: nobody there is asked for it by
 * the routine, and where it was begun it is not missing.
 */
export const isMovedOut = (
  { unitId, begunAtUnitId, stage }: Pick<FollowUp, 'unitId' | 'begunAtUnitId' | 'stage'>,
  routine: Pick<Routine, 'scope'> | undefined,
  now: OrganisationOn,
): boolean => {
  const unit = now.find(unitId);
  return (
    begunAtUnitId !== null &&
    !isFinalised(stage) &&
    stage !== 'inställd' &&
    unit !== null &&
    routine !== undefined &&
    !isFor(routine, unit, now)
  );
};

/** How far a part of the organisation has come in a round. Called off counts as dealt with, and is told apart; so is what moved out. */
export type Covered = {
  readonly followUps: readonly FollowUp[];
  /** Those that should be finalised: all but the ones called off, and those that have moved out of what the routine is for. */
  readonly due: number;
  readonly done: number;
  readonly calledOff: number;
  readonly movedOut: number;
  readonly state: CoverageState;
};

export const coverageStates = ['klart', 'pågår', 'sent', 'inga uppdrag'] as const;
export type CoverageState = (typeof coverageStates)[number];

const stateOf = (due: number, done: number, all: number, round: Round, today: IsoDate): CoverageState => {
  if (all === 0) return 'inga uppdrag';
  if (done === due) return 'klart';
  return round.dueOn < today ? 'sent' : 'pågår';
};

export const coverageOf = (
  followUps: readonly FollowUp[],
  round: Round,
  today: IsoDate,
  hasMovedOut: (followUp: FollowUp) => boolean,
): Covered => {
  const all = followUps.filter(one => one.roundId === round.id);
  const own = all.filter(one => !hasMovedOut(one));
  const calledOff = own.filter(one => one.stage === 'inställd').length;
  const done = own.filter(one => isFinalised(one.stage)).length;
  const due = own.length - calledOff;
  const movedOut = all.length - own.length;
  return {
    followUps: own,
    due,
    done,
    calledOff,
    movedOut,
    state: stateOf(due, done, own.length, round, today),
  };
};

/** One line of the coverage board: an area, and how far it has come in each round. */
export type CoverageLine = Pick<CountedAt, 'area' | 'heirs'> & {
  /** The areas that are no more and whose follow-ups are counted here. */
  readonly tookOver: readonly UnitOn[];
  readonly rounds: readonly { readonly round: Round; readonly covered: Covered }[];
};

/** Where the follow-ups of a round were to be: as routine and organisation were when it opened. */
export type CoverageGround = {
  readonly countedAt: (unitId: string, round: Round) => CountedAt | null;
  readonly unitIdsIn: (round: Round) => readonly string[];
  readonly hasMovedOut: (followUp: FollowUp) => boolean;
};

/**
 * The coverage board: every area that the rounds are for, also one where nobody had an assignment. What has moved out of what the routine is
 * for is told of where it was begun.
 */
export const coverageBoard = (
  rounds: readonly Round[],
  followUps: readonly FollowUp[],
  ground: CoverageGround,
  today: IsoDate,
): CoverageLine[] => {
  const roundById = new Map(rounds.map(round => [round.id, round]));
  const lines = new Map<string, { at: CountedAt; tookOver: Map<string, UnitOn> }>();
  const see = (at: CountedAt | null): string => {
    if (!at) return '';
    const line = lines.get(at.area.id) ?? { at, tookOver: new Map() };
    if (at.tookOver) line.tookOver.set(at.tookOver.id, at.tookOver);
    lines.set(at.area.id, line);
    return at.area.id;
  };
  for (const round of rounds)
    for (const unitId of ground.unitIdsIn(round)) see(ground.countedAt(unitId, round));
  const byArea = Map.groupBy(followUps, followUp => {
    const round = roundById.get(followUp.roundId);
    const unitId = ground.hasMovedOut(followUp) ? followUp.begunAtUnitId : null;
    return see(round ? ground.countedAt(unitId ?? followUp.unitId, round) : null);
  });
  return [...lines.values()].map(({ at: { area, heirs }, tookOver }) => ({
    ...{ area, heirs, tookOver: [...tookOver.values()] },
    rounds: rounds.map(round => ({
      round,
      covered: coverageOf(byArea.get(area.id) ?? [], round, today, ground.hasMovedOut),
    })),
  }));
};
