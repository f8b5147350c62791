import type { Child } from 'hono/jsx';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatAcademicYear, formatDate, formatPeriod } from '#app/shared/swedish.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Choices,
  type Column,
  Form,
  Hidden,
  Notice,
  Select,
  shownValue,
  Table,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { type FormParts, PeriodFields, SubjectFields } from '../pages/shared-fields.tsx';
import { frequencies, groupName, lookedAt, meetingText, type Structure, yesNo } from './structure.ts';
import type { UnitStructures } from './structure-reading.ts';
import { sv } from './sv.ts';

const text = sv.form;

const inWords = (value: boolean | null): string | null => {
  if (value === null) return null;
  return value ? sv.yes : sv.no;
};

const stated = (what: string | null): Child => what || <span class="help">{sv.unstated}</span>;

const columnsOf = (read: UnitStructures, mayEdit: boolean): Column<Structure>[] => [
  {
    key: 'grupp',
    text: sv.heads.group,
    cell: one => {
      if (one.kind === 'inga strukturer') return sv.saidNone;
      return mayEdit ? (
        <a href={`/tjanster/strukturer/${read.unit.id}/${one.id}`}>{groupName(one)}</a>
      ) : (
        groupName(one)
      );
    },
  },
  { key: 'moten', text: sv.heads.meets, cell: one => stated(meetingText(one)) },
  { key: 'tid', text: sv.heads.inPost, cell: one => stated(inWords(one.inPost)) },
  {
    key: 'leds',
    text: sv.heads.ledBy,
    cell: one => {
      const position = one.ledBy === null ? undefined : read.positions.get(one.ledBy);
      return position ? <a href={`/tjanster/${position.id}`}>{position.externalId}</a> : stated(null);
    },
  },
  { key: 'fragor', text: sv.heads.questions, cell: one => stated(one.questions) },
  { key: 'underlag', text: sv.heads.evidence, cell: one => stated(sv.list(one.evidence)) },
  { key: 'galler', text: sv.heads.period, cell: one => formatPeriod(one) },
];

const Now = ({ read, mayEdit }: { read: UnitStructures; mayEdit: boolean }) => {
  const [none] = read.now.filter(one => one.kind === 'inga strukturer');
  if (none)
    return (
      <Notice>
        <p>
          {sv.none} {sv.noneSince(formatDate(none.startsOn))}
        </p>
      </Notice>
    );
  return read.now.length === 0 ? (
    <Notice>
      <p>
        {sv.nothing} {mayEdit && sv.nothingForPrincipal}
      </p>
    </Notice>
  ) : (
    <Table caption={sv.caption} hideCaption columns={columnsOf(read, mayEdit)} rows={read.now} />
  );
};

/** What a unit has for its teachers to develop their teaching, on a day, and what it has had. */
export const UnitPage = ({
  read,
  mayEdit,
  problems,
}: {
  read: UnitStructures;
  mayEdit: boolean;
  problems: readonly FieldError[];
}) => {
  const address = `/tjanster/strukturer/${read.unit.id}`;
  return (
    <>
      <h1>{sv.title(read.unitName)}</h1>
      <p class="lead">{sv.onDay(read.on, formatAcademicYear(read.yearStart))}</p>
      <p>{sv.intro}</p>
      <Now read={read} mayEdit={mayEdit} />
      {mayEdit && (
        <div class="buttons">
          <ButtonLink href={`${address}/ny`}>{sv.add}</ButtonLink>
          {(read.now.length === 0 || problems.length > 0) && (
            <ActionButton action={`${address}/inga`}>{sv.sayNone}</ActionButton>
          )}
        </div>
      )}
      {read.other.length > 0 && (
        <details>
          <summary>{sv.other(read.other.length)}</summary>
          <Table caption={sv.otherCaption} columns={columnsOf(read, mayEdit)} rows={read.other} />
        </details>
      )}
    </>
  );
};

const FieldsRead = () => (
  <details>
    <summary>{sv.fieldsSummary}</summary>
    <Table
      caption={sv.fieldsSummary}
      hideCaption
      rows={sv.fields}
      columns={sv.fieldHeads.map((head, at) => ({
        ...{ key: `f${at}`, text: head },
        cell: (row: (typeof sv.fields)[number]) => row[at] ?? '',
      }))}
    />
  </details>
);

/** The form for a new subject group, and for one that is known. */
export const StructureForm = ({
  read,
  structure,
  form,
  problems,
}: FormParts & { read: UnitStructures; structure: Structure | null }) => {
  const address = `/tjanster/strukturer/${read.unit.id}`;
  const sent = form.names().length > 0;
  const evidence = sent ? form.texts('evidence') : (structure?.evidence ?? []);
  return (
    <>
      <h1>{structure ? sv.change : sv.add}</h1>
      <p class="lead">{read.unitName}</p>
      <p>{text.purpose}</p>
      <FieldsRead />
      <Form action={structure ? `${address}/${structure.id}` : address} guard>
        {structure && <Hidden name="version" value={shownValue(form, 'version', structure.version)} />}
        <SubjectFields
          {...{ form, problems }}
          catalogue={read.catalogue}
          known={structure}
          orCross={text.orCross}
          subjectsHelp={text.subjectsHelp}
        />
        <Select
          name="ledBy"
          label={text.ledBy}
          help={text.ledByHelp}
          optional
          empty={sv.choose}
          options={read.leaders.map(({ position, title }) => ({
            value: position.id,
            text: title === '' ? position.externalId : `${position.externalId}: ${title}`,
          }))}
          value={shownValue(form, 'ledBy', structure?.ledBy)}
          problems={problems}
        />
        <Select
          name="meets"
          label={text.meets}
          optional
          empty={sv.choose}
          options={frequencies.map(value => ({ value, text: value }))}
          value={shownValue(form, 'meets', structure?.meets)}
          problems={problems}
        />
        <TextField
          name="minutes"
          label={text.minutes}
          width="short"
          inputmode="numeric"
          suffix={text.minutesSuffix}
          optional
          value={shownValue(form, 'minutes', structure?.minutes)}
          problems={problems}
        />
        <Select
          name="inPost"
          label={text.inPost}
          optional
          empty={sv.choose}
          options={Object.keys(yesNo).map(value => ({ value, text: value }))}
          value={shownValue(form, 'inPost', structure && inWords(structure.inPost))}
          problems={problems}
        />
        <TextArea
          name="questions"
          label={text.questions}
          help={text.questionsHelp}
          rows={3}
          optional
          value={shownValue(form, 'questions', structure?.questions)}
          problems={problems}
        />
        <Choices
          name="evidence"
          label={text.evidence}
          many
          optional
          options={lookedAt.map(value => ({ value, text: value }))}
          values={evidence}
          problems={problems}
        />
        <PeriodFields
          {...{ form, problems }}
          known={structure ?? { startsOn: read.yearStartsOn, endsOn: null }}
          firstDayHelp={structure ? undefined : text.startsOnHelp}
          lastDayHelp={text.endsOnHelp}
        />
        <Button>{sv.save}</Button>
      </Form>
    </>
  );
};
