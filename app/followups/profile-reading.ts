import { latestEvent, type Scoped } from '#app/database/index.ts';
import {
  loadAcademicYears,
  loadOrganisation,
  type OrganisationOn,
  type UnitOn,
} from '#app/organisation/index.ts';
import { type Assignment, loadRegister } from '#app/positions/index.ts';
import { type AcademicYear, academicYearOf } from '#app/shared/academic-year.ts';
import { earliest, type IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { AgreedRating } from './agreement.ts';
import { areaOf } from './coverage.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { loadAgreed, loadFollowUps } from './follow-up-store.ts';
import { readFinalisedDays } from './freshness-reading.ts';
import { isInGroup, type Judged, latestRound, type SaidInRound, saidByRound } from './profile.ts';
import { type Counts, type ShownGroups, shownByCriterion, shownGroups } from './profile-protection.ts';
import { scopeOf } from './rating.ts';
import { everyCriterion } from './routine.ts';
import { loadRounds, loadRoutines, loadRubrics } from './routine-store.ts';
import type { Criterion, Judgement } from './rubric/rubric.ts';
import { isFinalised } from './stages.ts';
import { tellingOf } from './telling.ts';
import { type TimeAgainstPlan, type TimeSaid, timeAgainstPlan } from './time-against-plan.ts';

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

/** Where a unit belonged when a round opened; where it is, when it did not stand then. */
type AreasIn = (unitId: string, round: Round) => UnitOn | null;
const areasIn =
  (days: ReadonlyMap<IsoDate, OrganisationOn>, now: OrganisationOn): AreasIn =>
  (unitId, { openedOn }) => {
    const then = days.get(openedOn);
    return (then && areaOf(unitId, then)) ?? areaOf(unitId, now);
  };

/** What finalised follow-ups of a year have been agreed to say, as far as it is told: each assignment once per criterion, and once of its time. */
export type YearSaid = {
  readonly judged: readonly Judged[];
  readonly times: readonly TimeSaid[];
  /** The same round by round, by criterion: what `judged` has is in the last of them. */
  readonly rounds: ReadonlyMap<string, readonly SaidInRound<Judged>[]>;
};

/** What is known of follow-ups besides themselves. */
type Around = {
  readonly assignments: ReadonlyMap<string, Assignment>;
  readonly areaIn: AreasIn;
  /** The day each was first finalised. */
  readonly finalisedOn: ReadonlyMap<string, IsoDate>;
  readonly years: readonly AcademicYear[];
  /** The day it is told on. */
  readonly on: IsoDate;
};

const saidIn = (
  rounds: readonly Round[],
  followUps: readonly FollowUp[],
  agreed: ReadonlyMap<string, AgreedRating>,
  { assignments, areaIn, finalisedOn, years, on }: Around,
): YearSaid => {
  const byRound = Map.groupBy(followUps, one => one.roundId);
  const judged: [number, Judged][] = [];
  const times: [number, TimeSaid][] = [];
  for (const round of rounds) {
    const yearEndsOn = academicYearOf(`${round.yearStart}-10-01`, years).endsOn;
    for (const { id, unitId, assignmentId, plannedShare, stage } of byRound.get(round.id) ?? []) {
      const content = isFinalised(stage) ? agreed.get(id)?.content : undefined;
      const telling = tellingOf(finalisedOn.get(id) ?? null, { dueOn: round.dueOn, yearEndsOn, on });
      if (!content || telling === null) continue;
      const placed = {
        ...{ unitId, assignmentId, areaId: areaIn(unitId, round)?.id ?? unitId, telling },
        scope: scopeOf(assignments.get(assignmentId)),
      };
      const time = timeAgainstPlan(plannedShare, content.actualShare);
      if (time !== null) times.push([round.number, { ...placed, time }]);
      for (const { code, judgement } of content.lines)
        if (judgement !== null) judged.push([round.number, { ...placed, code, judgement }]);
    }
  }
  const byCode = Map.groupBy(judged, ([, { code }]) => code);
  return {
    ...{ judged: [...byCode.values()].flatMap(latestRound), times: latestRound(times) },
    rounds: new Map([...byCode].map(([code, all]) => [code, saidByRound(all)])),
  };
};

/** The follow-ups of some rounds, and what those that are finalised have been agreed to say. */
export type Agreed = {
  readonly followUps: readonly FollowUp[];
  readonly agreed: ReadonlyMap<string, AgreedRating>;
};

export const readAgreed = async (tx: Scoped, rounds: readonly Round[], on: IsoDate): Promise<Agreed> => {
  const followUps = await loadFollowUps(
    tx,
    rounds.map(round => round.id),
    on,
  );
  const finalised = followUps.filter(one => isFinalised(one.stage)).map(one => one.id);
  return { followUps, agreed: await loadAgreed(tx, finalised) };
};

/** What has been said in some rounds, by the year they start, as it is told on a day. */
export const readSaidIn = async (
  tx: Scoped,
  rounds: readonly Round[],
  { followUps, agreed }: Agreed,
  on: IsoDate,
): Promise<ReadonlyMap<number, YearSaid>> => {
  const finalisedOn = new Map<string, IsoDate>();
  for (const { followUpId, on: day } of await readFinalisedDays(tx))
    finalisedOn.set(followUpId, earliest(day, finalisedOn.get(followUpId) ?? day));
  const around: Around = {
    assignments: new Map((await loadRegister(tx)).assignments.map(one => [one.id, one])),
    areaIn: areasIn(await organisationsAt(tx, rounds), await loadOrganisation(tx, on)),
    years: await loadAcademicYears(tx),
    ...{ finalisedOn, on },
  };
  return new Map(
    [...Map.groupBy(rounds, ({ yearStart }) => yearStart)].map(([year, own]) => [
      year,
      saidIn(own, followUps, agreed, around),
    ]),
  );
};

/** The same of some academic years, the latest first. */
export const readSaid = async (
  tx: Scoped,
  yearStarts: readonly number[],
  on: IsoDate,
): Promise<ReadonlyMap<number, YearSaid>> => {
  const rounds = (await loadRounds(tx))
    .filter(({ yearStart }) => yearStarts.includes(yearStart))
    .sort((a, b) => b.yearStart - a.yearStart);
  return readSaidIn(tx, rounds, await readAgreed(tx, rounds, on), on);
};

/** What has left the authority about pupils' results, of a place: each table with its numbers, those that were hidden too. */
export type ToldResult = {
  readonly title: string;
  readonly numbers: readonly { readonly name: string; readonly figure: Figure }[];
  readonly source: string;
};
/** Of the whole authority when no unit is given; only about the school forms, where there are any. */
export type ToldResults = (
  tx: Scoped,
  asked: { readonly unitId: string | null; readonly schoolForms: readonly string[] },
  on: IsoDate,
) => Promise<readonly ToldResult[]>;

/** A criterion in a round, and what may be shown of it. */
export type JudgedIn = {
  readonly code: string;
  readonly yearStart: number;
  readonly round: number;
  /** The last of its year: the one that the year is told by where rounds are not told apart. */
  readonly isLatest: boolean;
  readonly shown: ShownGroups<Judgement>;
};

const judgedInRounds = (said: ReadonlyMap<number, YearSaid>): JudgedIn[] =>
  [...said]
    .sort(([a], [b]) => a - b)
    .flatMap(([yearStart, { rounds }]) =>
      [...rounds].flatMap(([code, all]) =>
        all.map(({ round, said: judged }, at) => ({
          ...{ code, yearStart, round, isLatest: at === all.length - 1 },
          shown: shownGroups(judged, one => one.judgement),
        })),
      ),
    );

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
  readonly shown: ReadonlyMap<number, ReadonlyMap<string, ShownGroups<Judgement>>>;
  /** Every round of the years told of in which a criterion was judged, the oldest first, with what may be shown of it. */
  readonly judgedIn: readonly JudgedIn[];
  /** The time that assignments were given beside their plan, in the year; null where it is hidden. */
  readonly time: Counts<TimeAgainstPlan> | null;
  /** The school forms of the units whose assignments have been judged in the year: results of others say nothing of these. */
  readonly schoolForms: readonly string[];
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
  const said = await readSaid(
    tx,
    knownYears.filter(year => year <= yearStart),
    today,
  );
  const earlier = [...(await organisationsAt(tx, rounds)).values()].reverse();
  /** The unit as it is, or as it was when it was last followed up. */
  const find = (id: string): UnitOn | null =>
    organisation.find(id) ?? earlier.map(one => one.find(id)).find(one => one !== null) ?? null;
  const place = placeId === null ? null : find(placeId);
  if (placeId !== null && place === null) return null;
  const all = [...said.values()].flatMap(({ judged }) => judged);
  const own = all.filter(one => isInGroup(one, { placeId, scope: null }));
  const judgedUnits = new Set(
    (said.get(yearStart)?.judged ?? [])
      .filter(one => isInGroup(one, { placeId, scope: null }))
      .map(one => one.unitId),
  );
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
      [...said].map(([year, { judged }]) => [
        year,
        new Set(judged.filter(one => isInGroup(one, { placeId, scope: null })).map(one => one.code)),
      ]),
    ),
    shown: new Map([...said].map(([year, { judged }]) => [year, shownByCriterion(judged)])),
    judgedIn: judgedInRounds(said),
    time: shownGroups(said.get(yearStart)?.times ?? [], one => one.time).of({ placeId, scope: null }),
    schoolForms: [...new Set([...judgedUnits].flatMap(id => find(id)?.schoolForms ?? []))],
    criteria: everyCriterion(await loadRoutines(tx), (await loadRubrics(tx)).at(-1)),
    event: await latestEvent(tx),
  };
};
