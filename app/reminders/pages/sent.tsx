import { formatNumber, formatShortDate } from '#app/shared/swedish.ts';
import { ActionButton, Notice, Table, Tabs } from '#app/web/index.ts';
import type { Reminder, ReminderState } from '../reminder.ts';
import { reminderStates } from '../reminder.ts';
import { sv } from '../sv.ts';
import { decisions } from '../uncertain-actions.ts';

const text = sv.sent;
const page = '/paminnelser/utskick';

/** What may be decided about a letter, where there is something to decide. */
const decide = ({ personId, day, state }: Reminder) =>
  state === 'osäker' ? (
    <div class="buttons">
      {decisions.map(one => (
        <ActionButton action={page} fields={{ person: personId, dag: day, avgor: one }}>
          {text[one]}
        </ActionButton>
      ))}
    </div>
  ) : (
    ''
  );

/** The letters of the latest days and what became of them, those that need somebody first in the choice. */
export const SentPage = ({
  counts,
  shown,
  letters,
  mayDecide,
  nameOf,
}: {
  counts: ReadonlyMap<ReminderState, number>;
  /** The state whose letters are shown; null: all. */
  shown: ReminderState | null;
  letters: readonly Reminder[];
  mayDecide: boolean;
  nameOf: (personId: string) => string;
}) => {
  const count = (state: ReminderState) => counts.get(state) ?? 0;
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {count('osäker') > 0 && (
        <Notice kind="warning">
          <p>{text.uncertain(formatNumber(count('osäker')))}</p>
        </Notice>
      )}
      {count('misslyckad') > 0 && (
        <Notice kind="warning">
          <p>{text.failed(formatNumber(count('misslyckad')))}</p>
        </Notice>
      )}
      <Tabs
        label={text.choose}
        path={page}
        items={[
          { href: page, text: text.everything, isCurrent: shown === null },
          ...reminderStates.map(state => ({
            href: `${page}?lage=${encodeURIComponent(state)}`,
            text: text.stateCount(text.states[state], formatNumber(count(state))),
            isCurrent: shown === state,
          })),
        ]}
      />
      <Table
        caption={text.title}
        hideCaption
        empty={text.empty}
        rows={letters}
        columns={[
          { key: 'person', text: text.person, cell: one => nameOf(one.personId) },
          { key: 'day', text: text.day, cell: one => formatShortDate(one.day) },
          { key: 'address', text: text.address, cell: one => one.address },
          { key: 'state', text: text.state, cell: one => text.states[one.state] },
          { key: 'attempts', text: text.attempts, numeric: true, cell: one => formatNumber(one.attempts) },
          { key: 'answer', text: text.answer, cell: one => one.answer ?? '' },
          ...(mayDecide && letters.some(one => one.state === 'osäker')
            ? [{ key: 'decide', text: text.decide, cell: decide }]
            : []),
        ]}
      />
      {letters.length === text.most && <p class="help">{text.onlyLatest}</p>}
    </>
  );
};
