import type { RecordedEvent } from '#app/database/index.ts';
import type { OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { actions, type Viewer } from '#app/shared/permission.ts';
import {
  capitalise,
  formatCount,
  formatInstant,
  formatNumber,
  formatPeriod,
  formatShortDate,
} from '#app/shared/swedish.ts';
import type { Task } from '#app/shared/task.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Facts,
  Form,
  Hidden,
  KeptTogether,
  Select,
  type SentForm,
  Table,
  TextField,
} from '#app/web/index.ts';
import { rightsOf } from './rights.ts';
import { type RoleHolding, roles } from './role.ts';
import { fullName, type Person } from './store.ts';
import { sv } from './sv.ts';

/** A place to begin: what is done there, and what it gives. */
export type Way = { readonly href: string; readonly text: string; readonly about: string };

/** Mitt att göra: what waits for this person, the most urgent first, and where to begin when nothing does. */
export const StartPage = ({
  tasks,
  ways,
  today,
}: {
  tasks: readonly Task[];
  ways: readonly Way[];
  today: IsoDate;
}) => {
  const text = sv.start;
  const minutes = tasks.reduce((sum, task) => sum + (task.minutes ?? 0), 0);
  return (
    <>
      <h1>{text.title}</h1>
      {tasks.length === 0 ? (
        <>
          <p>{text.nothing}</p>
          <p class="empty">{text.nothingNext}</p>
        </>
      ) : (
        <>
          <p>
            {text.count(formatCount(tasks.length, text.one, text.many))}{' '}
            {minutes > 0 && text.minutes(formatNumber(minutes), tasks.length)}
          </p>
          <ul class="cards">
            {tasks.map(task => (
              <li class="card">
                <h2>
                  <KeptTogether text={task.title} />
                </h2>
                <p class="card-due">
                  {task.dueOn &&
                    (task.dueOn < today
                      ? text.late(formatShortDate(task.dueOn))
                      : text.due(formatShortDate(task.dueOn)))}
                  {task.dueOn && task.minutes !== null && ' · '}
                  {task.minutes !== null && text.about(task.minutes)}
                </p>
                <p>{task.about}</p>
                <ButtonLink href={task.href} look="primary">
                  {task.button}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </>
      )}
      {ways.length > 0 && (
        <>
          <h2>{text.ways}</h2>
          <ul class="ways">
            {ways.map(way => (
              <li>
                <a href={way.href}>{way.text}</a>
                <span class="help">{way.about}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** The people one can be in the demo. */
/** Whoever has been given a code needs no account. */
const PulseWay = () => (
  <p>
    <a href="/puls">{sv.signIn.pulse}</a>
  </p>
);

export const DemoSignIn = ({
  people,
  labels,
  next,
}: {
  people: readonly Person[];
  labels: ReadonlyMap<string, readonly string[]>;
  next: string;
}) => (
  <>
    <h1>{sv.signIn.title}</h1>
    <p>{sv.signIn.demoIntro}</p>
    <PulseWay />
    <ul class="people">
      {people.map(person => (
        <li class="card">
          <h2>{fullName(person)}</h2>
          <p class="kind">{(labels.get(person.id) ?? []).join(', ')}</p>
          {person.presentation && <p>{person.presentation}</p>}
          <ActionButton action="/logga-in" fields={{ person: person.id, till: next }} look="secondary">
            {sv.signIn.asPerson(person.givenName)}
          </ActionButton>
        </li>
      ))}
    </ul>
  </>
);

export const LinkSignIn = () => (
  <>
    <h1>{sv.signIn.title}</h1>
    <p>{sv.signIn.linkIntro}</p>
    <PulseWay />
  </>
);

export const LinkPage = ({ person, token }: { person: Person | null; token: string }) =>
  person ? (
    <>
      <h1>{sv.signIn.linkTitle(person.givenName)}</h1>
      <p>{sv.signIn.linkText}</p>
      <ActionButton action="/logga-in/lank" fields={{ token }} look="primary">
        {sv.signIn.asPerson(fullName(person))}
      </ActionButton>
    </>
  ) : (
    <>
      <h1>{sv.signIn.title}</h1>
      <p>{sv.signIn.linkOver}</p>
    </>
  );

/** What the program knows about the person who is looking, and what it lets them do. */
export const MePage = ({
  viewer,
  person,
  holdings,
  organisation,
  more,
}: {
  viewer: Viewer;
  person: Person;
  holdings: readonly RoleHolding[];
  organisation: OrganisationOn;
  more: readonly Way[];
}) => {
  const text = sv.me;
  const rights = rightsOf(viewer, holdings);
  return (
    <>
      <h1>{text.title}</h1>
      <h2>{text.about}</h2>
      <Facts
        facts={[
          [sv.people.name, fullName(person)],
          [text.employeeNumber, person.employeeNumber],
          [text.email, person.email],
        ]}
      />
      <Table
        caption={text.roles}
        stacks
        rows={holdings}
        columns={[
          { key: 'role', text: text.role, cell: holding => roles[holding.role].text },
          { key: 'unit', text: text.unit, cell: holding => organisation.find(holding.unitId)?.name ?? '' },
          { key: 'period', text: text.period, cell: holding => formatPeriod(holding) },
        ]}
      />
      <h2>{text.more}</h2>
      <ul>
        {more.map(({ href, text: name, about }) => (
          <li>
            <a href={href}>{name}</a>
            <span class="help">{about}</span>
          </li>
        ))}
      </ul>
      <h2>{text.rights}</h2>
      <p>{text.rightsIntro}</p>
      <Table
        caption={text.rights}
        hideCaption
        stacks
        rows={rights}
        columns={[
          { key: 'action', text: text.action, cell: right => actions[right.action] },
          { key: 'because', text: text.where, cell: right => right.because },
        ]}
      />
      <div class="buttons">
        <ActionButton action="/logga-ut">{sv.signIn.signOut}</ActionButton>
      </div>
    </>
  );
};

export const PeoplePage = ({
  people,
  holdings,
  organisation,
  search,
  today,
}: {
  people: readonly Person[];
  holdings: readonly RoleHolding[];
  organisation: OrganisationOn;
  /** Part of a name or a number; '' shows everyone. */
  search: string;
  today: IsoDate;
}) => {
  const text = sv.people;
  const sought = search.toLocaleLowerCase('sv');
  const found = people.filter(person =>
    `${fullName(person)} ${person.employeeNumber ?? ''}`.toLocaleLowerCase('sv').includes(sought),
  );
  const heldBy = (person: Person) =>
    holdings.filter(one => one.personId === person.id && contains(one, today));
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <div class="buttons">
        <ButtonLink href="/personer/ny">{text.newPerson}</ButtonLink>
      </div>
      <form method="get" action="/personer" class="filters">
        <TextField name="sok" label={text.search} type="search" value={search} />
        <Button look="secondary">{text.searchButton}</Button>
      </form>
      {found.length > 0 && <p>{text.count(capitalise(formatCount(found.length, text.one, text.many)))}</p>}
      <Table
        caption={text.title}
        hideCaption
        rows={found}
        empty={text.noneFound(search)}
        columns={[
          {
            key: 'name',
            text: text.name,
            cell: person => <a href={`/personer/${person.id}`}>{fullName(person)}</a>,
          },
          { key: 'number', text: text.employeeNumber, cell: person => person.employeeNumber ?? '' },
          {
            key: 'roles',
            text: text.roles,
            cell: person => {
              const labels = heldBy(person).map(
                holding => `${roles[holding.role].text}, ${organisation.find(holding.unitId)?.name ?? ''}`,
              );
              return labels.length > 0 ? labels.join('; ') : <span class="empty">{text.none}</span>;
            },
          },
        ]}
      />
    </>
  );
};

export const NewPersonPage = ({ form, problems }: { form: SentForm; problems: readonly FieldError[] }) => {
  const text = sv.people;
  return (
    <>
      <h1>{text.newPerson}</h1>
      <Form action="/personer" guard>
        <TextField
          name="givenName"
          label={text.givenName}
          value={form.text('givenName')}
          problems={problems}
        />
        <TextField
          name="familyName"
          label={text.familyName}
          value={form.text('familyName')}
          problems={problems}
        />
        <TextField
          name="employeeNumber"
          label={text.employeeNumber}
          help={text.employeeHelp}
          value={form.text('employeeNumber')}
          width="medium"
          optional
          problems={problems}
        />
        <TextField
          name="email"
          label={text.email}
          type="email"
          value={form.text('email')}
          optional
          problems={problems}
        />
        <Button>{text.savePerson}</Button>
      </Form>
    </>
  );
};

export const PersonPage = ({
  person,
  holdings,
  organisation,
  today,
  form,
  problems,
  link,
}: {
  person: Person;
  holdings: readonly RoleHolding[];
  organisation: OrganisationOn;
  today: IsoDate;
  form: SentForm;
  problems: readonly FieldError[];
  link: string | null;
}) => {
  const text = sv.people;
  return (
    <>
      <h1>{fullName(person)}</h1>
      <Facts
        facts={[
          [text.employeeNumber, person.employeeNumber],
          [text.email, person.email],
        ]}
      />
      <Table
        caption={text.held}
        rows={holdings}
        empty={text.none}
        columns={[
          { key: 'role', text: text.role, cell: holding => roles[holding.role].text },
          { key: 'unit', text: text.unit, cell: holding => organisation.find(holding.unitId)?.name ?? '' },
          { key: 'period', text: sv.me.period, cell: holding => formatPeriod(holding) },
          {
            key: 'end',
            text: text.action,
            cell: holding =>
              contains(holding, today) && holding.endsOn !== today ? (
                <ActionButton
                  action={`/personer/${person.id}/avsluta`}
                  fields={{ holding: holding.id }}
                  look="tertiary"
                >
                  {text.end}
                </ActionButton>
              ) : null,
          },
        ]}
      />
      {link && (
        <div class="notice notice-info">
          <div>
            <p>{text.linkMade}</p>
            <p>
              <code>{link}</code>
            </p>
          </div>
        </div>
      )}
      <div class="buttons">
        <ActionButton action={`/personer/${person.id}/lank`}>{text.link}</ActionButton>
      </div>
      <h2>{text.addTitle(person.givenName)}</h2>
      <Form action={`/personer/${person.id}/roller`}>
        <Select
          name="role"
          label={text.role}
          empty={text.errors.role}
          options={Object.entries(roles).map(([value, role]) => ({ value, text: role.text }))}
          value={form.text('role')}
          problems={problems}
        />
        <Select
          name="unitId"
          label={text.unit}
          empty={text.errors.unit}
          options={organisation.all().map(unit => ({ value: unit.id, text: unit.name, group: unit.kind }))}
          value={form.text('unitId')}
          problems={problems}
        />
        <TextField
          name="startsOn"
          label={text.from}
          type="date"
          value={form.text('startsOn') || today}
          problems={problems}
        />
        <TextField
          name="endsOn"
          label={text.to}
          help={text.toHelp}
          type="date"
          optional
          value={form.text('endsOn')}
          problems={problems}
        />
        <Hidden name="person" value={person.id} />
        <Button>{text.save}</Button>
      </Form>
    </>
  );
};

/** The words of all rooms for what is done, and for what it is done to. */
export type LogWords = {
  readonly acts: Readonly<Record<string, string>>;
  readonly subjects: Readonly<Record<string, string>>;
};

/** Ids made at the same time begin alike, so the end of one tells it from the others. */
const TOLD_OF_ID = 8;

export const LogPage = ({
  events,
  names,
  words,
  older,
}: {
  events: readonly RecordedEvent[];
  names: ReadonlyMap<string, string>;
  words: LogWords;
  older: string | null;
}) => {
  const text = sv.log;
  const about = ({ subject }: RecordedEvent) => {
    const at = subject.indexOf(':');
    const [kind, id] = [subject.slice(0, at), subject.slice(at + 1)];
    return (
      <>
        {words.subjects[kind] ?? kind}{' '}
        {names.get(id) ?? (kind === 'authority' ? '' : <code>{id.slice(-TOLD_OF_ID)}</code>)}
      </>
    );
  };
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.intro}</p>
      <Table
        caption={text.title}
        hideCaption
        rows={events}
        columns={[
          { key: 'sequence', text: text.number, numeric: true, cell: event => formatNumber(event.sequence) },
          { key: 'time', text: text.time, cell: event => formatInstant(event.enteredAt) },
          {
            key: 'who',
            text: text.who,
            cell: event => (event.actorId ? (names.get(event.actorId) ?? '') : text.system),
          },
          { key: 'what', text: text.what, cell: event => words.acts[event.kind] ?? event.kind },
          { key: 'subject', text: text.subject, cell: about },
          { key: 'happened', text: text.happened, cell: event => formatShortDate(event.happenedOn) },
        ]}
      />
      {older && <ButtonLink href={older}>{text.earlier}</ButtonLink>}
    </>
  );
};
