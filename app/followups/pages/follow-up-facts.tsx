import { holderName } from '#app/positions/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { formatDate, formatPercent } from '#app/shared/swedish.ts';
import { Facts } from '#app/web/index.ts';
import type { Party, Round } from '../follow-up.ts';
import type { FollowUpView } from '../reading.ts';
import { sv as rules } from '../sv.ts';
import { sv } from './sv.ts';

const text = sv.followUp;

/** '/uppfoljning/2026-27' */
export const yearPath = ({ yearStart }: Pick<Round, 'yearStart'>): string =>
  `/uppfoljning/${academicYearLabel(yearStart).replace('/', '-')}`;

export const partyName = (party: Party): string => rules.tasks.partyName[party];

/** What is known of the assignment already, each with where it comes from. */
export const FollowUpFacts = ({ view, viewer }: { view: FollowUpView; viewer?: Viewer }) => {
  const { assignment, followUp, need, position, people, earlier } = view;
  const latest = earlier[0];
  const { plannedShare } = followUp;
  return (
    <Facts
      facts={[
        [
          text.facts.assignment,
          <a href={`/tjanster/${position.id}`}>
            {position.externalId}: {assignment.title}
          </a>,
        ],
        [
          text.facts.need,
          need
            ? `${need.title}${need.source === null ? '' : `, ${text.facts.needSource(need.source)}`}`
            : text.facts.noNeed,
        ],
        [
          text.facts.holder,
          viewer ? holderName(viewer, people.get(followUp.holderId), followUp.unitId) : null,
        ],
        [
          text.facts.planned,
          plannedShare === null
            ? text.facts.unknown
            : text.facts.plannedText(formatPercent(plannedShare, plannedShare % 1 === 0 ? 0 : 1)),
        ],
        [
          text.facts.latestStep,
          latest?.agreed
            ? `${latest.agreed.content.nextStep} (${text.facts.latestFrom(latest.round.number, formatDate(latest.round.dueOn))})`
            : null,
        ],
      ]}
    />
  );
};
