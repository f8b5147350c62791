import { latestEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation, type OrganisationOn, type UnitOn } from '#app/organisation/index.ts';
import { type Assignment, loadRegister } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { AgreedRating } from './agreement.ts';
import { areaOf } from './coverage.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { loadAgreed, loadFollowUps } from './follow-up-store.ts';
import { isInGroup, type Judged, latestJudged } from './profile.ts';
import { type ShownProfiles, shownByCriterion } from './profile-protection.ts';
import { scopeOf } from './rating.ts';
import { loadRounds, loadRubrics } from './routine-store.ts';
import type { Criterion } from './rubric/rubric.ts';
import { isFinalised } from './stages.ts';

/** The organisation as it was when each round opened, by the day. */
export const organisationsAt = async (
  tx: Scoped,
  rounds: readonly Round[],
): Promise<Map<IsoDate, OrganisationOn>> => {
  const days = new Map<IsoDate, OrganisationOn>();
  for (const { openedOn } of rounds) {
    if (!days.has(openedOn)) days.set(openedOn, await loadOrganisation(tx, openedOn));
  }
  return days;
};

/** Where a unit belonged when a round opened. */
export type AreasIn = (unitId: string, round: Round) => UnitOn | null;
export const areasIn =
  (days: ReadonlyMap<IsoDate, OrganisationOn>): AreasIn =>
  (unitId, { openedOn }) => {
    const organisation = days.get(openedOn);
    return organisation ? areaOf(unitId, organisation) : null;
  };

/** What finalised follow-ups have been agreed to say, each assignment once per criterion. */
export const judgedIn = (
  rounds: readonly Round[],
  followUps: readonly FollowUp[],
  agreed: ReadonlyMap<string, AgreedRating>,
  places: {
    readonly assignments: ReadonlyMap<string, Assignment>;
    readonly areaIn: AreasIn;
  },
): Judged[] => {
  const inOrder = [...rounds].sort((a, b) => a.number - b.number || (a.openedOn < b.openedOn ? -1 : 1));
  const byRound = Map.groupBy(followUps, one => one.roundId);
  const judged = inOrder.flatMap(round =>
    (byRound.get(round.id) ?? []).flatMap(({ id, unitId, assignmentId, stage }): Judged[] => {
      const content = isFinalised(stage) ? agreed.get(id)?.content : undefined;
      const place = {
        ...{ unitId, assignmentId, areaId: places.areaIn(unitId, round)?.id ?? unitId },
        scope: scopeOf(places.assignments.get(assignmentId)),
      };
      return (content?.lines ?? []).flatMap(({ code, judgement }) =>
        judgement === null ? [] : [{ code, judgement, ...place }],
      );
    }),
  );
  return latestJudged(judged);
};

/** The same of some academic years, by the year they start. */
export const readJudged = async (
  tx: Scoped,
  yearStarts: readonly number[],
): Promise<ReadonlyMap<number, readonly Judged[]>> => {
  const rounds = (await loadRounds(tx)).filter(({ yearStart }) => yearStarts.includes(yearStart));
  const followUps = await loadFollowUps(
    tx,
    rounds.map(round => round.id),
  );
  const agreed = await loadAgreed(
    tx,
    followUps.filter(one => isFinalised(one.stage)).map(one => one.id),
  );
  const assignments = new Map((await loadRegister(tx)).assignments.map(one => [one.id, one]));
  const areaIn = areasIn(await organisationsAt(tx, rounds));
  return new Map(
    yearStarts.map(year => [
      year,
      judgedIn(
        rounds.filter(({ yearStart }) => yearStart === year),
        ...([followUps, agreed, { assignments, areaIn }] as const),
      ),
    ]),
  );
};

/** A place with the next below it: what may be shown of the judgements, for a year and those before it. */
export type ProfileView = {
  readonly yearStart: number;
  /** Years with rounds, latest first; those before and at `yearStart` are told of. */
  readonly knownYears: readonly number[];
  /** The place; null for the whole authority. */
  readonly place: UnitOn | null;
  /** The area that the place stands in, where it is a unit in one. */
  readonly area: UnitOn | null;
  readonly authorityName: string;
  /** The areas of the authority, or the units of the area, that have judgements. */
  readonly below: readonly UnitOn[];
  /** The criteria that assignments of the place have been judged by, by year. */
  readonly codes: ReadonlyMap<number, ReadonlySet<string>>;
  readonly shown: ReadonlyMap<number, ReadonlyMap<string, ShownProfiles>>;
  readonly criteria: readonly Criterion[];
  readonly event: number;
};

/** Reads what a profile page tells of; null where there is no such place. */
export const readProfile = async (
  tx: Scoped,
  yearStart: number,
  placeId: string | null,
  today: IsoDate,
): Promise<ProfileView | null> => {
  const organisation = await loadOrganisation(tx, today);
  if (placeId === organisation.root?.id) return readProfile(tx, yearStart, null, today);
  const rounds = await loadRounds(tx);
  const knownYears = [...new Set([...rounds.map(round => round.yearStart), yearStart])].sort((a, b) => b - a);
  const judged = await readJudged(
    tx,
    knownYears.filter(year => year <= yearStart),
  );
  const earlier = [...(await organisationsAt(tx, rounds)).values()].reverse();
  /** The unit as it is, or as it was when it was last followed up. */
  const find = (id: string): UnitOn | null =>
    organisation.find(id) ?? earlier.map(one => one.find(id)).find(one => one !== null) ?? null;
  const place = placeId === null ? null : find(placeId);
  if (placeId !== null && place === null) return null;
  const all = [...judged.values()].flat();
  const own = all.filter(one => isInGroup(one, { placeId, scope: null }));
  const areaId = own.find(one => one.unitId === placeId && one.areaId !== placeId)?.areaId;
  const isArea = own.some(one => one.areaId === placeId);
  const belowIds = new Set(
    placeId === null ? own.map(one => one.areaId) : isArea ? own.map(one => one.unitId) : [],
  );
  const order = organisation.all().map(unit => unit.id);
  const rank = ({ id }: UnitOn) => (order.includes(id) ? order.indexOf(id) : order.length);
  return {
    ...{ yearStart, knownYears, place },
    area: areaId === undefined ? null : find(areaId),
    authorityName: organisation.root?.name ?? '',
    below: [...belowIds]
      .flatMap(id => (id === placeId ? [] : (find(id) ?? [])))
      .sort((a, b) => rank(a) - rank(b)),
    codes: new Map(
      [...judged].map(([year, said]) => [
        year,
        new Set(said.filter(one => isInGroup(one, { placeId, scope: null })).map(one => one.code)),
      ]),
    ),
    shown: new Map([...judged].map(([year, said]) => [year, shownByCriterion(said)])),
    criteria: (await loadRubrics(tx)).at(-1)?.criteria ?? [],
    event: await latestEvent(tx),
  };
};
