import type { Figure } from '#app/shared/figure.ts';
import { Table } from '#app/web/index.ts';
import type { ProfileView, ToldResult } from '../profile-reading.ts';
import { type TimeAgainstPlan, timesAgainstPlan } from '../time-against-plan.ts';
import { FigureLink } from './figure-link.tsx';
import { type JudgementFigures, type ProfileRow, ProfileTable } from './profile-table.tsx';
import { sv } from './sv.ts';

const text = sv.profile.conditions;

/** How many assignments were given so much time. */
export type TimeFigures = (time: TimeAgainstPlan) => Figure;

const Time = ({ figures }: { figures: TimeFigures }) => (
  <>
    <h3>{text.time}</h3>
    <p class="help">{text.timeHelp}</p>
    <Table
      caption={text.time}
      hideCaption
      stacks
      rows={timesAgainstPlan}
      columns={[
        { key: 'time', text: text.time, cell: time => time },
        {
          key: 'count',
          text: text.count,
          numeric: true,
          cell: time => <FigureLink figure={figures(time)} />,
        },
      ]}
    />
  </>
);

const Numbers = ({ numbers }: Pick<ToldResult, 'numbers'>) => (
  <>
    {numbers.map(({ name, figure }, at) => (
      <>
        {at > 0 && ', '}
        {name} <FigureLink figure={figure} />
      </>
    ))}
  </>
);

/** The conditions of the assignments beside what has been told of pupils' results: side by side, and nothing about what led to what. */
export const Conditions = ({
  view,
  rows,
  figures,
  time,
  told,
}: {
  view: ProfileView;
  rows: readonly ProfileRow[];
  figures: JudgementFigures;
  time: TimeFigures;
  told: readonly ToldResult[];
}) => (
  <>
    <h2 id="forutsattningar">{text.title}</h2>
    <p>{text.notCause}</p>
    {rows.length > 0 && (
      <ProfileTable
        caption={text.criteria}
        yearStart={view.yearStart}
        rows={rows}
        criteria={view.criteria}
        figures={figures}
      />
    )}
    {view.time !== null && <Time figures={time} />}
    {rows.length === 0 && view.time === null && <p>{text.hidden}</p>}
    <h3>{text.results}</h3>
    {told.length === 0 ? (
      <p>{text.resultsNone}</p>
    ) : (
      <Table
        caption={text.results}
        hideCaption
        stacks
        rows={told}
        columns={[
          { key: 'table', text: text.table, cell: one => one.title },
          { key: 'numbers', text: text.numbers, cell: one => <Numbers numbers={one.numbers} /> },
          { key: 'source', text: text.source, cell: one => one.source },
        ]}
      />
    )}
  </>
);
