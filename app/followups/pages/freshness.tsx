import type { Figure } from '#app/shared/figure.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { State, Table } from '#app/web/index.ts';
import {
  type AreaFreshness,
  type AssignmentFreshness,
  type Freshness,
  freshnesses,
  withFreshness,
} from '../freshness.ts';
import { FigureLink } from './figure-link.tsx';
import { sv } from './sv.ts';

const text = sv.freshness;

const kinds: Readonly<Record<Freshness, 'done' | 'open' | 'late' | 'none'>> = {
  färsk: 'done',
  'börjar bli gammal': 'open',
  gammal: 'late',
  'inte uppföljd än': 'none',
};

const FreshnessState = ({ freshness }: { freshness: Freshness }) => (
  <State kind={kinds[freshness]}>{text.states[freshness]}</State>
);

/** How fresh one assignment is, and the day it was last followed up. */
export const LastFollowedUp = ({ assignment }: { assignment: AssignmentFreshness }) => (
  <>
    <FreshnessState freshness={assignment.freshness} />
    {assignment.finalisedOn && <span class="help">{formatDate(assignment.finalisedOn)}</span>}
  </>
);

/** How many assignments of an area are so fresh. */
export type FreshnessFigures = (area: AreaFreshness, freshness: Freshness) => Figure;

/** How fresh the follow-up is, by area in the order of the organisation: sign and word, and how many. */
export const FreshnessTable = ({
  areas,
  figures,
  on,
}: {
  areas: readonly AreaFreshness[];
  figures: FreshnessFigures;
  on: string;
}) => {
  const all = areas.flatMap(({ assignments }) => assignments);
  const count = (freshness: Freshness) => withFreshness(all, freshness).length;
  return (
    <>
      <h2 id="farskhet">{text.title}</h2>
      <p>
        {text.finding(all.length, count('färsk'))} {text.rest(count('gammal'), count('inte uppföljd än'))}
      </p>
      <Table
        caption={text.caption(formatDate(on))}
        stacks
        rows={areas}
        columns={[
          { key: 'area', text: sv.year.area, cell: one => one.area.name },
          ...freshnesses.map(freshness => ({
            key: freshness,
            text: text.states[freshness],
            cell: (one: AreaFreshness) => (
              <>
                <FigureLink figure={figures(one, freshness)} />{' '}
                {withFreshness(one.assignments, freshness).length > 0 && (
                  <FreshnessState freshness={freshness} />
                )}
              </>
            ),
          })),
        ]}
      />
      <p class="help">{text.help}</p>
    </>
  );
};
