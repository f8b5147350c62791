import { latestEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation, loadUnits } from '#app/organisation/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import { earliest, type IsoDate } from '#app/shared/date.ts';
import { type DataCut, type Figure, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import type { Action } from '#app/shared/permission.ts';
import { countedAt, isMovedOut } from './coverage.ts';
import {
  COUNT,
  type Counted,
  countedIn,
  countFigure,
  countSource,
  FRESHNESS,
  type FreshnessAsked,
  freshnessFigure,
  freshnessSource,
  JUDGEMENTS,
  judgementsFigure,
  judgementsSource,
  MINUTES,
  minutesFigure,
  minutesSource,
  readCounted,
  readFreshnessAsked,
  readJudgementsAsked,
  readTimeAsked,
  TIME,
  timeFigure,
  timeSource,
} from './figures.ts';
import type { FollowUp, Round } from './follow-up.ts';
import { loadFollowUps, loadSeconds } from './follow-up-store.ts';
import type { AssignmentFreshness } from './freshness.ts';
import { readFreshness } from './freshness-reading.ts';
import { shownGroups } from './profile-protection.ts';
import { readSaid } from './profile-reading.ts';
import { routineOf } from './routine.ts';
import { findRound, loadRounds, loadRoutines } from './routine-store.ts';
import { sv } from './sv.ts';

/** A number that readers can ask for, in the form that the page of a figure takes. */
export type FollowUpQuestion = {
  readonly key: string;
  readonly title: string;
  readonly how: string;
  /** What it takes to be told the number, where not everybody inside is. */
  readonly action?: Action;
  readonly words: (parameter: string, value: string) => string;
  readonly ask: (tx: Scoped, asked: Pick<Figure, 'parameters' | 'cut'>, today: IsoDate) => Promise<Figure>;
  readonly source: (tx: Scoped, figure: Figure) => Promise<FigureSource>;
};

/** The follow-ups that a count is of, as they stand on a day: counted where the coverage board counts them, and in all that area is part of. */
const readCountedIn = async (
  tx: Scoped,
  counted: Counted,
  on: IsoDate,
): Promise<{ round: Round; followUps: FollowUp[] } | null> => {
  const round = await findRound(tx, counted.roundId);
  if (!round) return null;
  const then = await loadOrganisation(tx, round.openedOn);
  const now = await loadOrganisation(tx, on);
  const routine = routineOf(round, await loadRoutines(tx));
  const { unitId } = counted;
  const within = (one: FollowUp) =>
    !isMovedOut(one, routine, now) &&
    (unitId === null ||
      (then.find(one.unitId) ? then : now).isWithin(one.unitId, unitId) ||
      countedAt(one.unitId, then, now)?.area.id === unitId);
  return { round, followUps: countedIn(await loadFollowUps(tx, [round.id], on), counted, within) };
};

const noRows: FigureSource = { columns: [], rows: [], rule: { kind: 'withheld' } };

const readTimes = async (tx: Scoped, parameters: Readonly<Record<string, string>>) => {
  const yearStart = Number(parameters.year);
  const rounds = (await loadRounds(tx)).filter(round => round.yearStart === yearStart);
  return {
    yearStart,
    seconds: await loadSeconds(
      tx,
      rounds.map(round => round.id),
    ),
  };
};

/** What is told on a day to come is not told yet: nobody may ask for it by writing that day in the address. */
const toldOn = ({ on }: DataCut, today: IsoDate): IsoDate => earliest(on, today);

const readJudgements: FollowUpQuestion['ask'] = async (tx, { parameters, cut }, today) => {
  const asked = readJudgementsAsked(parameters);
  const said = (await readSaid(tx, [asked.yearStart], toldOn(cut, today))).get(asked.yearStart);
  const rounds = said?.rounds.get(asked.code) ?? [];
  const own = asked.round === null ? rounds.at(-1) : rounds.find(({ round }) => round === asked.round);
  const shown = shownGroups(own?.said ?? [], one => one.judgement).of(asked);
  return judgementsFigure(asked, shown, { on: cut.on, event: await latestEvent(tx) });
};

const readTime: FollowUpQuestion['ask'] = async (tx, { parameters, cut }, today) => {
  const asked = readTimeAsked(parameters);
  const now = { on: cut.on, event: await latestEvent(tx) };
  if (!asked)
    return makeFigure({
      ...{ question: TIME, parameters, value: null, unit: 'antal', cut: now },
      missing: sv.figures.unknown,
    });
  const times = (await readSaid(tx, [asked.yearStart], toldOn(cut, today))).get(asked.yearStart)?.times ?? [];
  const shown = shownGroups(times, one => one.time).of({ placeId: asked.placeId, scope: null });
  return timeFigure(asked, shown, now);
};

/** How fresh the assignments of the part asked about are. */
const readFreshnessOf = async (
  tx: Scoped,
  { unitId }: FreshnessAsked,
  on: IsoDate,
): Promise<AssignmentFreshness[]> => {
  const organisation = await loadOrganisation(tx, on);
  return (await readFreshness(tx, on))
    .flatMap(({ assignments }) => assignments)
    .filter(one => unitId === null || organisation.isWithin(one.unitId, unitId));
};

/** What the rows behind a number are called. */
export const readNames = async (tx: Scoped) => {
  const { positions } = await loadRegister(tx);
  const units = await loadUnits(tx);
  return {
    position: (id: string) => positions.find(one => one.id === id)?.externalId ?? '',
    unit: (id: string) => units.find(one => one.id === id)?.versions.at(-1)?.name ?? '',
  };
};

/** The numbers of this room, for the page that explains a figure. */
export const followUpQuestions: readonly FollowUpQuestion[] = [
  {
    key: COUNT,
    ...sv.figures.count,
    // A round has no name of its own to a reader: its follow-ups tell which it is.
    words: (parameter, value) => (parameter === 'round' ? '' : value),
    ask: async (tx, { parameters, cut }) => {
      const counted = readCounted(parameters);
      const found = counted && (await readCountedIn(tx, counted, cut.on));
      const now = { on: cut.on, event: await latestEvent(tx) };
      return counted && found
        ? countFigure(counted, found.followUps.length, now)
        : {
            ...countFigure({ roundId: '', unitId: null, state: 'klar' }, null, now),
            missing: sv.figures.noRound,
          };
    },
    source: async (tx, { parameters, cut }) => {
      const counted = readCounted(parameters);
      const found = counted && (await readCountedIn(tx, counted, cut.on));
      if (!found) return noRows;
      return countSource(found.followUps, { round: found.round, ...(await readNames(tx)) });
    },
  },
  {
    key: FRESHNESS,
    ...sv.figures.freshness,
    words: (_, value) => value,
    ask: async (tx, { parameters, cut }) => {
      const asked = readFreshnessAsked(parameters);
      const now = { on: cut.on, event: await latestEvent(tx) };
      return asked
        ? freshnessFigure(asked, await readFreshnessOf(tx, asked, cut.on), now)
        : makeFigure({
            ...{ question: FRESHNESS, parameters, value: null, unit: 'antal', cut: now },
            missing: sv.figures.unknown,
          });
    },
    source: async (tx, { parameters, cut }) => {
      const asked = readFreshnessAsked(parameters);
      return asked
        ? freshnessSource(asked, await readFreshnessOf(tx, asked, cut.on), await readNames(tx))
        : noRows;
    },
  },
  {
    key: JUDGEMENTS,
    ...sv.figures.judgements,
    action: 'seeJudgements',
    words: (_, value) => value,
    ask: readJudgements,
    source: async (_, figure) => judgementsSource(figure),
  },
  {
    key: TIME,
    ...sv.figures.time,
    action: 'seeJudgements',
    words: (_, value) => value,
    ask: readTime,
    source: async (_, figure) => timeSource(figure),
  },
  {
    key: MINUTES,
    ...sv.figures.minutes,
    words: (_, value) => value,
    ask: async (tx, { parameters, cut }) => {
      const now = { on: cut.on, event: await latestEvent(tx) };
      const { yearStart, seconds } = await readTimes(tx, parameters);
      return minutesFigure(yearStart, seconds, now);
    },
    source: async (tx, { parameters }) => minutesSource((await readTimes(tx, parameters)).seconds),
  },
];
