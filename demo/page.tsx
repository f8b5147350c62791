import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { ActionButton, Button, Form, Notice, type SentForm, shownValue, TextField } from '#app/web/index.ts';
import { demoFiles } from './files.ts';
import { otherSituations, type Situation, storyDays, wayToTheBoard } from './story.ts';
import { sv } from './sv.ts';

/** Somebody to be in the demo. */
export type DemoPerson = {
  readonly id: string;
  readonly givenName: string;
  readonly name: string;
  /** 'Rektor, Rektorsområde Norr' */
  readonly role: string;
};

const Situations = ({
  situations,
  people,
  numbered = false,
}: {
  situations: readonly Situation[];
  people: ReadonlyMap<string, DemoPerson>;
  /** They are steps of one way. */
  numbered?: boolean;
}) => (
  <ul class={numbered ? 'people steps' : 'people'}>
    {situations.map(({ person: number, title, look, href }, at) => {
      const person = people.get(number);
      return (
        person && (
          <li class="card">
            <h3>{numbered ? `${at + 1}. ${title}` : title}</h3>
            <p class="kind">{sv.asWhom(person.name, person.role)}</p>
            <p>{look}</p>
            <ActionButton action="/logga-in" fields={{ person: person.id, till: href }}>
              {sv.become(person.givenName)}
            </ActionButton>
          </li>
        )
      );
    })}
  </ul>
);

const Day = ({
  today,
  form,
  problems,
}: {
  today: IsoDate;
  form: SentForm | null;
  problems: readonly FieldError[];
}) => (
  <>
    <p>
      {sv.day.now(formatDate(today))} {sv.day.about}
    </p>
    <ul class="days">
      {storyDays
        .filter(({ day }) => day !== today)
        .map(({ day, what }) => (
          <li>
            {what}{' '}
            <ActionButton action="/demo/dag" look="tertiary" fields={{ day }}>
              {sv.day.goTo(formatDate(day))}
            </ActionButton>
          </li>
        ))}
    </ul>
    <Form action="/demo/dag">
      <TextField
        name="day"
        label={sv.day.field}
        help={sv.day.help}
        type="date"
        value={shownValue(form, 'day', today)}
        problems={problems}
      />
      <Button look="secondary">{sv.day.button}</Button>
    </Form>
  </>
);

/** What Ekdala is, which day it is there, and what to try as whom. */
export const DemoPage = ({
  people,
  today,
  isMovable,
  form = null,
  problems = [],
}: {
  people: ReadonlyMap<string, DemoPerson>;
  today: IsoDate;
  isMovable: boolean;
  form?: SentForm | null;
  problems?: readonly FieldError[];
}) => (
  <>
    <h1>{sv.title}</h1>
    <Notice>
      <p>{sv.fiction}</p>
    </Notice>
    <h2>{sv.wayHead}</h2>
    <p>{sv.wayIntro}</p>
    <Situations situations={wayToTheBoard} people={people} numbered />
    <h2>{sv.otherHead}</h2>
    <Situations situations={otherSituations} people={people} />
    <h2>{sv.day.head}</h2>
    {isMovable ? <Day today={today} form={form} problems={problems} /> : <p>{sv.day.fixed}</p>}
    <h2>{sv.filesHead}</h2>
    <p>{sv.lists}</p>
    <ul>
      {Object.keys(demoFiles).map(name => (
        <li>
          <a href={`/demo/filer/${name}`}>{name}</a>: {sv.files[name as keyof typeof sv.files]}
        </li>
      ))}
    </ul>
  </>
);
