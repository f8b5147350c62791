import {
  Button,
  Choices,
  Form,
  Hidden,
  Notice,
  type Option,
  Select,
  shownValue,
  TextField,
} from '#app/web/index.ts';
import { assignmentTypes } from '../assignment-type.ts';
import { placedSince } from '../placement.ts';
import {
  type Appointment,
  type Assignment,
  type CareerPosition,
  type DevelopmentNeed,
  fundings,
  positionKinds,
} from '../position.ts';
import type { SubjectCatalogue } from '../subject.ts';
import { sv } from '../sv.ts';
import { type FormParts, PeriodFields, SubjectFields } from './shared-fields.tsx';

const text = sv.form;

const choices = (values: readonly string[]): Option[] => values.map(value => ({ value, text: value }));

/** The form for a new position and for a known one. */
export const PositionForm = ({
  position,
  units,
  form,
  problems,
}: FormParts & { position: CareerPosition | null; units: readonly Option[] }) => {
  const chosen = (name: 'kind' | 'funding') => {
    const value = shownValue(form, name, position?.[name]);
    return value === '' ? [] : [value];
  };
  return (
    <>
      <h1>{position ? `${sv.position.change} ${position.externalId}` : text.newPosition}</h1>
      {units.length === 0 && (
        <Notice kind="warning">
          <p>
            {text.noUnits} <a href="/organisation">{sv.list.toOrganisation}</a>
          </p>
        </Notice>
      )}
      <Form action={position ? `/tjanster/${position.id}/andra` : '/tjanster'} guard>
        {position && <Hidden name="version" value={shownValue(form, 'version', position.version)} />}
        <TextField
          name="externalId"
          label={text.externalId}
          help={text.externalIdHelp}
          width="medium"
          value={shownValue(form, 'externalId', position?.externalId)}
          problems={problems}
        />
        <Choices
          name="kind"
          label={text.kind}
          options={choices(positionKinds)}
          values={chosen('kind')}
          problems={problems}
        />
        <Select
          name="unitId"
          label={text.unit}
          help={text.unitHelp}
          empty={sv.choose}
          options={units}
          value={shownValue(form, 'unitId', position?.unitId)}
          problems={problems}
        />
        {position && (
          <TextField
            name="movesOn"
            type="date"
            label={text.movesOn}
            help={text.movesOnHelp}
            value={shownValue(form, 'movesOn', placedSince(position))}
            problems={problems}
          />
        )}
        <Choices
          name="funding"
          label={text.funding}
          options={choices(fundings)}
          values={chosen('funding')}
          problems={problems}
        />
        <PeriodFields form={form} problems={problems} known={position} />
        <Button>{text.savePosition}</Button>
      </Form>
    </>
  );
};

/** The form for a new holder. */
export const AppointForm = ({ position, form, problems }: FormParts & { position: CareerPosition }) => (
  <>
    <h1>{`${text.newAppointment}: ${position.externalId}`}</h1>
    <Form action={`/tjanster/${position.id}/innehav`} guard>
      <TextField
        name="employeeNumber"
        label={text.employeeNumber}
        help={text.employeeNumberHelp}
        width="medium"
        value={form.text('employeeNumber')}
        problems={problems}
      />
      <PeriodFields form={form} problems={problems} known={null} lastDayHelp={text.lastDayHelp} />
      <fieldset class="field">
        <legend class="ds-label">{text.newPerson}</legend>
        <TextField
          name="givenName"
          label={text.givenName}
          optional
          value={form.text('givenName')}
          problems={problems}
        />
        <TextField
          name="familyName"
          label={text.familyName}
          optional
          value={form.text('familyName')}
          problems={problems}
        />
        <TextField
          name="email"
          type="email"
          label={text.email}
          optional
          value={form.text('email')}
          problems={problems}
        />
      </fieldset>
      <Button>{text.saveAppointment}</Button>
    </Form>
  </>
);

/** The form that moves the days of an appointment, or ends it. */
export const AppointmentForm = ({
  position,
  appointment,
  holder,
  form,
  problems,
}: FormParts & { position: CareerPosition; appointment: Appointment; holder: string }) => (
  <>
    <h1>{`${text.editAppointment}: ${position.externalId}`}</h1>
    <p>{holder}</p>
    <Form action={`/tjanster/${position.id}/innehav/${appointment.id}`} guard>
      <Hidden name="version" value={shownValue(form, 'version', appointment.version)} />
      <PeriodFields form={form} problems={problems} known={appointment} lastDayHelp={text.lastDayHelp} />
      <Button>{text.saveAppointment}</Button>
    </Form>
  </>
);

const types: readonly Option[] = Object.entries(assignmentTypes).map(([value, label]) => ({
  value,
  text: label,
}));

/** The form for a new assignment and for a known one. */
export const AssignmentForm = ({
  position,
  assignment,
  needs,
  catalogue,
  form,
  problems,
}: FormParts & {
  position: CareerPosition;
  assignment: Assignment | null;
  needs: readonly DevelopmentNeed[];
  catalogue: SubjectCatalogue;
}) => {
  const sent = form.names().length > 0;
  const secondary = sent ? form.texts('secondaryTypes') : (assignment?.secondaryTypes ?? []);
  const address = `/tjanster/${position.id}/uppdrag`;
  return (
    <>
      <h1>{`${assignment ? text.editAssignment : text.newAssignment}: ${position.externalId}`}</h1>
      {!assignment && <p>{text.newAssignmentHelp}</p>}
      <Form action={assignment ? `${address}/${assignment.id}` : address} guard>
        {assignment && <Hidden name="version" value={shownValue(form, 'version', assignment.version)} />}
        <Select
          name="type"
          label={text.type}
          help={text.typeHelp}
          empty={sv.choose}
          options={types}
          value={shownValue(form, 'type', assignment?.type)}
          problems={problems}
        />
        <TextField
          name="title"
          label={text.taskTitle}
          help={text.taskTitleHelp}
          value={shownValue(form, 'title', assignment?.title)}
          problems={problems}
        />
        <SubjectFields
          {...{ form, problems, catalogue }}
          known={assignment}
          orCross={text.orCross}
          crossHelp={text.crossSubjectHelp}
        />
        <TextField
          name="targetGroup"
          label={text.targetGroup}
          help={text.targetGroupHelp}
          optional
          value={shownValue(form, 'targetGroup', assignment?.targetGroup)}
          problems={problems}
        />
        <TextField
          name="plannedShare"
          label={text.plannedShare}
          help={text.plannedShareHelp}
          width="short"
          inputmode="decimal"
          suffix={text.percent}
          optional
          value={shownValue(form, 'plannedShare', assignment?.plannedShare)}
          problems={problems}
        />
        <Select
          name="needId"
          label={text.need}
          help={text.needHelp}
          empty={text.noNeed}
          options={needs.map(need => ({ value: need.id, text: need.title }))}
          value={shownValue(form, 'needId', assignment?.needId)}
          problems={problems}
        />
        <PeriodFields form={form} problems={problems} known={assignment} />
        <details open={secondary.length > 0}>
          <summary>{text.secondaryTypes}</summary>
          <Choices
            name="secondaryTypes"
            label={text.secondaryTypes}
            many
            optional
            options={types}
            values={secondary}
            problems={problems}
          />
        </details>
        <Button>{text.saveAssignment}</Button>
      </Form>
    </>
  );
};
