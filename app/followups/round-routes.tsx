import { loadAcademicYears } from '#app/organisation/index.ts';
import {
  type AcademicYear,
  academicYearLabel,
  academicYearOf,
  parseAcademicYear,
} from '#app/shared/academic-year.ts';
import { earliest, type IsoDate } from '#app/shared/date.ts';
import { overlaps } from '#app/shared/period.ts';
import type { Place } from '#app/shared/permission.ts';
import { askedFormat, tableFileTypes, type WriteTable } from '#app/shared/table.ts';
import { get, type Html, post, type Route, type Visit } from '#app/web/index.ts';
import { countFigure, freshnessFigure, judgementsFigure, minutesFigure } from './figures.ts';
import type { FollowUp } from './follow-up.ts';
import { loadFollowUpsOf } from './follow-up-store.ts';
import { readFreshness } from './freshness-reading.ts';
import { yearPath } from './pages/follow-up-facts.tsx';
import type { FreshnessFigures } from './pages/freshness.tsx';
import { sv } from './pages/sv.ts';
import { type CellFigures, type Openable, YearPage } from './pages/year.tsx';
import { yearFile } from './pages/year-file.ts';
import { readYear, type YearView } from './reading.ts';
import { openRound, withdrawRound } from './round-actions.ts';
import { home } from './routine-routes.tsx';
import { loadRoutines } from './routine-store.ts';
import { holdsPosition } from './without-follow-up-reading.ts';

/** The academic year in the address, or the one that today belongs to. */
export const yearIn = async (visit: Visit): Promise<number | null> => {
  const written = visit.parameters.lasar;
  if (written !== undefined) return parseAcademicYear(written);
  const years = await visit.transact(loadAcademicYears);
  return academicYearOf(visit.today, years).startYear;
};

/** The rounds that the viewer may open, or take new assignments into, in the year shown. */
const openableIn = (view: YearView, visit: Visit, today: IsoDate): Openable[] => {
  const year = academicYearOf(`${view.yearStart}-10-01`, view.years);
  const isNow = year.startsOn <= today && today <= year.endsOn;
  if (!isNow) return [];
  return [...Map.groupBy(view.routines, one => one.routineId).values()].flatMap(versions => {
    const routine = versions
      .filter(one => one.state === 'beslutad' && overlaps(one, year) && one.startsOn <= today)
      .at(-1);
    if (!routine || !visit.viewer.may('openRound', { unitId: routine.scope.unitId }).allowed) return [];
    return routine.rounds.map(({ number }) => {
      const round = view.rounds.find(one => one.routineId === routine.routineId && one.number === number);
      const own = view.followUps.filter(one => one.roundId === round?.id);
      // Whether anybody has begun to write is not told by the page: it is asked when somebody tries.
      const isUntouched = round !== undefined && own.every(one => one.stage === 'pågår');
      return { routine, number, isOpen: round !== undefined, withdrawing: isUntouched ? own.length : null };
    });
  });
};

const cellFigures =
  (view: YearView, today: IsoDate): CellFigures =>
  (line, round) => {
    const covered = line.rounds.find(one => one.round.id === round.id)?.covered;
    const of = (state: 'klar' | 'ska bli klar', value: number) =>
      countFigure({ roundId: round.id, unitId: line.area.id, state }, value, {
        on: today,
        event: view.event,
      });
    return { done: of('klar', covered?.done ?? 0), due: of('ska bli klar', covered?.due ?? 0) };
  };

const placeOfOpening = async (visit: Visit): Promise<Place | null> => {
  const routines = await visit.transact(loadRoutines);
  const routine = routines.find(one => one.routineId === visit.form.text('routine'));
  return routine ? { unitId: routine.scope.unitId } : null;
};

/** The day that a year is told for: today, or the last day of a year that is over. */
export const lastDayOf = (yearStart: number, years: readonly AcademicYear[], today: IsoDate): IsoDate =>
  earliest(today, academicYearOf(`${yearStart}-10-01`, years).endsOn);

