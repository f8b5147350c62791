import { type Chart, ChartView } from '#app/charts/index.ts';
import { addYears, type IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatPeriod, formatShortDate } from '#app/shared/swedish.ts';
import { Button, Form, type SentForm, Table, TextField } from '#app/web/index.ts';
import type { SchoolHoliday } from '../wheel.ts';
import { sv } from './sv.ts';

const text = sv.wheel;

/** Something that happens on a day of the year. */
export type WheelEntry = { readonly on: IsoDate; readonly what: string };

/** The year as a wheel from August, as schools count it. */
const wheelOf = (
  { label, startYear, today }: { label: string; startYear: number; today: IsoDate },
  entries: readonly WheelEntry[],
  holidays: readonly SchoolHoliday[],
): Chart => {
  const startsOn = `${startYear}-08-01`;
  const endsOn = addYears(startsOn, 1);
  return {
    ...{ kind: 'wheel', title: text.picture(label), label, startsOn, on: today },
    ...{ unit: text.days, n: text.counted(entries.length, holidays.length), source: text.title },
    events: entries.map(({ on, what }) => ({ on, label: what })),
    quiet: holidays
      .filter(one => one.endsOn >= startsOn && one.startsOn < endsOn)
      .map(({ startsOn, endsOn, name }) => ({ startsOn, endsOn, label: name })),
  };
};

/** The annual wheel as a picture and as a list: what is due when, and the days on which nothing is. */
export const WheelPage = ({
  label,
  startYear,
  today,
  entries,
  holidays,
  mayEdit,
  form,
  problems,
}: {
  label: string;
  startYear: number;
  today: IsoDate;
  entries: readonly WheelEntry[];
  holidays: readonly SchoolHoliday[];
  mayEdit: boolean;
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{text.title}</h1>
    <p>{text.intro(label)}</p>
    {entries.length > 0 && (
      <figure class="wheel">
        <ChartView chart={wheelOf({ label, startYear, today }, entries, holidays)} />
      </figure>
    )}
    <Table
      caption={text.title}
      hideCaption
      empty={text.empty}
      stacks
      rows={entries}
      columns={[
        { key: 'number', text: text.number, numeric: true, cell: entry => entries.indexOf(entry) + 1 },
        { key: 'on', text: text.when, cell: entry => formatShortDate(entry.on) },
        { key: 'what', text: text.what, cell: entry => entry.what },
      ]}
    />
    <h2>{text.holidays}</h2>
    {holidays.length === 0 ? (
      <p class="empty">{text.holidaysEmpty}</p>
    ) : (
      <ul>
        {holidays.map(holiday => (
          <li>
            {holiday.name}, {formatPeriod(holiday)}
          </li>
        ))}
      </ul>
    )}
    {mayEdit && (
      <>
        <h3>{text.add}</h3>
        <Form action="/uppfoljning/arshjul/lov">
          <TextField
            name="name"
            label={text.name}
            help={text.nameHelp}
            value={form.text('name')}
            problems={problems}
          />
          <div class="row-fields">
            <TextField
              name="startsOn"
              type="date"
              label={text.from}
              value={form.text('startsOn')}
              problems={problems}
            />
            <TextField
              name="endsOn"
              type="date"
              label={text.to}
              value={form.text('endsOn')}
              problems={problems}
            />
          </div>
          <Button look="secondary">{text.save}</Button>
        </Form>
      </>
    )}
  </>
);
