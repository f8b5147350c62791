import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import { formatDate, formatList, formatShortDate } from '#app/shared/swedish.ts';
import { ActionButton, ButtonLink, Downloads, State, Table, Tabs } from '#app/web/index.ts';
import { keepsToTime, MOST_MINUTES } from '../burden.ts';
import type { CoverageLine, CoverageState, Covered } from '../coverage.ts';
import type { RoundEquality } from '../equality.ts';
import type { Round } from '../follow-up.ts';
import type { AreaFreshness } from '../freshness.ts';
import type { AssignmentLine, YearView } from '../reading.ts';
import type { Routine } from '../routine.ts';
import { byCode } from '../rubric/rubric.ts';
import { MOST_FIELDS } from '../spread.ts';
import { FigureLink } from './figure-link.tsx';
import { StageState } from './follow-up.tsx';
import { yearPath } from './follow-up-facts.tsx';
import { type FreshnessFigures, FreshnessTable, LastFollowedUp } from './freshness.tsx';
import { profilePath } from './profile.tsx';
import { type JudgementFigures, type ProfileRow, ProfileTable } from './profile-table.tsx';
import { sv } from './sv.ts';

const text = sv.year;

const kinds: Readonly<Record<CoverageState, 'done' | 'open' | 'late' | 'none'>> = {
  klart: 'done',
  pågår: 'open',
  sent: 'late',
  'inga uppdrag': 'none',
};

/** The two numbers of a cell of the board: how many are finalised, of how many. */
export type CellFigures = (
  line: CoverageLine,
  round: Round,
) => { readonly done: Figure; readonly due: Figure };

/** What else is told of a cell: what was called off, and what has moved to where the routine does not reach. */
const Apart = ({ calledOff, movedOut }: Covered) => (
  <>
    {calledOff > 0 && <span class="help">{text.calledOff(calledOff)}</span>}
    {movedOut > 0 && <span class="help">{text.movedOut(movedOut)}</span>}
  </>
);

/** The area of a line, and what has become of areas that are no more. */
const AreaName = ({ line: { area, tookOver, heirs } }: { line: CoverageLine }) => (
  <>
    {area.name}
    {tookOver.length > 0 && (
      <span class="help">{text.tookOver(formatList(tookOver.map(one => one.name)), area.name)}</span>
    )}
    {heirs.length > 0 && <span class="help">{text.takenOverBy(formatList(heirs.map(one => one.name)))}</span>}
  </>
);

const Cell = ({ covered, figures }: { covered: Covered; figures: ReturnType<CellFigures> }) =>
  covered.state === 'inga uppdrag' ? (
    <>
      <State kind="none">{text.states['inga uppdrag']}</State>
      <Apart {...covered} />
    </>
  ) : (
    <>
      <FigureLink figure={figures.done} />
      {`\u00a0${text.outOf}\u00a0`}
      <FigureLink figure={figures.due} />{' '}
      <State kind={kinds[covered.state]}>{text.states[covered.state]}</State>
      <Apart {...covered} />
    </>
  );

const lateLines = (board: readonly CoverageLine[]) =>
  board.flatMap(line =>
    line.rounds.filter(one => one.covered.state === 'sent').map(one => ({ area: line.area.name, ...one })),
  );

const finding = (board: readonly CoverageLine[]): string => {
  const late = [...new Set(lateLines(board).map(one => one.area))];
  if (late.length > 0) return text.boardLate(formatList(late));
  const asked = board.filter(line => line.rounds.some(one => one.covered.state !== 'inga uppdrag'));
  const done = asked.every(line =>
    line.rounds.every(({ covered }) => covered.state === 'klart' || covered.state === 'inga uppdrag'),
  );
  return done ? text.boardAll(asked.length) : text.boardOpen;
};

