import { loadPeople, type Person } from '#app/access/index.ts';
import { latestEvent, type Scoped } from '#app/database/index.ts';
import {
  loadAcademicYears,
  loadOrganisation,
  type OrganisationOn,
  type UnitOn,
} from '#app/organisation/index.ts';
import {
  type Assignment,
  type CareerPosition,
  crossSubjectName,
  type DevelopmentNeed,
  type KnownStructures,
  loadRegister,
  readKnownStructures,
  unitIdOn,
} from '#app/positions/index.ts';
import { type AcademicYear, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { overlaps } from '#app/shared/period.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { formatList } from '#app/shared/swedish.ts';
import type { AgreedRating } from './agreement.ts';
import type { HandedIn, Ratings } from './blind.ts';
import { areaOf, type CoverageLine, countedAt, coverageBoard, isMovedOut } from './coverage.ts';
import { equalityOf, type RoundEquality } from './equality.ts';
import type { Evidence } from './evidence.ts';
import type { FollowUp, Party, Round } from './follow-up.ts';
import { readEvidence } from './follow-up-actions.ts';
import {
  type Finalising,
  findFollowUp,
  findOwnRating,
  loadAgreed,
  loadFinalisings,
  loadFollowUpsOf,
  loadHandedIn,
  loadOpenRatings,
  loadSeconds,
  loadSteps,
  type StageStep,
} from './follow-up-store.ts';
import { type Counts, shownByCriterion } from './profile-protection.ts';
import { organisationsAt, readAgreed, readSaidIn } from './profile-reading.ts';
import { askedOf, type Rating } from './rating.ts';
import {
  criteriaOf,
  everyCriterion,
  isFor,
  isUnlocked,
  type Routine,
  routineOf,
  unitsOf,
} from './routine.ts';
import { findRound, findRoutine, loadRounds, loadRoutines, loadRubrics } from './routine-store.ts';
import { byCode, type Criterion, type Judgement } from './rubric/rubric.ts';
import { isOpen } from './stages.ts';

/** What an assignment is about, without anybody's name: 'Matematik', 'Ämnesövergripande'. */
export const subjectOf = (assignment: Assignment | null): string =>
  assignment === null ? '' : assignment.crossSubject ? crossSubjectName : formatList(assignment.subjects);

/** As which party a viewer meets a follow-up: its holder, somebody who leads the unit, or neither. */
export const partyOf = (followUp: FollowUp, viewer: Viewer): Party | null => {
  if (viewer.personId === null) return null;
  if (viewer.personId === followUp.holderId) return 'innehavare';
  // Whoever may rate while it is going on is a party at every stage.
  return viewer.may('rateFollowUp', { unitId: followUp.unitId, state: 'pågår' }).allowed ? 'rektor' : null;
};

const maySee = ({ unitId, holderId, stage }: FollowUp, viewer: Viewer): boolean =>
  viewer.may('seeFollowUp', { unitId, personIds: [holderId], state: stage }).allowed;

/**
 * The evidence about the assignment that a viewer may see. For those who neither judge nor are judged it is what this follow-up
 * rests on: what has been noted since, or in one that is still between the two, is not theirs yet. So it is for a principal whom the
 * position has left: what the next one notes is between that one and the holder.
 */
const evidenceFor = async (
  tx: Scoped,
  followUp: FollowUp,
  { party, open, hasLeft }: Pick<FollowUpView, 'party' | 'open'> & { readonly hasLeft: boolean },
): Promise<ReadonlyMap<string, Evidence>> => {
  const reader = party === 'rektor' && hasLeft ? null : party;
  const evidence = await readEvidence(tx, followUp, reader);
  if (reader !== null) return evidence;
  const lines = Object.values(open ?? {}).flatMap(rating => rating.content.lines);
  const cited = new Set(lines.flatMap(line => line.evidenceIds));
  return new Map([...evidence].filter(([id]) => cited.has(id)));
};

/** One follow-up with what its pages are made of, as far as the viewer may see it. */
export type FollowUpView = {
  readonly followUp: FollowUp;
  readonly round: Round;
  readonly routine: Routine;
  readonly criteria: readonly Criterion[];
  readonly position: CareerPosition;
  readonly assignment: Assignment;
  readonly need: DevelopmentNeed | null;
  /** What the unit has for its teachers to develop their teaching. */
  readonly structures: KnownStructures;
  readonly unit: UnitOn | null;
  /** Where it was begun, when it has come with its position to another unit. */
  readonly begunAt: UnitOn | null;
  /** Whether the routine is not for the unit that it has come to. */
  readonly movedOut: boolean;
  readonly organisation: OrganisationOn;
  readonly people: ReadonlyMap<string, Person>;
  readonly subject: string;
  readonly party: Party | null;
  readonly asked: readonly string[];
  readonly unlocked: boolean;
  readonly handedIn: HandedIn;
  readonly own: Rating | null;
  readonly open: Ratings | null;
  readonly agreed: AgreedRating | null;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly steps: readonly StageStep[];
  readonly finalisings: readonly Finalising[];
  /** Earlier follow-ups of the same position that are open and that the viewer may see, latest first. */
  readonly earlier: readonly {
    readonly followUp: FollowUp;
    readonly round: Round;
    readonly agreed: AgreedRating | null;
  }[];
};

const earlierOf = async (
  tx: Scoped,
  followUp: FollowUp,
  round: Round,
  viewer: Viewer,
  today: IsoDate,
): Promise<FollowUpView['earlier']> => {
  const others = (await loadFollowUpsOf(tx, { positionId: followUp.positionId }, today)).filter(
    one => one.id !== followUp.id && isOpen(one.stage) && maySee(one, viewer),
  );
  const rounds = new Map((await loadRounds(tx)).map(one => [one.id, one]));
  const agreed = await loadAgreed(
    tx,
    others.map(one => one.id),
  );
  return others
    .flatMap(one => {
      const its = rounds.get(one.roundId);
      return its && its.dueOn < round.dueOn
        ? [{ followUp: one, round: its, agreed: agreed.get(one.id) ?? null }]
        : [];
    })
    .sort((a, b) => (a.round.dueOn < b.round.dueOn ? 1 : -1));
};

/** Reads a follow-up for somebody who may see it. What is not theirs to read yet is not read from the database either. */
export const readFollowUp = async (
  tx: Scoped,
  id: string,
  viewer: Viewer,
  today: IsoDate,
): Promise<FollowUpView | null> => {
  const followUp = await findFollowUp(tx, id, today);
  const round = followUp && (await findRound(tx, followUp.roundId));
  const routine = round && (await findRoutine(tx, round.routineId, round.routineNumber));
  if (!followUp || !round || !routine) return null;
  const register = await loadRegister(tx);
  const position = register.positions.find(one => one.id === followUp.positionId);
  const assignment = register.assignments.find(one => one.id === followUp.assignmentId);
  const rubric = (await loadRubrics(tx)).find(one => one.version === round.rubricVersion);
  if (!position || !assignment || !rubric) return null;
  const party = partyOf(followUp, viewer);
  const unlocked = isUnlocked(routine, today);
  const handedIn = (await loadHandedIn(tx, [id])).get(id) ?? { rektor: false, innehavare: false };
  const organisation = await loadOrganisation(tx, round.openedOn);
  const now = await loadOrganisation(tx, today);
  /** The unit as it was when the round opened; one that is younger than the round as it is. */
  const unitOf = (unitId: string) => organisation.find(unitId) ?? now.find(unitId);
  const hasLeft = !now.heirsOf(followUp.unitId).some(({ id }) => id === unitIdOn(position, today));
  const asked = askedOf(round.criteria, unlocked);
  const opened = isOpen(followUp.stage);
  const open = opened ? ((await loadOpenRatings(tx, [id])).get(id) ?? null) : null;
  return {
    ...{ followUp, round, routine, position, assignment, party, unlocked, handedIn, organisation, asked },
    criteria: criteriaOf(routine, rubric)
      .filter(one => round.criteria.includes(one.code))
      .sort((a, b) => byCode(a.code, b.code)),
    need: register.needs.find(one => one.id === assignment.needId) ?? null,
    structures: await readKnownStructures(tx, followUp.unitId, today),
    unit: unitOf(followUp.unitId),
    begunAt: followUp.begunAtUnitId === null ? null : unitOf(followUp.begunAtUnitId),
    movedOut: isMovedOut(followUp, routine, now),
    people: new Map((await loadPeople(tx)).map(person => [person.id, person])),
    subject: subjectOf(assignment),
    own: party === null ? null : await findOwnRating(tx, id, party),
    open,
    agreed: opened ? ((await loadAgreed(tx, [id])).get(id) ?? null) : null,
    evidence: await evidenceFor(tx, followUp, { party, open, hasLeft }),
    steps: await loadSteps(tx, id),
    finalisings: await loadFinalisings(tx, id),
    earlier: await earlierOf(tx, followUp, round, viewer, today),
  };
};

/** One assignment of a year, with its follow-up in each round. */
export type AssignmentLine = {
  readonly positionId: string;
  readonly externalId: string;
  readonly subject: string;
  readonly unit: UnitOn | null;
  readonly byRound: ReadonlyMap<string, FollowUp>;
};

/** An academic year of follow-up: its rounds, how far each area has come, and the assignments. */
export type YearView = {
  readonly yearStart: number;
  readonly years: readonly AcademicYear[];
  readonly knownYears: readonly number[];
  readonly rounds: readonly Round[];
  readonly routines: readonly Routine[];
  readonly board: readonly CoverageLine[];
  /** Areas with no unit that a routine of the year is for: nobody is followed up there. */
  readonly withoutRoutine: readonly UnitOn[];
  readonly followUps: readonly FollowUp[];
  /** Those of them that have moved out of what their routine is for: see `coverage.ts`. */
  readonly movedOut: ReadonlySet<string>;
  readonly lines: readonly AssignmentLine[];
  readonly organisation: OrganisationOn;
  /** What has been agreed in the whole authority, counted by criterion; null for one that may not be shown. */
  readonly judged: ReadonlyMap<string, Counts<Judgement> | null>;
  /** The same of the academic year before. */
  readonly judgedBefore: ReadonlyMap<string, Counts<Judgement> | null>;
  readonly equality: readonly RoundEquality[];
  readonly criteria: readonly Criterion[];
  /** How long the ratings of the year took, seconds, shortest first. */
  readonly seconds: readonly number[];
  /** The number of the latest event: which state of the data this is. */
  readonly event: number;
};

/** The areas that no decided routine of a year is for. */
const withoutRoutine = (
  routines: readonly Routine[],
  organisation: OrganisationOn,
  year: AcademicYear,
): UnitOn[] => {
  const decided = routines.filter(one => one.state === 'beslutad' && overlaps(one, year));
  const areas = new Map<string, UnitOn>();
  const covered = new Set<string>();
  for (const unit of organisation.teachingUnits()) {
    const area = areaOf(unit.id, organisation);
    if (!area) continue;
    areas.set(area.id, area);
    if (decided.some(routine => isFor(routine, unit, organisation))) covered.add(area.id);
  }
  return [...areas.values()].filter(({ id }) => !covered.has(id));
};

export const readYear = async (tx: Scoped, yearStart: number, today: IsoDate): Promise<YearView> => {
  const all = await loadRounds(tx);
  const rounds = all.filter(round => round.yearStart === yearStart);
  const both = all.filter(round => round.yearStart === yearStart || round.yearStart === yearStart - 1);
  const found = await readAgreed(tx, both, today);
  const { agreed } = found;
  const own = new Set(rounds.map(round => round.id));
  const roundById = new Map(rounds.map(round => [round.id, round]));
  const dueOf = ({ roundId }: FollowUp): IsoDate => roundById.get(roundId)?.dueOn ?? '';
  const followUps = found.followUps
    .filter(one => own.has(one.roundId))
    .sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : Number(dueOf(a) > dueOf(b))));
  const register = await loadRegister(tx);
  const positions = new Map(register.positions.map(one => [one.id, one]));
  const assignments = new Map(register.assignments.map(one => [one.id, one]));
  const organisation = await loadOrganisation(tx, today);
  const order = organisation.all().map(unit => unit.id);
  const rank = (unitId: string | undefined) => (unitId === undefined ? order.length : order.indexOf(unitId));
  const before = await organisationsAt(tx, rounds);
  /** The unit as it is, or as it was when it was followed up, where it is no more. */
  const unitOf = (followUp: FollowUp | undefined): UnitOn | null =>
    organisation.find(followUp?.unitId ?? '') ??
    before.get(roundById.get(followUp?.roundId ?? '')?.openedOn ?? '')?.find(followUp?.unitId ?? '') ??
    null;
  const lines = [...Map.groupBy(followUps, one => one.positionId)].map(
    ([positionId, own]): AssignmentLine => {
      const latest = own.at(-1);
      return {
        positionId,
        externalId: positions.get(positionId)?.externalId ?? '',
        subject: subjectOf(assignments.get(latest?.assignmentId ?? '') ?? null),
        unit: unitOf(latest),
        byRound: new Map(own.map(one => [one.roundId, one])),
      };
    },
  );
  const routines = await loadRoutines(tx);
  const years = await loadAcademicYears(tx);
  const said = await readSaidIn(tx, both, found, today);
  const wholeOf = (year: number) =>
    new Map(
      [...shownByCriterion(said.get(year)?.judged ?? [])].map(([code, shown]) => [
        code,
        shown.of({ placeId: null, scope: null }),
      ]),
    );
  const unitIdsIn = (round: Round): readonly string[] => {
    const routine = routineOf(round, routines);
    const then = before.get(round.openedOn);
    return routine && then ? unitsOf(routine, then).map(unit => unit.id) : [];
  };
  const movedOut = new Set(
    followUps
      .filter(one => {
        const round = roundById.get(one.roundId);
        return round && isMovedOut(one, routineOf(round, routines), organisation);
      })
      .map(one => one.id),
  );
  const board = coverageBoard(
    rounds,
    followUps,
    {
      countedAt: (unitId, { openedOn }) =>
        countedAt(unitId, before.get(openedOn) ?? organisation, organisation),
      hasMovedOut: ({ id }) => movedOut.has(id),
      unitIdsIn,
    },
    today,
  );
  return {
    ...{ yearStart, rounds, routines, followUps, movedOut, organisation },
    years,
    knownYears: [...new Set(all.map(round => round.yearStart))].sort(),
    board: board.sort((a, b) => rank(a.area.id) - rank(b.area.id)),
    withoutRoutine: withoutRoutine(routines, organisation, academicYearOf(`${yearStart}-10-01`, years)),
    lines: lines.sort(
      (a, b) => rank(a.unit?.id) - rank(b.unit?.id) || (a.externalId < b.externalId ? -1 : 1),
    ),
    judged: wholeOf(yearStart),
    judgedBefore: wholeOf(yearStart - 1),
    equality: equalityOf(
      rounds,
      followUps.flatMap(({ id, roundId }) => {
        const content = agreed.get(id)?.content;
        return content ? [{ roundId, content }] : [];
      }),
    ),
    criteria: everyCriterion(routines, (await loadRubrics(tx)).at(-1)),
    seconds: await loadSeconds(
      tx,
      rounds.map(round => round.id),
    ),
    event: await latestEvent(tx),
  };
};
