import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate } from '#app/shared/swedish.ts';
import {
  Button,
  Choices,
  Form,
  Notice,
  Select,
  type SentForm,
  shownValue,
  Table,
  TextField,
} from '#app/web/index.ts';
import { heirField, type LeftBehind } from './change.ts';
import { sv } from './sv.ts';
import { type OrganisationOn, successionKinds, type Unit, type UnitOn } from './unit.ts';

/** Ends a unit: what would be left there comes first, each with where it is seen to. */
export const EndingPage = ({
  unit,
  name,
  lastDay,
  left,
  form,
  problems,
}: {
  unit: Unit;
  name: string;
  lastDay: IsoDate;
  left: readonly LeftBehind[];
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const text = sv.ending;
  return (
    <>
      <h1>{text.heading(name)}</h1>
      <p>{text.intro}</p>
      <p>
        {text.takenOver} <a href="/organisation/omorganisera">{sv.reorganise}</a>
      </p>
      {left.length === 0 ? (
        <p>{text.nothingLeft(formatDate(lastDay))}</p>
      ) : (
        <>
          <h2>{text.leftBehind(formatDate(lastDay))}</h2>
          <p>{text.leftBehindHelp}</p>
          <ul>
            {left.map(one => (
              <li>
                <a href={one.href}>{one.text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <Form action={`/organisation/${unit.id}/avsluta`} guard>
        <TextField
          name="lastDay"
          type="date"
          label={text.lastDay}
          value={shownValue(form, 'lastDay', lastDay)}
          problems={problems}
        />
        <Button>{text.save}</Button>
      </Form>
    </>
  );
};

/** Every unit once, with what becomes of it: it ends, it takes over, or neither. */
const UnitsConcerned = ({
  units,
  form,
  problems,
}: {
  units: readonly UnitOn[];
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const text = sv.reorganisation;
  const box =
    (name: 'predecessorIds' | 'successorIds', heard: (unit: string) => string) => (unit: UnitOn) => (
      <label class="choice">
        <input
          class="ds-input"
          type="checkbox"
          name={name}
          value={unit.id}
          checked={form.texts(name).includes(unit.id)}
        />
        <span class="ds-sr-only">{heard(unit.name)}</span>
      </label>
    );
  const wrong = (name: string) =>
    problems.filter(one => one.field === name).map(one => <p class="ds-validation-message">{one.text}</p>);
  return (
    <fieldset class="field units-concerned">
      <legend class="ds-label">{text.units}</legend>
      <p class="help">{text.unitsHelp}</p>
      {(['predecessorIds', 'successorIds'] as const).map(name => (
        <div id={name} tabindex={-1}>
          {wrong(name)}
        </div>
      ))}
      <Table
        caption={text.units}
        hideCaption
        stacks
        rows={units}
        columns={[
          {
            key: 'unit',
            text: text.unit,
            cell: unit => (
              <>
                {unit.name} <span class="help">{unit.kind.toLowerCase()}</span>
              </>
            ),
          },
          { key: 'ends', text: text.predecessors, cell: box('predecessorIds', text.ends) },
          { key: 'takesOver', text: text.successors, cell: box('successorIds', text.takesOver) },
        ]}
      />
    </fieldset>
  );
};

export const ReorganisePage = ({
  organisation,
  left,
  form,
  problems,
}: {
  organisation: OrganisationOn;
  left: readonly LeftBehind[];
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const text = sv.reorganisation;
  const chosen = form.texts('successorIds');
  const units = organisation.all().filter(unit => unit.kind !== 'Huvudman');
  const options = units.map(unit => ({ value: unit.id, text: `${unit.name} (${unit.kind.toLowerCase()})` }));
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      {left.length > 0 && problems.length === 0 && (
        <Notice kind="info">
          <p>
            {text.notYet} <a href="#tar-over">{text.chooseHeirs}</a>
          </p>
        </Notice>
      )}
      <Form action="/organisation/omorganisera" guard>
        <Choices
          name="kind"
          label={text.kind}
          options={successionKinds.map(kind => ({
            value: kind,
            text: kind.charAt(0).toUpperCase() + kind.slice(1),
          }))}
          values={form.texts('kind')}
          problems={problems}
        />
        <UnitsConcerned {...{ units, form, problems }} />
        <TextField name="on" type="date" label={text.on} value={form.text('on')} problems={problems} />
        {left.length > 0 && (
          <fieldset class="field" id="tar-over">
            <legend class="ds-label">{text.left(left.length)}</legend>
            <p>{text.leftHelp}</p>
            {left.map(({ key, text: what }) => (
              <Select
                name={heirField(key)}
                label={what}
                empty={sv.form.choose}
                options={options.filter(one => chosen.includes(one.value))}
                value={form.text(heirField(key)) || (chosen.length === 1 ? (chosen[0] ?? '') : '')}
                problems={problems}
              />
            ))}
          </fieldset>
        )}
        <Button>{text.save}</Button>
      </Form>
    </>
  );
};
