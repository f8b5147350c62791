import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { formatDate, formatShortDate } from '#app/shared/swedish.ts';
import { Facts, Table } from '#app/web/index.ts';
import type { FollowUp, Round } from '../follow-up.ts';
import { sv as rules } from '../sv.ts';
import type { WithoutView } from '../without-follow-up-reading.ts';
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

/** Why an assignment is not followed up, what that means for its holder, and whom to ask. */
const WhyNot = ({ view: { why, ask } }: { view: WithoutView }) => {
  const words = text.without;
  const reason = () => {
    switch (why.kind) {
      case 'inget uppdrag':
        return words.noAssignment(why.unit.name);
      case 'ingen rutin':
        return words.noRoutine(why.unit.name);
      case 'kommande rutin':
        return words.coming(why.routine.title, why.unit.name, formatDate(why.routine.startsOn));
      case 'ingen omgång':
        return words.noRound(why.routine.title, why.unit.name);
    }
  };
  return (
    <Facts
      facts={[
        [words.why, reason(), 'long'],
        [words.meaning, words.means[why.kind], 'long'],
        [words.whom, words.ask[why.kind](ask), 'long'],
      ]}
    />
  );
};

/** Everything that has been said of somebody's own assignments, how many have read it, and why what is not followed up is not. */
export const MinePage = ({
  lines,
  without,
  today,
}: {
  lines: readonly OwnLine[];
  without: readonly WithoutView[];
  today: IsoDate;
}) => (
  <>
    <h1>{text.title}</h1>
    {lines.length > 0 && <p>{text.intro}</p>}
    <p>
      <a href="/uppfoljning/puls">{text.pulse}</a>
    </p>
    {lines.length === 0 ? (
      <p class="empty">{without.length === 0 ? text.noPosition : text.empty}</p>
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
    {without
      .filter(({ why }) => lines.length === 0 || why.kind !== 'ingen omgång')
      .map(view => (
        <>
          <h2>{text.without.title(view.why.unit.name)}</h2>
          <WhyNot view={view} />
        </>
      ))}
  </>
);
