import { type Bars, ChartView } from '#app/charts/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Criterion } from '../rubric/rubric.ts';
import { judgements, judgementText } from '../rubric/rubric.ts';
import { criterionName, type JudgementFigures, type ProfileRow, whenText } from './profile-table.tsx';
import { sv } from './sv.ts';

const text = sv.profile.picture;

/** The latest row of each criterion; rows stand in the order of criteria and rounds. */
const latestOf = (rows: readonly ProfileRow[]): ProfileRow[] => [
  ...new Map(rows.map(row => [row.code, row])).values(),
];

/** One criterion as bars, a level each, in the order of the rubric. */
const barsOf = (
  row: ProfileRow,
  { criteria, figures, on }: { criteria: readonly Criterion[]; figures: JudgementFigures; on: IsoDate },
  largest: number,
): Bars => {
  const counts = judgements.map(judgement => figures(row, judgement).value ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const title = `${criterionName(criteria, row.code)}, ${whenText(row)}`;
  return {
    ...{ kind: 'bars', title, unit: text.unit, n: text.n(all), source: text.source, on, largest },
    rows: judgements.map((judgement, at) => ({ label: judgementText(judgement), value: counts[at] ?? 0 })),
  };
};

/**
 * How the assignments spread over the levels, a picture for each criterion on the same scale. It shows what the table beside it shows and
 * nothing else: no total and no order among criteria.
 */
export const ProfilePicture = ({
  rows,
  ...parts
}: {
  rows: readonly ProfileRow[];
  criteria: readonly Criterion[];
  figures: JudgementFigures;
  on: IsoDate;
}) => {
  const shown = latestOf(rows);
  const largest = Math.max(
    ...shown.flatMap(row => judgements.map(judgement => parts.figures(row, judgement).value ?? 0)),
  );
  return (
    <div class="multiples">
      {shown.map(row => {
        const chart = barsOf(row, parts, largest);
        return (
          <figure>
            <figcaption>{chart.title}</figcaption>
            <ChartView chart={chart} />
          </figure>
        );
      })}
    </div>
  );
};
