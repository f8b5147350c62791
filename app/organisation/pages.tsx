import type { AcademicYear } from '#app/shared/academic-year.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import {
  Button,
  ButtonLink,
  Choices,
  Facts,
  Form,
  Select,
  type SentForm,
  shownValue,
  Table,
  TextField,
} from '#app/web/index.ts';
import type { PublishedValue } from './store.ts';
import { sv } from './sv.ts';
import {
  type OrganisationOn,
  type SchoolForm,
  type Succession,
  schoolForms,
  type Unit,
  type UnitOn,
  unitKinds,
} from './unit.ts';

const address = (unit: { readonly id: string }, on: IsoDate, today: IsoDate): string =>
  `/organisation/${unit.id}${on === today ? '' : `?datum=${on}`}`;

const Branch = ({
  unit,
  organisation,
  today,
}: {
  unit: UnitOn;
  organisation: OrganisationOn;
  today: IsoDate;
}) => {
  const children = organisation.childrenOf(unit.id);
  return (
    <li>
      <a href={address(unit, organisation.on, today)}>{unit.name}</a>{' '}
      <span class="kind">
        {unit.kind.toLowerCase()}
        {unit.yearLevels.length > 0 && `, ${levels(unit.yearLevels)}`}
      </span>
      {children.length > 0 && (
        <ul>
          {children.map(child => (
            <Branch unit={child} organisation={organisation} today={today} />
          ))}
        </ul>
      )}
    </li>
  );
};

