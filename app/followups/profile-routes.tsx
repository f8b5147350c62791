import { loadAcademicYears } from '#app/organisation/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import { isId } from '#app/shared/id.ts';
import { askedFormat, tableFileTypes, type WriteTable } from '#app/shared/table.ts';
import { type Crumb, get, type Route, type Visit } from '#app/web/index.ts';
import { judgementsFigure, timeFigure } from './figures.ts';
import type { TimeFigures } from './pages/conditions.tsx';
import { yearPath } from './pages/follow-up-facts.tsx';
import { ProfilePage, profileFile, profilePath, profileTitle } from './pages/profile.tsx';
import type { JudgementFigures } from './pages/profile-table.tsx';
import { type ProfileView, readProfile, type ToldResults } from './profile-reading.ts';
import { lastDayOf, yearIn } from './round-routes.tsx';
import { home } from './routine-routes.tsx';

/** The way from the year through the authority and the area to the place. */
const crumbsOf = ({ yearStart, place, area, authorityName }: ProfileView): Crumb[] => {
  const above = [
    ...(place === null ? [] : [{ text: authorityName, href: profilePath(yearStart, null) }]),
    ...(area === null ? [] : [{ text: area.name, href: profilePath(yearStart, area.id) }]),
  ];
  return [
    home,
    { text: academicYearLabel(yearStart), href: yearPath({ yearStart }) },
    ...above,
    { text: place?.name ?? authorityName },
  ];
};

/** The judgements of a year, of the authority or a part of it. The ports are those of the room: see `routes.tsx`. */
export const profileRoutes = ({
  writeTable,
  toldResults,
}: {
  readonly writeTable: WriteTable;
  readonly toldResults: ToldResults;
}): Route[] => [
  get('/uppfoljning/:lasar/profil', 'seeJudgements', async (visit: Visit): Promise<Response> => {
    const yearStart = await yearIn(visit);
    const asked = visit.query.get('enhet') || null;
    if (yearStart === null || (asked !== null && !isId(asked))) return visit.notFound();
    const { view, told } = await visit.transact(async tx => {
      const found = await readProfile(tx, yearStart, asked, visit.today);
      const on = lastDayOf(yearStart, await loadAcademicYears(tx), visit.today);
      const told = found
        ? await toldResults(tx, { unitId: found.place?.id ?? null, schoolForms: found.schoolForms }, on)
        : [];
      return { view: found, told };
    });
    if (!view) return visit.notFound();
    const placeId = view.place?.id ?? null;
    const cut = { on: visit.today, event: view.event };
    const figures: JudgementFigures = ({ code, yearStart: of, round: told, scope }, judgement) => {
      // The latest round of a year is the number that the year is told by everywhere.
      const round = told === null || told.isLatest ? null : told.number;
      const groups =
        round === null
          ? view.shown.get(of)?.get(code)
          : view.judgedIn.find(one => one.code === code && one.yearStart === of && one.round === round)
              ?.shown;
      const shown = groups?.of({ placeId, scope }) ?? null;
      return judgementsFigure({ yearStart: of, code, judgement, round, placeId, scope }, shown, cut);
    };
    const time: TimeFigures = of => timeFigure({ yearStart, placeId, time: of }, view.time, cut);
    const title = profileTitle(view);
    const format = askedFormat(visit.query);
    if (format)
      return visit.file(
        await writeTable(profileFile(view, figures, visit.today), format),
        `${title.replace('/', '-')}.${format}`,
        tableFileTypes[format],
      );
    return visit.page({
      title,
      crumbs: crumbsOf(view),
      body: (
        <ProfilePage
          {...{ view, figures, time, told }}
          today={visit.today}
          path={visit.path}
          query={visit.query}
        />
      ),
    });
  }),
];