const Board = ({ view, figures }: { view: YearView; figures: CellFigures }) => {
  const late = lateLines(view.board);
  return (
    <>
      <h2 id="tackning">{text.board}</h2>
      <p>{finding(view.board)}</p>
      <Table
        caption={text.board}
        hideCaption
        stacks
        rows={view.board}
        columns={[
          { key: 'area', text: text.area, cell: line => <AreaName line={line} /> },
          ...view.rounds.map((round, at) => ({
            key: round.id,
            text: `${text.round(round.number)}, ${formatShortDate(round.dueOn)}`,
            cell: (line: CoverageLine) => {
              const covered = line.rounds[at]?.covered;
              return covered ? <Cell covered={covered} figures={figures(line, round)} /> : '';
            },
          })),
        ]}
      />
      {view.withoutRoutine.length > 0 && (
        <p>{text.withoutRoutine(view.withoutRoutine.map(area => area.name))}</p>
      )}
      {late.length > 0 && (
        <>
          <h3>{text.missing}</h3>
          <ul>
            {late.map(({ area, round, covered }) => (
              <li>
                {text.missingLine(area, round.number, covered.due - covered.done, formatDate(round.dueOn))}
              </li>
            ))}
          </ul>
          <p class="help">{text.missingWho}</p>
        </>
      )}
    </>
  );
};

/** Whether everyone who is done has answered the same. */
const Equality = ({ equality }: { equality: readonly RoundEquality[] }) =>
  equality.length === 0 ? null : (
    <>
      <h2 id="lika">{text.equality.title}</h2>
      {equality.every(({ unanswered }) => unanswered.length === 0) ? (
        <p>{text.equality.alike(equality.reduce((sum, { finalised }) => sum + finalised, 0))}</p>
      ) : (
        <ul>
          {equality.flatMap(({ round, finalised, unanswered }) =>
            unanswered.map(({ code, missing }) => (
              <li>{text.equality.missing(round.number, code, missing, finalised)}</li>
            )),
          )}
        </ul>
      )}
    </>
  );

/** Each criterion of the year, with the year before under it where it was judged then too. */
const profileRows = ({ yearStart, judged, judgedBefore }: YearView): ProfileRow[] =>
  [...judged.keys()]
    .sort(byCode)
    .flatMap(code => [
      { code, yearStart, round: null, scope: null, isFirst: true },
      ...(judgedBefore.has(code)
        ? [{ code, yearStart: yearStart - 1, round: null, scope: null, isFirst: false }]
        : []),
    ]);

const Profile = ({ view, judgements: figures }: { view: YearView; judgements: JudgementFigures }) => (
  <>
    <h2 id="bedomningar">{text.profile}</h2>
    <p>{text.profileIntro}</p>
    {view.judgedBefore.size > 0 && <p>{text.profileTrend}</p>}
    <ProfileTable
      caption={text.profile}
      yearStart={view.yearStart}
      rows={profileRows(view)}
      criteria={view.criteria}
      figures={figures}
    />
    <p>
      <a href={profilePath(view.yearStart, null)}>{text.profileMore}</a>
    </p>
  </>
);

/** A round that may be opened now, or taken further. */
export type Openable = {
  readonly routine: Routine;
  readonly number: number;
  readonly isOpen: boolean;
  /** How many follow-ups would go with it if it were taken back; null when it is not open, or has come too far for it. */
  readonly withdrawing: number | null;
};

const OpenRounds = ({ view, openable }: { view: YearView; openable: readonly Openable[] }) => (
  <>
    <h2>{text.openHead}</h2>
    <p>{text.openHelp}</p>
    {[...Map.groupBy(openable, one => one.routine.title)].map(([title, rounds]) => (
      <>
        <h3>{title}</h3>
        <div class="buttons">
          {rounds.map(({ routine, number, isOpen }) => (
            <ActionButton
              action={`${yearPath(view)}/oppna`}
              fields={{ routine: routine.routineId, number }}
              look={isOpen ? 'tertiary' : 'secondary'}
            >
              {isOpen ? text.more(number) : text.open(number)}
            </ActionButton>
          ))}
        </div>
        {rounds.map(
          ({ routine, number, withdrawing }) =>
            withdrawing !== null && (
              <details>
                <summary>{text.withdraw(number)}</summary>
                <p>{text.withdrawHelp(withdrawing)}</p>
                <ActionButton
                  action={`${yearPath(view)}/aterkalla`}
                  fields={{ routine: routine.routineId, number }}
                  look="secondary"
                >
                  {text.withdraw(number)}
                </ActionButton>
              </details>
            ),
        )}
      </>
    ))}
  </>
);