/** The routes of the rounds of an academic year. `writeTable` writes the board as a file. */
export const roundRoutes = ({ writeTable }: { readonly writeTable: WriteTable }): Route[] => {
  const showYear = async (visit: Visit): Promise<Response> => {
    const yearStart = await yearIn(visit);
    if (yearStart === null) return visit.notFound();
    const { viewer, today } = visit;
    const { view, fresh, freshOn, isHolder } = await visit.transact(async tx => {
      const found = await readYear(tx, yearStart, today);
      const day = lastDayOf(yearStart, found.years, today);
      return {
        ...{ view: found, freshOn: day },
        fresh: found.rounds.length === 0 ? [] : await readFreshness(tx, day),
        isHolder:
          viewer.personId !== null &&
          ((await loadFollowUpsOf(tx, { holderId: viewer.personId }, today)).length > 0 ||
            (await holdsPosition(tx, viewer.personId, today))),
      };
    });
    const cells = cellFigures(view, today);
    const freshness: FreshnessFigures = (line, asked) =>
      freshnessFigure({ unitId: line.area.id, freshness: asked }, line.assignments, {
        on: freshOn,
        event: view.event,
      });
    const title = sv.year.title(academicYearLabel(yearStart));
    const format = askedFormat(visit.query);
    if (format) {
      const file = yearFile(view, fresh, { cells, freshness }, { title, on: freshOn });
      return visit.file(
        await writeTable(file, format),
        `${title.replace('/', '-')}.${format}`,
        tableFileTypes[format],
      );
    }
    const byId = new Map(view.followUps.map(one => [one.id, one]));
    const mayOpen = (id: string): boolean => {
      const one = byId.get(id);
      return (
        one !== undefined &&
        viewer.may('seeFollowUp', { unitId: one.unitId, personIds: [one.holderId], state: one.stage }).allowed
      );
    };
    const maySee = ({ id, unitId }: FollowUp) =>
      mayOpen(id) || viewer.may('seeFollowUpStatus', { unitId }).allowed;
    const lines = view.lines.flatMap(line => {
      // Of a position that has moved each principal sees the rounds that are theirs.
      const byRound = new Map([...line.byRound].filter(([, one]) => maySee(one)));
      return byRound.size > 0 ? [{ ...line, byRound }] : [];
    });
    const approves = view.followUps.some(
      one => viewer.may('approveFollowUp', { unitId: one.unitId, state: 'klarmarkerad' }).allowed,
    );
    const body: Html = (
      <YearPage
        {...{ view, lines, mayOpen, isHolder, today, fresh, freshness, freshOn }}
        ownFirst={approves}
        maySeeJudgements={viewer.may('seeJudgements', { unitId: null }).allowed}
        openable={openableIn(view, visit, today)}
        figures={cells}
        judgements={({ code, yearStart: of }, judgement) =>
          judgementsFigure(
            { yearStart: of, code, judgement, round: null, placeId: null, scope: null },
            (of === yearStart ? view.judged : view.judgedBefore).get(code) ?? null,
            { on: today, event: view.event },
          )
        }
        minutes={minutesFigure(yearStart, view.seconds, { on: today, event: view.event })}
        path={visit.path}
        query={visit.query}
      />
    );
    return visit.page({ title, crumbs: [home, { text: academicYearLabel(yearStart) }], body });
  };

  return [
    get('/uppfoljning', 'seeRoutine', showYear),
    get('/uppfoljning/:lasar', 'seeRoutine', showYear),

    post(
      '/uppfoljning/:lasar/oppna',
      'openRound',
      async visit => {
        const yearStart = await yearIn(visit);
        if (yearStart === null) return visit.notFound();
        const opened = await visit.transact(tx =>
          openRound(tx, visit.today, {
            ...{ routineId: visit.form.text('routine'), yearStart },
            number: Number(visit.form.text('number')),
          }),
        );
        const said = opened.ok
          ? sv.year.opened(opened.value.followUps.length)
          : opened.problems.map(problem => problem.text).join(' ');
        return visit.redirect(yearPath({ yearStart }), said);
      },
      placeOfOpening,
    ),

    post(
      '/uppfoljning/:lasar/aterkalla',
      'openRound',
      async visit => {
        const yearStart = await yearIn(visit);
        if (yearStart === null) return visit.notFound();
        const withdrawn = await visit.transact(tx =>
          withdrawRound(tx, visit.today, {
            ...{ routineId: visit.form.text('routine'), yearStart },
            number: Number(visit.form.text('number')),
          }),
        );
        const said = withdrawn.ok
          ? sv.year.withdrawn(withdrawn.value.number)
          : withdrawn.problems.map(problem => problem.text).join(' ');
        return visit.redirect(yearPath({ yearStart }), said);
      },
      placeOfOpening,
    ),
  ];
};
