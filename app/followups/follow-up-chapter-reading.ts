import type { Scoped } from '#app/database/index.ts';
import type { FigureName } from '#app/documents/index.ts';
import { loadAcademicYears } from '#app/organisation/index.ts';
import { academicYearLabel, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { DataCut, Figure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import {
  COUNT,
  type CountState,
  countedIn,
  countFigure,
  countSource,
  FRESHNESS,
  freshnessFigure,
  freshnessSource,
  JUDGEMENTS,
  judgementsFigure,
  judgementsSource,
  readCounted,
  readFreshnessAsked,
  TIME,
  timeFigure,
  timeSource,
} from './figures.ts';
import type { FollowUp, Round } from './follow-up.ts';
import {
  type ChapterParts,
  chapterFigureNames,
  type FollowUpChapter,
  followUpChapter,
} from './follow-up-chapter.ts';
import { type Freshness, freshnesses } from './freshness.ts';
import { readFinalisedDays, readFreshness } from './freshness-reading.ts';
import { shownByCriterion, shownGroups } from './profile-protection.ts';
import { readSaid, type YearSaid } from './profile-reading.ts';
import { readNames } from './question-texts.ts';
import { readYear, type YearView } from './reading.ts';
import { routineOf } from './routine.ts';
import { loadRounds } from './routine-store.ts';
import { byCode, type Criterion, type Judgement, judgements } from './rubric/rubric.ts';
import { sv } from './sv.ts';
import { type TimeAgainstPlan, timesAgainstPlan } from './time-against-plan.ts';

/** A chapter about the follow-up for a document, with the rows behind each of its figures. */
export type FollowUpTelling = {
  /** None where no round has been opened, or where what stands now is later than the day asked about. */
  readonly chapters: readonly FollowUpChapter[];
  /** Null for a figure of another room. */
  readonly sourceOf: (figure: Figure) => FigureSource | null;
  readonly figureNames: (figures: readonly Figure[]) => Readonly<Record<string, FigureName>>;
};

const nothing: FollowUpTelling = { chapters: [], sourceOf: () => null, figureNames: () => ({}) };
const whole = { placeId: null, scope: null };

const recordOf = <Key extends string | number, Value>(keys: readonly Key[], make: (key: Key) => Value) =>
  Object.fromEntries(keys.map(key => [key, make(key)])) as Record<Key, Value>;

type SaidByYear = ReadonlyMap<number, YearSaid>;

/** The criteria as they were judged in the latest year when they may be shown, and those that may be shown in none. */
const criteriaParts = (
  said: SaidByYear,
  criteria: readonly Criterion[],
  cut: DataCut,
): Pick<ChapterParts, 'criteria' | 'hidden'> => {
  const byYear = [...said].map(([year, { judged }]) => ({ year, shown: shownByCriterion(judged) }));
  const codes = [...new Set(byYear.flatMap(({ shown }) => [...shown.keys()]))].sort(byCode);
  const told = codes.flatMap(code => {
    const found = byYear
      .map(({ year, shown }) => ({ code, year, counts: shown.get(code)?.of(whole) ?? null }))
      .find(({ counts }) => counts !== null);
    return found ? [found] : [];
  });
  return {
    criteria: told.map(({ code, year, counts }) => ({
      name: `${code} ${criteria.find(one => one.code === code)?.name ?? ''}`.trim(),
      year: academicYearLabel(year),
      counts: recordOf<Judgement, Figure>(judgements, judgement =>
        judgementsFigure({ yearStart: year, code, judgement, round: null, ...whole }, counts, cut),
      ),
    })),
    hidden: codes.filter(code => !told.some(one => one.code === code)),
  };
};

/** The time of the latest year when it may be shown. */
const timeParts = (said: SaidByYear, cut: DataCut): ChapterParts['time'] => {
  for (const [yearStart, { times }] of said) {
    const shown = shownGroups(times, one => one.time).of(whole);
    if (shown)
      return {
        year: academicYearLabel(yearStart),
        counts: recordOf<TimeAgainstPlan, Figure>(timesAgainstPlan, time =>
          timeFigure({ yearStart, placeId: null, time }, shown, cut),
        ),
      };
  }
  return null;
};

const isCounted =
  ({ movedOut }: YearView) =>
  ({ id }: FollowUp): boolean =>
    !movedOut.has(id);

/** The rounds of the year, and the routines they follow by title. */
const roundParts = (view: YearView, cut: DataCut): Pick<ChapterParts, 'rounds' | 'routines'> => {
  const { rounds, routines } = view;
  const titleOf = (round: Round) => routineOf(round, routines)?.title ?? '';
  const titles = [...new Set(rounds.map(titleOf))];
  const countOf = (roundId: string, state: CountState) => {
    const counted = { roundId, unitId: null, state };
    return countFigure(counted, countedIn(view.followUps, counted, isCounted(view)).length, cut);
  };
  return {
    routines: titles,
    rounds: rounds.map(round => {
      const name = sv.routine.round(round.number).toLocaleLowerCase('sv');
      return {
        name: titles.length > 1 ? sv.chapter.roundOf(name, titleOf(round)) : name,
        done: countOf(round.id, 'klar'),
        due: countOf(round.id, 'ska bli klar'),
      };
    }),
  };
};

/**
 * Reads the chapter for a day. A follow-up keeps no day by day account of where it stood, so a day since when something has changed
 * has none, and a day to come has none yet.
 */
export const readFollowUpTelling = async (
  tx: Scoped,
  on: IsoDate,
  today: IsoDate,
): Promise<FollowUpTelling> => {
  if (on > today) return nothing;
  const rounds = await loadRounds(tx);
  const finalised = await readFinalisedDays(tx);
  const changedOn = [...rounds.map(round => round.openedOn), ...finalised.map(one => one.on)];
  const thisYear = academicYearOf(on, await loadAcademicYears(tx)).startYear;
  const yearStart = Math.max(...rounds.map(round => round.yearStart).filter(year => year <= thisYear));
  if (!Number.isFinite(yearStart) || changedOn.some(day => day > on)) return nothing;
  const view = await readYear(tx, yearStart, on);
  const assignments = (await readFreshness(tx, on)).flatMap(area => area.assignments);
  const said = await readSaid(tx, [yearStart, yearStart - 1], on);
  const names = await readNames(tx);
  const cut = { on, event: view.event };
  const parts: ChapterParts = {
    ...{ on, year: academicYearLabel(yearStart) },
    ...roundParts(view, cut),
    freshness: recordOf<Freshness, Figure>(freshnesses, freshness =>
      freshnessFigure({ unitId: null, freshness }, assignments, cut),
    ),
    ...criteriaParts(said, view.criteria, cut),
    time: timeParts(said, cut),
  };
  const sourceOf = (figure: Figure): FigureSource | null => {
    const counted = figure.question === COUNT ? readCounted(figure.parameters) : null;
    const round = view.rounds.find(one => one.id === counted?.roundId);
    if (counted && round)
      return countSource(countedIn(view.followUps, counted, isCounted(view)), { ...names, round });
    const fresh = figure.question === FRESHNESS ? readFreshnessAsked(figure.parameters) : null;
    if (fresh) return freshnessSource(fresh, assignments, names);
    if (figure.question === JUDGEMENTS) return judgementsSource(figure);
    return figure.question === TIME ? timeSource(figure) : null;
  };
  return {
    chapters: [followUpChapter(parts)],
    sourceOf,
    figureNames: figures => chapterFigureNames(parts, figures),
  };
};
