import { formatNumber, formatShortDate } from '#app/shared/swedish.ts';
import { ActionButton, Notice, State, Table, Tabs } from '#app/web/index.ts';
import { decisions } from '../failed-actions.ts';
import { failedStates, isFailed, type Reminder, type ReminderState } from '../reminder.ts';
import { sv } from '../sv.ts';

const text = sv.sent;
const page = '/paminnelser/utskick';

/** What may be asked for: letters that failed for sure and perhaps stand together, for somebody decides about both. */
export const views = {
  misslyckade: failedStates,
  väntar: ['väntar', 'skickas'],
  skickade: ['skickad'],
  lämnade: ['lämnad'],
} as const satisfies Record<string, readonly ReminderState[]>;
export type View = keyof typeof views;
export const isView = (name: string | null): name is View => name !== null && Object.hasOwn(views, name);

const looks = {
  väntar: 'open',
  skickas: 'open',
  skickad: 'done',
  osäker: 'late',
  misslyckad: 'late',
  lämnad: 'none',
} as const satisfies Record<ReminderState, string>;

/** Where a letter stands, and of one that failed why, in words. */
const StateCell = ({ state }: { state: ReminderState }) => (
  <>
    <State kind={looks[state]}>{text.states[state]}</State>
    {state === 'osäker' && <span class="help">{text.reasons.osäker}</span>}
  </>
);

const Decide = ({ reminder: { personId, day } }: { reminder: Reminder }) => (
  <div class="buttons">
    {decisions.map(one => (
      <ActionButton action={page} look="tertiary" fields={{ person: personId, dag: day, avgor: one }}>
        {text[one]}
      </ActionButton>
    ))}
  </div>
);

/** The letters of the latest days and what became of them; those that failed stand first in the choice, with what may be done. */
export const SentPage = ({
  counts,
  shown,
  letters,
  toDecide,
  mayDecide,
  nameOf,
}: {
  counts: ReadonlyMap<ReminderState, number>;
  /** The letters shown; null: all. */
  shown: View | null;
  letters: readonly Reminder[];
  /** Those of all letters that wait for a decision. */
  toDecide: readonly Pick<Reminder, 'personId' | 'day'>[];
  mayDecide: boolean;
  nameOf: (personId: string) => string;
}) => {
  const count = (states: readonly ReminderState[]) =>
    states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  const keyOf = ({ personId, day }: Pick<Reminder, 'personId' | 'day'>) => `${personId} ${day}`;
  const waiting = new Set(toDecide.map(keyOf));
  const hasFailed = letters.some(one => isFailed(one.state));
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {waiting.size > 0 && (
        <Notice kind="warning">
          <p>{text.failed(waiting.size)}</p>
          <p>{text.failedHelp}</p>
          {mayDecide && waiting.size > 1 && (
            <ActionButton action={page} fields={{ avgor: 'leaveAll' }}>
              {text.leaveAll(waiting.size)}
            </ActionButton>
          )}
        </Notice>
      )}
      <Tabs
        label={text.choose}
        path={page}
        items={[
          { href: page, text: text.everything, isCurrent: shown === null },
          ...Object.entries(views).map(([name, states]) => ({
            href: `${page}?lage=${encodeURIComponent(name)}`,
            text: text.viewCount(text.views[name as View], formatNumber(count(states))),
            isCurrent: shown === name,
          })),
        ]}
      />
      <Table
        caption={text.title}
        hideCaption
        stacks
        empty={text.empty}
        rows={letters}
        columns={[
          { key: 'person', text: text.person, cell: one => nameOf(one.personId) },
          { key: 'day', text: text.day, cell: one => formatShortDate(one.day) },
          { key: 'address', text: text.address, cell: one => one.address },
          { key: 'state', text: text.state, cell: one => <StateCell state={one.state} /> },
          { key: 'answer', text: text.answer, cell: one => one.answer ?? '' },
          { key: 'attempts', text: text.attempts, numeric: true, cell: one => formatNumber(one.attempts) },
          ...(mayDecide && hasFailed
            ? [
                {
                  key: 'decide',
                  text: text.decide,
                  cell: (one: Reminder) =>
                    waiting.has(keyOf(one)) ? (
                      <Decide reminder={one} />
                    ) : isFailed(one.state) ? (
                      text.superseded
                    ) : (
                      ''
                    ),
                },
              ]
            : []),
        ]}
      />
      {letters.length === text.most && <p class="help">{text.onlyLatest}</p>}
    </>
  );
};
