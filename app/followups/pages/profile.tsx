import { figureCell } from '#app/documents/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { OutTable } from '#app/shared/table.ts';
import { Downloads, Table, Tabs } from '#app/web/index.ts';
import type { ProfileGroup } from '../profile.ts';
import type { ProfileView, ToldResult } from '../profile-reading.ts';
import { type RatingScope, ratingScopes } from '../rating.ts';
import { byCode, isCondition, judgements, judgementText } from '../rubric/rubric.ts';
import { Conditions, type TimeFigures } from './conditions.tsx';
import { yearPath } from './follow-up-facts.tsx';
import { ProfilePicture } from './profile-picture.tsx';
import { criterionName, type JudgementFigures, type ProfileRow, ProfileTable } from './profile-table.tsx';
import { sv } from './sv.ts';

const text = sv.profile;

export const profilePath = (yearStart: number, placeId: string | null): string =>
  `${yearPath({ yearStart })}/profil${placeId === null ? '' : `?enhet=${placeId}`}`;

const groupOf = ({ place }: ProfileView, scope: RatingScope | null): ProfileGroup => ({
  placeId: place?.id ?? null,
  scope,
});

const isShown = (view: ProfileView, yearStart: number, code: string, group: ProfileGroup): boolean =>
  (view.shown.get(yearStart)?.get(code)?.of(group) ?? null) !== null;

const codesOf = (view: ProfileView): string[] => [...(view.codes.get(view.yearStart) ?? [])].sort(byCode);

/** Each criterion that may be shown, round by round from the first to the latest. */
const rowsByRound = (view: ProfileView): ProfileRow[] => {
  const group = groupOf(view, null);
  const byCriterion = Map.groupBy(
    view.judgedIn.filter(({ shown }) => shown.of(group) !== null),
    ({ code }) => code,
  );
  return [...byCriterion.keys()].sort(byCode).flatMap(code =>
    (byCriterion.get(code) ?? []).map(({ yearStart, round, isLatest }, at) => ({
      ...{ code, yearStart, scope: null, isFirst: at === 0 },
      round: { number: round, isLatest },
    })),
  );
};

/** Each criterion of the year by scope, side by side, where both may be shown: one alone says no more than the whole. */
const rowsByScope = (view: ProfileView): ProfileRow[] =>
  codesOf(view)
    .filter(code => ratingScopes.every(scope => isShown(view, view.yearStart, code, groupOf(view, scope))))
    .flatMap(code =>
      ratingScopes.map((scope, at) => ({
        ...{ code, yearStart: view.yearStart, round: null, scope, isFirst: at === 0 },
      })),
    );

const placeName = ({ place, authorityName }: ProfileView): string => place?.name ?? authorityName;

export const profileTitle = (view: ProfileView): string =>
  text.title(placeName(view), academicYearLabel(view.yearStart));

const shownCount = (view: ProfileView, placeId: string | null): number =>
  [...(view.shown.get(view.yearStart)?.values() ?? [])].filter(
    shown => shown.of({ placeId, scope: null }) !== null,
  ).length;

/** What is shown of how much, and why the rest is not: never which reason is whose, or the hidden could be told apart. */
const WhatIsHidden = ({ view }: { view: ProfileView }) => {
  const codes = codesOf(view);
  const hidden = codes.filter(code => !isShown(view, view.yearStart, code, groupOf(view, null)));
  if (codes.length === 0) return <p class="empty">{text.empty}</p>;
  return (
    <p>
      {text.shown(codes.length - hidden.length, codes.length)}
      {hidden.length > 0 && ` ${text.hidden(hidden.length < codes.length ? hidden : null)}`}
    </p>
  );
};

const Below = ({ view }: { view: ProfileView }) => (
  <>
    <h2 id="under">{view.place === null ? text.areas : text.units}</h2>
    <Table
      caption={view.place === null ? text.areas : text.units}
      hideCaption
      stacks
      rows={view.below}
      columns={[
        {
          key: 'place',
          text: sv.year.area,
          cell: place => <a href={profilePath(view.yearStart, place.id)}>{place.name}</a>,
        },
        {
          key: 'shown',
          text: text.shownHead,
          cell: place => {
            const count = shownCount(view, place.id);
            return count === 0 ? text.none : text.criteria(count);
          },
        },
      ]}
    />
  </>
);

/** The judgements of a place, criterion by criterion: over the years, and for subjects beside the whole school. */
export const ProfilePage = ({
  view,
  figures,
  time,
  told,
  today,
  path,
  query,
}: {
  view: ProfileView;
  figures: JudgementFigures;
  time: TimeFigures;
  told: readonly ToldResult[];
  today: IsoDate;
  path: string;
  query: URLSearchParams;
}) => {
  const rows = rowsByRound(view);
  const byYear = rows.filter(one => !isCondition(one.code));
  const conditions = rows.filter(one => isCondition(one.code));
  const hasJudged = codesOf(view).length > 0;
  const byScope = rowsByScope(view);
  const placeId = view.place?.id ?? null;
  return (
    <>
      <h1>{profileTitle(view)}</h1>
      <p>{text.intro}</p>
      {view.knownYears.length > 1 && (
        <Tabs
          label={sv.year.years}
          path={path}
          items={view.knownYears.map(yearStart => ({
            href: profilePath(yearStart, placeId),
            text: academicYearLabel(yearStart),
            isCurrent: yearStart === view.yearStart,
          }))}
        />
      )}
      <WhatIsHidden view={view} />
      <p class="help">{text.told}</p>
      {byYear.length > 0 && (
        <>
          <h2 id="bedomningar">{text.byYear}</h2>
          {byYear.some(one => !one.isFirst) && <p>{text.trend}</p>}
          <p>{text.picture.intro}</p>
          <ProfilePicture rows={byYear} criteria={view.criteria} figures={figures} on={today} />
          <ProfileTable
            caption={text.byYear}
            yearStart={view.yearStart}
            rows={byYear}
            criteria={view.criteria}
            figures={figures}
          />
        </>
      )}
      {byYear.length > 0 && (
        <>
          <h2 id="omfattning">{text.byScope}</h2>
          <p>{byScope.length > 0 ? text.byScopeIntro : text.byScopeNone}</p>
          {byScope.length > 0 && (
            <ProfileTable
              caption={text.byScope}
              yearStart={view.yearStart}
              rows={byScope}
              criteria={view.criteria}
              figures={figures}
            />
          )}
        </>
      )}
      {hasJudged && <Conditions {...{ view, figures, time, told }} rows={conditions} />}
      {view.below.length > 0 && <Below view={view} />}
      {rows.length > 0 && <Downloads path={path} query={query} />}
    </>
  );
};

/** The same rows as a table that leaves the program. */
export const profileFile = (view: ProfileView, figures: JudgementFigures, on: string): OutTable => ({
  title: profileTitle(view),
  columns: [
    sv.rubric.criterion,
    text.yearHead,
    text.roundHead,
    text.scopeHead,
    ...judgements.map(judgementText),
  ],
  rows: [...rowsByRound(view), ...rowsByScope(view)].map(row => [
    criterionName(view.criteria, row.code),
    academicYearLabel(row.yearStart),
    row.round === null ? null : row.round.number,
    row.scope === null ? text.all : text.scopes[row.scope],
    ...judgements.map(judgement => figureCell(figures(row, judgement))),
  ]),
  notes: [text.told, text.why, sv.year.file.cut(on, view.event)],
});