/** 'F–6', '7–9': the first and the last, since they follow each other in a school. */
export const levels = (all: readonly string[]): string => {
  const order = ['F', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const sorted = [...all].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return sorted.length < 2 ? (sorted[0] ?? '') : `${sorted[0]}–${sorted.at(-1)}`;
};

const forms = (unit: UnitOn): string =>
  unit.schoolForms.map((form: SchoolForm) => schoolForms[form]).join(', ');

export const OrganisationPage = ({
  organisation,
  today,
  mayEdit,
}: {
  organisation: OrganisationOn;
  today: IsoDate;
  mayEdit: boolean;
}) => (
  <>
    <h1>{sv.title}</h1>
    {organisation.root ? (
      <>
        <p>{sv.intro(formatDate(organisation.on))}</p>
        <form method="get" class="filters">
          <TextField name="datum" type="date" label={sv.showOn} value={organisation.on} />
          <Button look="secondary">{sv.show}</Button>
        </form>
        <ul class="tree">
          <Branch unit={organisation.root} organisation={organisation} today={today} />
        </ul>
      </>
    ) : (
      <>
        <p>{sv.empty}</p>
        <p class="empty">{sv.emptyNext}</p>
      </>
    )}
    <div class="buttons">
      {mayEdit && <ButtonLink href="/organisation/ny">{sv.addUnit}</ButtonLink>}
      {mayEdit && organisation.root && (
        <ButtonLink href="/organisation/omorganisera">{sv.reorganise}</ButtonLink>
      )}
      <ButtonLink href="/organisation/lasar">{sv.years}</ButtonLink>
    </div>
  </>
);

export const UnitPage = ({
  unit,
  organisation,
  units,
  successions,
  published,
  today,
  mayEdit,
}: {
  unit: Unit;
  organisation: OrganisationOn;
  units: readonly Unit[];
  successions: readonly Succession[];
  published: readonly PublishedValue[];
  today: IsoDate;
  mayEdit: boolean;
}) => {
  const now = organisation.find(unit.id);
  const parent = now?.parentId ? organisation.find(now.parentId) : null;
  const nameOf = (id: string) => units.find(one => one.id === id)?.versions.at(-1)?.name ?? '';
  const children = organisation.childrenOf(unit.id);
  return (
    <>
      <h1>{now?.name ?? unit.versions.at(-1)?.name}</h1>
      {unit.endsOn && unit.endsOn < organisation.on && <p>{sv.ended(formatDate(unit.endsOn))}.</p>}
      <Facts
        facts={[
          [sv.facts.kind, unit.kind],
          [sv.facts.code, unit.schoolUnitCode],
          [sv.facts.parent, parent && <a href={address(parent, organisation.on, today)}>{parent.name}</a>],
          [sv.facts.forms, now && forms(now)],
          [sv.facts.levels, now && levels(now.yearLevels)],
          [sv.facts.period, formatPeriod(unit)],
        ]}
      />
      {mayEdit && (
        <div class="buttons">
          <ButtonLink href={`/organisation/${unit.id}/andra`}>{sv.changeUnit}</ButtonLink>
          {unit.endsOn === null && unit.kind !== 'Huvudman' && (
            <ButtonLink href={`/organisation/${unit.id}/avsluta`}>{sv.ending.title}</ButtonLink>
          )}
        </div>
      )}
      {children.length > 0 && (
        <>
          <h2>{sv.below}</h2>
          <ul class="tree">
            {children.map(child => (
              <Branch unit={child} organisation={organisation} today={today} />
            ))}
          </ul>
        </>
      )}
      {successions.length > 0 && (
        <>
          <h2>{sv.successions}</h2>
          <ul>
            {successions.map(one => (
              <li>
                {one.successorId === unit.id
                  ? sv.tookOver(nameOf(one.predecessorId), formatDate(one.happenedOn), one.kind)
                  : sv.takenOver(nameOf(one.successorId), formatDate(one.happenedOn), one.kind)}
              </li>
            ))}
          </ul>
        </>
      )}
      {published.length > 0 && (
        <>
          <h2>{sv.published}</h2>
          <Table
            caption={sv.published}
            hideCaption
            rows={published}
            columns={[
              {
                key: 'measure',
                text: sv.publishedMeasure,
                cell: value => sv.measures[value.measure] ?? value.measure,
              },
              {
                key: 'year',
                text: sv.publishedYear,
                cell: value => academicYearLabel(value.academicYearStart),
              },
              { key: 'value', text: sv.publishedValue, numeric: true, cell: value => value.raw ?? '' },
            ]}
          />
          <p class="downloads">{sv.publishedSource}</p>
        </>
      )}
      <h2>{sv.history}</h2>
      <Table
        caption={sv.history}
        hideCaption
        rows={[...unit.versions].reverse()}
        columns={[
          { key: 'name', text: sv.name, cell: version => version.name },
          {
            key: 'parent',
            text: sv.facts.parent,
            cell: version => (version.parentId ? nameOf(version.parentId) : ''),
          },
          { key: 'valid', text: sv.valid, cell: version => formatPeriod(version) },
        ]}
      />
    </>
  );
};

/** One form for a new unit and for a change of one. `known` is what is true now. */
export const UnitForm = ({
  unit,
  organisation,
  form,
  problems,
  today,
}: {
  unit: Unit | null;
  organisation: OrganisationOn;
  form: SentForm;
  problems: readonly FieldError[];
  today: IsoDate;
}) => {
  const known = unit ? organisation.find(unit.id) : null;
  const sent = form.names().length > 0;
  const title = unit ? sv.changeUnit : sv.addUnit;
  return (
    <>
      <h1>{known ? `${title}: ${known.name}` : title}</h1>
      <Form action={unit ? `/organisation/${unit.id}` : '/organisation'} guard>
        {!unit && (
          <Select
            name="kind"
            label={sv.form.kind}
            empty={sv.form.choose}
            options={unitKinds
              .filter(kind => kind !== 'Huvudman' || !organisation.root)
              .map(kind => ({ value: kind, text: kind }))}
            value={form.text('kind')}
            problems={problems}
          />
        )}
        <TextField
          name="name"
          label={sv.form.name}
          value={shownValue(form, 'name', known?.name)}
          problems={problems}
        />
        {unit?.kind !== 'Huvudman' && organisation.root && (
          <Select
            name="parentId"
            label={sv.form.parent}
            empty={sv.form.choose}
            options={organisation
              .all()
              .filter(one => one.kind !== 'Skolenhet' && one.id !== unit?.id)
              .map(one => ({ value: one.id, text: `${'\u2003'.repeat(one.depth)}${one.name}` }))}
            value={shownValue(form, 'parentId', known?.parentId)}
            problems={problems}
          />
        )}
        {!unit && (
          <TextField
            name="schoolUnitCode"
            label={sv.form.code}
            help={sv.form.codeHelp}
            width="medium"
            inputmode="numeric"
            optional
            value={form.text('schoolUnitCode')}
            problems={problems}
          />
        )}
        <Choices
          name="schoolForms"
          label={sv.form.forms}
          many
          optional
          options={Object.entries(schoolForms).map(([value, text]) => ({ value, text }))}
          values={sent ? form.texts('schoolForms') : (known?.schoolForms ?? [])}
          problems={problems}
        />
        <Choices
          name="yearLevels"
          label={sv.form.levels}
          many
          inRow
          optional
          options={['F', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map(level => ({
            value: level,
            text: level,
          }))}
          values={sent ? form.texts('yearLevels') : (known?.yearLevels ?? [])}
        />
        <TextField
          name="from"
          type="date"
          label={sv.form.from}
          {...(unit ? { help: sv.form.fromHelp } : {})}
          value={shownValue(form, 'from', today)}
          problems={problems}
        />
        <Button>{unit ? sv.form.saveChange : sv.form.saveNew}</Button>
      </Form>
    </>
  );
};

export const AcademicYearsPage = ({
  years,
  mayEdit,
  form,
  problems,
}: {
  years: readonly AcademicYear[];
  mayEdit: boolean;
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const text = sv.academicYears;
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <Table
        caption={text.title}
        hideCaption
        rows={years}
        columns={[
          { key: 'year', text: text.year, cell: year => academicYearLabel(year.startYear) },
          { key: 'starts', text: text.starts, cell: year => formatDate(year.startsOn) },
          { key: 'spring', text: text.spring, cell: year => formatDate(year.springStartsOn) },
          { key: 'ends', text: text.ends, cell: year => formatDate(year.endsOn) },
        ]}
      />
      {mayEdit && (
        <Form action="/organisation/lasar">
          <h2>{text.save}</h2>
          <TextField
            name="startYear"
            label={text.startYear}
            width="short"
            inputmode="numeric"
            value={form.text('startYear')}
            problems={problems}
          />
          <TextField
            name="startsOn"
            type="date"
            label={text.starts}
            value={form.text('startsOn')}
            problems={problems}
          />
          <TextField
            name="springStartsOn"
            type="date"
            label={text.spring}
            value={form.text('springStartsOn')}
            problems={problems}
          />
          <TextField
            name="endsOn"
            type="date"
            label={text.ends}
            value={form.text('endsOn')}
            problems={problems}
          />
          <Button>{text.save}</Button>
        </Form>
      )}
    </>
  );
};
