import { formatShortDate } from '#app/shared/swedish.ts';
import { type Column, State, Table } from '#app/web/index.ts';
import { type Field, fieldsWithReaders, type NotedUses, proposalFor } from '../burden.ts';
import type { Criterion } from '../rubric/rubric.ts';
import { sv } from './sv.ts';

const text = sv.fields;

/** The fields of a follow-up, each with what is noted of its use. */
export const fieldsOf = (criteria: readonly Criterion[], noted: NotedUses): readonly Field[] =>
  fieldsWithReaders(
    criteria,
    sv.readers,
    { nextStep: sv.followUp.nextStep, actualShare: sv.followUp.actual },
    noted,
  );

const LastUse = ({ history: { answeredSince, use } }: { history: Field['history'] }) => {
  if (use) return <>{text.used(text.uses[use.kind], formatShortDate(use.on))}</>;
  return answeredSince === null ? (
    <span class="help">{text.unanswered}</span>
  ) : (
    <State kind="open">{text.never(formatShortDate(answeredSince))}</State>
  );
};

const readerColumns: readonly Column<Field>[] = [
  { key: 'field', text: sv.form.field, cell: one => one.field },
  { key: 'reader', text: sv.form.reader, cell: one => one.reader },
  { key: 'purpose', text: sv.form.purpose, cell: one => one.purpose },
];

/** Who reads each field and what for. */
export const ReaderTable = ({ caption, fields }: { caption: string; fields: readonly Field[] }) => (
  <Table caption={caption} stacks rows={fields} columns={readerColumns} />
);

/** Who reads each field, what for, and when its answers were last used. */
export const FieldTable = ({ caption, fields }: { caption: string; fields: readonly Field[] }) => {
  const columns: Column<Field>[] = [
    ...readerColumns,
    { key: 'use', text: text.lastUse, cell: one => <LastUse history={one.history} /> },
  ];
  return (
    <>
      <Table caption={caption} hideCaption stacks rows={fields} columns={columns} />
      <p class="help">{text.note}</p>
    </>
  );
};

/** What to drop: fields that have been answered and that nobody has used, in words. */
export const Proposals = ({
  fields,
  timesAsked,
}: {
  fields: readonly Field[];
  /** In how many rounds of a year each criterion is asked. */
  timesAsked: (key: string) => number;
}) => {
  const proposed = fields.flatMap(one => {
    const proposal = proposalFor(one.key, one.history, timesAsked(one.key));
    return proposal === null ? [] : [{ ...one, proposal }];
  });
  const isAnswered = fields.some(one => one.history.answeredSince !== null);
  if (proposed.length === 0) return <p>{isAnswered ? text.allUsed : text.noneAnswered}</p>;
  return (
    <>
      <p>{text.proposed(proposed.length)}</p>
      <ul>
        {[...Map.groupBy(proposed, one => one.proposal)].map(([proposal, those]) => (
          <li>
            {text.proposal(
              those.map(one => one.field),
              text.proposals[proposal],
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
