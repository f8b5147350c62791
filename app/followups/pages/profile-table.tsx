import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { Figure } from '#app/shared/figure.ts';
import { Table } from '#app/web/index.ts';
import type { RatingScope } from '../rating.ts';
import { type Criterion, type Judgement, judgements, judgementText } from '../rubric/rubric.ts';
import { FigureLink } from './figure-link.tsx';
import { sv } from './sv.ts';

const text = sv.profile;

/** A criterion in a year, of all assignments or of those of a scope. The first of several rows of a criterion gives its name. */
export type ProfileRow = {
  readonly code: string;
  readonly yearStart: number;
  /** The round it was judged in, where rounds are told apart; null for the latest of its year. */
  readonly round: { readonly number: number; readonly isLatest: boolean } | null;
  readonly scope: RatingScope | null;
  readonly isFirst: boolean;
};

/** How many assignments were judged so. */
export type JudgementFigures = (row: ProfileRow, judgement: Judgement) => Figure;

/** The code and the name of a criterion. */
export const criterionName = (criteria: readonly Criterion[], code: string): string =>
  `${code} ${criteria.find(one => one.code === code)?.name ?? ''}`.trim();

/** 'läsåret 2025/26, uppföljning 1' */
export const whenText = ({ yearStart, round }: Pick<ProfileRow, 'yearStart' | 'round'>): string =>
  round === null
    ? text.ofYear(academicYearLabel(yearStart))
    : text.ofRound(academicYearLabel(yearStart), round.number);

/** What has been agreed, criterion by criterion: how many assignments at each level. No total, no mean, nobody's name. */
export const ProfileTable = ({
  caption,
  yearStart,
  rows,
  criteria,
  figures,
}: {
  caption: string;
  /** The year that need not be written out. */
  yearStart: number;
  rows: readonly ProfileRow[];
  criteria: readonly Criterion[];
  figures: JudgementFigures;
}) => (
  <Table
    caption={caption}
    hideCaption
    stacks
    rows={rows}
    columns={[
      {
        key: 'criterion',
        text: sv.rubric.criterion,
        cell: row => {
          const more = row.scope === null ? whenText(row) : text.scopes[row.scope];
          if (!row.isFirst) return <span class="help">{text.of(row.code, more)}</span>;
          const isPlain = row.scope === null && row.round === null && row.yearStart === yearStart;
          return (
            <>
              {criterionName(criteria, row.code)}
              {!isPlain && <span class="help">{more}</span>}
            </>
          );
        },
      },
      ...judgements.map(judgement => ({
        key: String(judgement),
        text: judgementText(judgement),
        numeric: true,
        cell: (row: ProfileRow) => <FigureLink figure={figures(row, judgement)} />,
      })),
    ]}
  />
);
