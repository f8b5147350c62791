import { schoolForms } from '#app/organisation/index.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatList } from '#app/shared/swedish.ts';
import {
  Button,
  Choices,
  Form,
  Hidden,
  type Option,
  Select,
  type SentForm,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { type Routine, unionForms } from '../routine.ts';
import { additionField, roundField } from '../routine-input.ts';
import { type Criterion, coreCodes, levels } from '../rubric/rubric.ts';
import { sv as rubricTexts } from '../rubric/sv.ts';
import { spreadOver } from '../spread.ts';
import { sv as unionTexts } from '../union/sv.ts';
import { SaidViews } from '../union/union-pages.tsx';
import type { SaidView } from '../union/union-reading.ts';
import { routinePath } from './routine.tsx';
import { sv } from './sv.ts';

const text = sv.routine;

/** How many rounds the form has room for. */
export const MOST_ROUNDS = 6;

type FormParts = { readonly form: SentForm; readonly problems: readonly FieldError[] };

/** The days that a new routine starts from: early autumn, around the turn of the year, early spring, before summer. */
const usualDays = ['10-15', '01-20', '03-31', '06-10'];

const shownMany = (form: SentForm, name: string, known: readonly string[]): readonly string[] =>
  form.names().length > 0 ? form.texts(name) : known;

/** Room for the routine's own parameters, each with its levels and the rounds it is asked in; one left empty is not there. */
const Additions = ({
  routine,
  slots,
  form,
  problems,
}: FormParts & { routine: Routine | null; slots: readonly string[] }) => {
  const words = text.form.addition;
  return (
    <>
      <h2>{text.additions}</h2>
      <p>{words.intro}</p>
      {slots.map(code => {
        const known = routine?.additions.find(one => one.code === code);
        const asked = routine?.rounds.filter(one => one.criteria.includes(code)) ?? [];
        const field = (part: Parameters<typeof additionField>[1]) => additionField(code, part);
        const name = shownValue(form, field('name'), known?.name);
        const isOpen = name !== '' || problems.some(one => one.field.startsWith(field('name').slice(0, -4)));
        return (
          <details open={isOpen}>
            <summary>{name === '' ? words.empty(code) : `${code} ${name}`}</summary>
            <TextField
              name={field('name')}
              label={words.name(code)}
              help={words.nameHelp}
              value={name}
              problems={problems}
            />
            {levels.map(level => (
              <TextField
                name={field(level)}
                label={words.level(code, level, rubricTexts.levels[level])}
                value={shownValue(form, field(level), known?.levels[level - 1])}
                problems={problems}
              />
            ))}
            <Choices
              name={field('rounds')}
              label={words.rounds(code)}
              help={words.roundsHelp}
              many
              inRow
              options={Array.from({ length: MOST_ROUNDS }, (_, at) => ({
                value: String(at + 1),
                text: String(at + 1),
              }))}
              values={shownMany(
                form,
                field('rounds'),
                asked.map(one => String(one.number)),
              )}
              problems={problems}
            />
          </details>
        );
      })}
    </>
  );
};

const Rounds = ({
  routine,
  criteria,
  form,
  problems,
}: FormParts & { routine: Routine | null; criteria: readonly Criterion[] }) => {
  const proposed = spreadOver(coreCodes, usualDays.length);
  return (
    <>
      {Array.from({ length: MOST_ROUNDS }, (_, at) => at + 1).map(number => {
        const known = routine?.rounds.find(one => one.number === number);
        const fresh = routine === null;
        const day = known?.dueDay ?? (fresh ? (usualDays[number - 1] ?? '') : '');
        const asked: readonly string[] = known?.criteria ?? (fresh ? (proposed[number - 1] ?? []) : []);
        const body = (
          <>
            <TextField
              name={roundField(number, 'dueDay')}
              label={text.form.dueDay}
              help={text.form.dueDayHelp}
              width="short"
              value={shownValue(form, roundField(number, 'dueDay'), day)}
              problems={problems}
            />
            <Choices
              name={roundField(number, 'criteria')}
              label={text.form.criteria}
              help={text.form.criteriaHelp}
              many
              options={criteria.map(one => ({ value: one.code, text: `${one.code} ${one.name}` }))}
              values={shownMany(form, roundField(number, 'criteria'), asked)}
              problems={problems}
            />
          </>
        );
        return (
          <details open={day !== ''}>
            <summary>{text.form.round(number)}</summary>
            {body}
          </details>
        );
      })}
    </>
  );
};

/** The form for a new routine and for a draft. */
export const RoutineForm = ({
  routine,
  criteria,
  slots,
  units,
  form,
  problems,
}: FormParts & {
  routine: Routine | null;
  /** The core. */
  criteria: readonly Criterion[];
  /** The codes that the routine's own parameters have, or may get. */
  slots: readonly string[];
  units: readonly Option[];
}) => {
  const words = text.form;
  const others = shownMany(form, 'otherUnits', routine?.scope.otherUnits ? ['ja'] : []);
  return (
    <>
      <h1>{routine ? text.change : words.newTitle}</h1>
      <Form action={routine ? `${routinePath(routine)}/andra` : '/uppfoljning/rutiner'} guard>
        {routine && <Hidden name="version" value={shownValue(form, 'version', routine.version)} />}
        <TextField
          name="title"
          label={words.title}
          value={shownValue(form, 'title', routine?.title)}
          problems={problems}
        />
        <Select
          name="unitId"
          label={words.unitId}
          empty={words.wholeAuthority}
          options={units}
          value={shownValue(form, 'unitId', routine?.scope.unitId)}
          problems={problems}
        />
        <Choices
          name="schoolForms"
          label={words.schoolForms}
          many
          options={Object.entries(schoolForms).map(([value, name]) => ({ value, text: name }))}
          values={shownMany(form, 'schoolForms', routine?.scope.schoolForms ?? [])}
          problems={problems}
        />
        <Choices
          name="otherUnits"
          label={words.otherUnitsLabel}
          many
          options={[{ value: 'ja', text: words.otherUnits }]}
          values={others}
          problems={problems}
        />
        <div class="row-fields">
          <TextField
            name="fewest"
            label={words.fewest}
            width="short"
            inputmode="numeric"
            value={shownValue(form, 'fewest', routine?.fewest ?? 3)}
            problems={problems}
          />
          <TextField
            name="most"
            label={words.most}
            width="short"
            inputmode="numeric"
            value={shownValue(form, 'most', routine?.most ?? 4)}
            problems={problems}
          />
        </div>
        <TextField
          name="startsOn"
          type="date"
          label={words.startsOn}
          value={shownValue(form, 'startsOn', routine?.startsOn)}
          problems={problems}
        />
        <TextField
          name="endsOn"
          type="date"
          label={words.endsOn}
          help={words.endsOnHelp}
          optional
          value={shownValue(form, 'endsOn', routine?.endsOn)}
          problems={problems}
        />
        <TextArea
          name="helpText"
          label={words.helpText}
          help={words.helpTextHelp}
          value={shownValue(form, 'helpText', routine?.helpText)}
          problems={problems}
        />
        <TextArea
          name="guide"
          label={words.guide}
          help={words.guideHelp}
          value={shownValue(form, 'guide', routine?.guide)}
          problems={problems}
        />
        <Rounds {...{ routine, criteria, form, problems }} />
        <Additions {...{ routine, slots, form, problems }} />
        <Button>{words.save}</Button>
      </Form>
    </>
  );
};

/** The form that notes the union step of a version. */
export const UnionForm = ({
  routine,
  views,
  form,
  problems,
}: FormParts & {
  routine: Routine;
  /** What the parties have said themselves: it is proposed, and stands beside what is noted. */
  views: readonly SaidView[];
}) => {
  const words = text.unionForm;
  const said = views.map(one => `${one.party}: ${one.view}`).join('\n');
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      {views.length > 0 && (
        <>
          <h2>{unionTexts.views}</h2>
          <SaidViews views={views} />
        </>
      )}
      <Form action={`${routinePath(routine)}/fackligt`} guard>
        <Hidden name="version" value={shownValue(form, 'version', routine.version)} />
        <TextField
          name="on"
          type="date"
          label={words.on}
          value={shownValue(form, 'on', routine.union?.on)}
          problems={problems}
        />
        <Choices
          name="form"
          label={words.form}
          options={unionForms.map(value => ({ value, text: value }))}
          values={[shownValue(form, 'form', routine.union?.form)]}
          problems={problems}
        />
        <TextField
          name="parties"
          label={words.parties}
          value={shownValue(
            form,
            'parties',
            routine.union?.parties ?? formatList(views.map(one => one.party)),
          )}
          problems={problems}
        />
        <TextArea
          name="view"
          label={words.view}
          help={words.viewHelp}
          value={shownValue(form, 'view', routine.union?.view ?? said)}
          problems={problems}
        />
        <Button>{words.save}</Button>
      </Form>
    </>
  );
};

/** The form that notes who decided a version, and when. */
export const RoutineDecisionForm = ({
  routine,
  clauses,
  form,
  problems,
}: FormParts & { routine: Routine; clauses: readonly Option[] }) => {
  const words = text.decisionForm;
  return (
    <>
      <h1>{words.title}</h1>
      <Form action={`${routinePath(routine)}/beslut`} guard>
        <Hidden name="version" value={shownValue(form, 'version', routine.version)} />
        <TextField
          name="decidedOn"
          type="date"
          label={words.decidedOn}
          value={form.text('decidedOn')}
          problems={problems}
        />
        <TextField
          name="decidedBy"
          label={words.decidedBy}
          help={words.decidedByHelp}
          value={form.text('decidedBy')}
          problems={problems}
        />
        <TextField
          name="paragraph"
          label={words.paragraph}
          width="short"
          optional
          value={form.text('paragraph')}
          problems={problems}
        />
        {clauses.length > 0 && (
          <Select
            name="clauseId"
            label={words.clauseId}
            help={words.clauseHelp}
            empty={words.noClause}
            options={clauses}
            value={form.text('clauseId')}
            problems={problems}
          />
        )}
        <Button>{words.save}</Button>
      </Form>
    </>
  );
};
