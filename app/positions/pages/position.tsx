import type { Child } from 'hono/jsx';
import type { IsoDate } from '#app/shared/date.ts';
import { contains, type Period } from '#app/shared/period.ts';
import { formatDate, formatInstant, formatPeriod } from '#app/shared/swedish.ts';
import { ButtonLink, Facts, Notice, State, Table } from '#app/web/index.ts';
import { assignmentTypes } from '../assignment-type.ts';
import type { HistoryEntry } from '../history.ts';
import {
  type Appointment,
  type Assignment,
  appointmentForm,
  type CareerPosition,
  type DevelopmentNeed,
  vacancies,
} from '../position.ts';
import { subjectsText } from '../position-list.ts';
import { isLargeShare } from '../rules.ts';
import { sv } from '../sv.ts';

const text = sv.position;
const { facts } = text;

export type PositionView = {
  readonly position: CareerPosition;
  readonly unitName: string;
  /** Where it has stood, and will, the latest first. */
  readonly places: readonly (Period & { readonly unitName: string })[];
  readonly on: IsoDate;
  /** Latest first. */
  readonly appointments: readonly (Appointment & { readonly holder: string })[];
  readonly assignments: readonly Assignment[];
  readonly needs: ReadonlyMap<string, DevelopmentNeed>;
  readonly history: readonly HistoryEntry[];
  readonly mayEdit: boolean;
};

const PositionState = ({ view }: { view: PositionView }) => {
  const { position, on, appointments } = view;
  if (position.startsOn > on) return <State kind="none">{text.notYet(formatDate(position.startsOn))}</State>;
  if (position.endsOn !== null && position.endsOn < on)
    return <State kind="none">{text.ended(formatDate(position.endsOn))}</State>;
  return appointments.some(one => contains(one, on)) ? (
    <State kind="done">{sv.held}</State>
  ) : (
    <State kind="open">{sv.vacant}</State>
  );
};

const AssignmentFacts = ({ assignment, needs }: { assignment: Assignment; needs: PositionView['needs'] }) => {
  const need = assignment.needId === null ? undefined : needs.get(assignment.needId);
  const rows: (readonly [string, Child])[] = [
    [facts.type ?? '', assignmentTypes[assignment.type]],
    [facts.secondaryTypes ?? '', assignment.secondaryTypes.map(type => assignmentTypes[type]).join(', ')],
    [facts.subjects ?? '', subjectsText(assignment)],
    [facts.targetGroup ?? '', assignment.targetGroup],
    [
      facts.plannedShare ?? '',
      assignment.plannedShare === null ? text.unknownShare : text.share(assignment.plannedShare),
    ],
    [facts.needId ?? '', need ? <a href={`/tjanster/behov#${need.id}`}>{need.title}</a> : text.noNeed],
    [text.assignmentPeriod, formatPeriod(assignment)],
  ];
  return (
    <>
      <p class="lead">{assignment.title}</p>
      <Facts facts={rows} />
    </>
  );
};

const Holders = ({ view }: { view: PositionView }) => {
  const { position, appointments, mayEdit } = view;
  const empty = vacancies(position, appointments);
  return (
    <>
      <h2 id="innehavare">{text.holders}</h2>
      <Table
        caption={text.holders}
        hideCaption
        rows={appointments}
        empty={text.noHolders}
        columns={[
          { key: 'holder', text: sv.list.holder, cell: one => one.holder },
          { key: 'period', text: text.when, cell: one => formatPeriod(one) },
          { key: 'form', text: facts.form ?? '', cell: one => appointmentForm(one) },
          ...(mayEdit
            ? [
                {
                  key: 'edit',
                  text: text.edit,
                  cell: (one: PositionView['appointments'][number]) => (
                    <a href={`/tjanster/${position.id}/innehav/${one.id}`}>{text.changeAppointment}</a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <h3>{text.vacancies}</h3>
      {empty.length === 0 ? (
        <p>{text.noVacancies}</p>
      ) : (
        <ul>
          {empty.map(period => (
            <li>{formatPeriod(period)}</li>
          ))}
        </ul>
      )}
    </>
  );
};

const History = ({ entries }: { entries: readonly HistoryEntry[] }) => (
  <>
    <h2 id="historik">{text.history}</h2>
    <Table
      caption={text.history}
      hideCaption
      rows={entries}
      columns={[
        { key: 'at', text: sv.history.when, cell: entry => formatInstant(entry.at) },
        {
          key: 'what',
          text: sv.history.what,
          cell: entry => (
            <>
              {entry.what}
              {entry.changes.length > 0 && (
                <ul>
                  {entry.changes.map(change => (
                    <li>{change}</li>
                  ))}
                </ul>
              )}
            </>
          ),
        },
        { key: 'who', text: sv.history.who, cell: entry => entry.who },
      ]}
    />
  </>
);

const Places = ({ places }: { places: PositionView['places'] }) => (
  <>
    <h2 id="enheter">{text.places}</h2>
    <Table
      caption={text.places}
      hideCaption
      rows={places}
      columns={[
        { key: 'unit', text: sv.list.unit, cell: place => place.unitName },
        { key: 'period', text: text.when, cell: place => formatPeriod(place) },
      ]}
    />
  </>
);

/** One position: what it is, its assignment, who has held it, and what has been changed. */
export const PositionPage = ({ view }: { view: PositionView }) => {
  const { position, assignments, on, mayEdit, needs } = view;
  const current = assignments.find(one => contains(one, on));
  const address = `/tjanster/${position.id}`;
  return (
    <>
      <h1>{text.title(position.kind, position.externalId)}</h1>
      <p>
        {text.line(view.unitName, position.funding, formatPeriod(position))} <PositionState view={view} />
      </p>
      {mayEdit && (
        <div class="buttons">
          <ButtonLink href={`${address}/innehav`}>{text.appoint}</ButtonLink>
          <ButtonLink href={`${address}/uppdrag`}>{text.give}</ButtonLink>
          <ButtonLink href={`${address}/andra`}>{text.change}</ButtonLink>
        </div>
      )}
      <h2 id="uppdrag">{text.now}</h2>
      {current ? (
        <>
          {isLargeShare(current.plannedShare) && (
            <Notice kind="warning">
              <p>{text.largeShare}</p>
            </Notice>
          )}
          <AssignmentFacts assignment={current} needs={needs} />
          {mayEdit && (
            <p>
              <a href={`${address}/uppdrag/${current.id}`}>{text.changeAssignment}</a>
            </p>
          )}
        </>
      ) : (
        <p>{text.noAssignment}</p>
      )}
      {assignments.length > (current ? 1 : 0) && (
        <Table
          caption={text.assignments}
          rows={assignments}
          columns={[
            {
              key: 'title',
              text: sv.list.assignment,
              cell: one => (mayEdit ? <a href={`${address}/uppdrag/${one.id}`}>{one.title}</a> : one.title),
            },
            { key: 'type', text: facts.type ?? '', cell: one => assignmentTypes[one.type] },
            { key: 'subjects', text: sv.list.subjects, cell: one => subjectsText(one) },
            { key: 'period', text: text.when, cell: one => formatPeriod(one) },
          ]}
        />
      )}
      {view.places.length > 1 && <Places places={view.places} />}
      <Holders view={view} />
      <History entries={view.history} />
    </>
  );
};
