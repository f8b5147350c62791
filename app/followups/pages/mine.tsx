import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { formatShortDate } from '#app/shared/swedish.ts';
import { Table } from '#app/web/index.ts';
import type { FollowUp, Round } from '../follow-up.ts';
import { sv as rules } from '../sv.ts';
import { StageState } from './follow-up.tsx';
import { yearPath } from './follow-up-facts.tsx';
import { sv } from './sv.ts';

const text = sv.mine;

/** A follow-up of somebody's own assignment, with how many others have read it. */
export type OwnLine = {
  readonly followUp: FollowUp;
  readonly round: Round;
  readonly subject: string;
  readonly readers: number;
};

/** Everything that has been said of somebody's own assignments, and how many have read it. */
export const MinePage = ({ lines, today }: { lines: readonly OwnLine[]; today: IsoDate }) => (
  <>
    <h1>{text.title}</h1>
    <p>{text.intro}</p>
    <p>
      <a href="/uppfoljning/puls">{text.pulse}</a>
    </p>
    {lines.length === 0 ? (
      <p class="empty">{text.empty}</p>
    ) : (
      <Table
        caption={text.title}
        hideCaption
        stacks
        rows={lines}
        columns={[
          {
            key: 'what',
            text: sv.title,
            cell: ({ followUp, round, subject }) => (
              <a href={`${yearPath(round)}/${followUp.id}`}>
                {rules.routine.round(round.number)} {academicYearLabel(round.yearStart)}: {subject}
              </a>
            ),
          },
          {
            key: 'state',
            text: sv.routine.state,
            cell: ({ followUp, round }) => <StageState stage={followUp.stage} late={round.dueOn < today} />,
          },
          { key: 'due', text: sv.wheel.when, cell: ({ round }) => formatShortDate(round.dueOn) },
          { key: 'readers', text: sv.followUp.readings, cell: one => text.read(one.readers) },
        ]}
      />
    )}
  </>
);