const Assignments = ({
  view,
  lines,
  fresh,
  today,
  mayOpen,
}: {
  view: YearView;
  lines: readonly AssignmentLine[];
  fresh: readonly AreaFreshness[];
  today: IsoDate;
  mayOpen: (followUpId: string) => boolean;
}) => {
  const latest = new Map(
    fresh.flatMap(({ assignments }) => assignments.map(one => [one.positionId, one] as const)),
  );
  return (
    <>
      <h2 id="uppdragen">{text.list}</h2>
      <p>{text.listCount(lines.length)}</p>
      <Table
        caption={text.list}
        hideCaption
        stacks
        rows={lines}
        columns={[
          { key: 'assignment', text: text.assignment, cell: line => `${line.externalId} ${line.subject}` },
          { key: 'unit', text: text.unit, cell: line => line.unit?.name ?? '' },
          ...view.rounds.map(round => ({
            key: round.id,
            text: text.round(round.number),
            cell: (line: AssignmentLine) => {
              const followUp = line.byRound.get(round.id);
              if (!followUp) return '';
              const state = <StageState stage={followUp.stage} late={round.dueOn < today} />;
              return mayOpen(followUp.id) ? <a href={`${yearPath(round)}/${followUp.id}`}>{state}</a> : state;
            },
          })),
          {
            key: 'latest',
            text: text.latest,
            cell: line => {
              const found = latest.get(line.positionId);
              return found ? <LastFollowedUp assignment={found} /> : '';
            },
          },
        ]}
      />
    </>
  );
};

/** An academic year of follow-up: how far every area has come, what is late, and the assignments the reader follows. */
export const YearPage = ({
  view,
  lines,
  openable,
  figures,
  fresh,
  freshness,
  freshOn,
  judgements: figureOf,
  minutes,
  mayOpen,
  maySeeJudgements,
  isHolder,
  ownFirst,
  today,
  path,
  query,
}: {
  view: YearView;
  lines: readonly AssignmentLine[];
  openable: readonly Openable[];
  figures: CellFigures;
  /** How fresh each assignment was on `freshOn`, by area. */
  fresh: readonly AreaFreshness[];
  freshness: FreshnessFigures;
  freshOn: IsoDate;
  judgements: JudgementFigures;
  /** The median time of a rating. */
  minutes: Figure;
  mayOpen: (followUpId: string) => boolean;
  maySeeJudgements: boolean;
  isHolder: boolean;
  /** The assignments are the reader's own to follow up, and come before what concerns everybody. */
  ownFirst: boolean;
  today: IsoDate;
  path: string;
  query: URLSearchParams;
}) => {
  const years = [...new Set([...view.knownYears, view.yearStart])].sort((a, b) => b - a);
  const assignments = lines.length > 0 && <Assignments {...{ view, lines, fresh, today, mayOpen }} />;
  return (
    <>
      <h1>{text.title(academicYearLabel(view.yearStart))}</h1>
      <p>{text.intro}</p>
      {years.length > 1 && (
        <Tabs
          label={text.years}
          path={path === '/uppfoljning' ? yearPath(view) : path}
          items={years.map(yearStart => ({
            href: yearPath({ yearStart }),
            text: academicYearLabel(yearStart),
          }))}
        />
      )}
      {isHolder && (
        <p>
          <a href="/uppfoljning/mitt">{text.mine}</a>
        </p>
      )}
      {ownFirst && assignments}
      {view.rounds.length === 0 ? (
        <>
          <p class="empty">{text.roundsEmpty}</p>
          <p>{text.roundsFirst}</p>
        </>
      ) : (
        <>
          <Board view={view} figures={figures} />
          <p class="help">
            {text.minutes} <FigureLink figure={minutes} />.{' '}
            {text.minutesGoal(MOST_MINUTES, keepsToTime(minutes.value))} {text.minutesSource(MOST_FIELDS)}
          </p>
          {fresh.length > 0 && <FreshnessTable areas={fresh} figures={freshness} on={freshOn} />}
          <Downloads path={path} query={query} />
        </>
      )}
      <Equality equality={view.equality} />
      {maySeeJudgements && view.judged.size > 0 && <Profile view={view} judgements={figureOf} />}
      {openable.length > 0 && <OpenRounds view={view} openable={openable} />}
      {!ownFirst && assignments}
      <h2>{text.links}</h2>
      <div class="buttons">
        <ButtonLink href="/uppfoljning/rutiner">{text.routines}</ButtonLink>
        <ButtonLink href="/uppfoljning/matris">{text.rubric}</ButtonLink>
        <ButtonLink href="/uppfoljning/arshjul">{text.wheel}</ButtonLink>
        <ButtonLink href="/uppfoljning/puls">{text.pulse}</ButtonLink>
      </div>
    </>
  );
};
