import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate } from '#app/shared/swedish.ts';
import {
  Button,
  ButtonLink,
  Form,
  Hidden,
  type SentForm,
  State,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import type { NotedUses } from '../burden.ts';
import { fieldsOf, ReaderTable } from '../pages/fields.tsx';
import { routinePath } from '../pages/routine.tsx';
import type { Routine } from '../routine.ts';
import type { Criterion } from '../rubric/rubric.ts';
import { sv } from './sv.ts';
import type { SaidView, UnionStanding } from './union-reading.ts';
import { askedChange, askedHash } from './union-view.ts';

/** What organisations have said, each in its own words. */
export const SaidViews = ({ views }: { views: readonly SaidView[] }) => (
  <ul>
    {views.map(({ party, on, view, by, isOutdated }) => (
      <li>
        {sv.by(party, formatDate(on), by)}: ”{view}”{isOutdated && <> {sv.outdated}</>}
      </li>
    ))}
  </ul>
);

/** What a version asks that the one before it did not: each new field with its reader and purpose. */
const Asks = ({
  routine,
  before,
  criteria,
  noted,
}: {
  routine: Routine;
  before: Routine | null;
  criteria: readonly Criterion[];
  noted: NotedUses;
}) => {
  const { added, dropped, times } = askedChange(before, routine);
  const names = new Map(
    [...(before?.additions ?? []), ...criteria].map(one => [one.code, `${one.code} ${one.name}`]),
  );
  const nameOf = (code: string): string => names.get(code) ?? code;
  const isNew = (key: string): boolean => before === null || added.includes(key);
  const fields = fieldsOf(criteria, noted).filter(one => isNew(one.key));
  return (
    <>
      <h3>{sv.asks.title(routine.number)}</h3>
      {before === null && <p>{sv.asks.first}</p>}
      {before !== null && added.length + dropped.length + times.length === 0 && (
        <p>{sv.asks.same(before.number)}</p>
      )}
      {fields.length > 0 && <ReaderTable caption={sv.asks.added} fields={fields} />}
      {dropped.length + times.length > 0 && (
        <ul>
          {dropped.length > 0 && <li>{sv.asks.dropped(dropped.map(nameOf))}</li>}
          {times.map(one => (
            <li>{sv.asks.more(nameOf(one.code), one.before, one.after)}</li>
          ))}
        </ul>
      )}
      {before !== null && (
        <p>
          <a href={`${routinePath(routine)}/jamfor?med=${before.number}`}>{sv.asks.compare(before.number)}</a>
        </p>
      )}
      <p>{sv.asks.never}</p>
    </>
  );
};

/** What was said before the step was taken, beside what is noted of it. */
export const SaidBefore = ({ views }: Pick<UnionStanding, 'views'>) => (
  <>
    <h2 id="fackligt">{sv.views}</h2>
    <SaidViews views={views} />
  </>
);

/** Where the union step of a version waits: what the version adds, what has been said of it, and who does what next. */
export const UnionSection = ({
  standing: { views, recorders, mayState },
  ...version
}: {
  standing: UnionStanding;
  routine: Routine;
  before: Routine | null;
  criteria: readonly Criterion[];
  noted: NotedUses;
}) => {
  const { routine } = version;
  return (
    <>
      <h2 id="fackligt">{sv.title}</h2>
      <p>
        <State kind="open">{sv.waits}</State>
      </p>
      <p>{sv.why(routine.state === 'utkast')}</p>
      <Asks {...version} />
      {(mayState || views.length > 0) && (
        <>
          <h3>{sv.views}</h3>
          {views.length === 0 ? <p class="empty">{sv.none}</p> : <SaidViews views={views} />}
        </>
      )}
      <p>{sv.recordedBy(recorders)}</p>
      {mayState && (
        <div class="buttons">
          <ButtonLink
            href={`${routinePath(routine)}/syn`}
            look={views.length === 0 ? 'primary' : 'secondary'}
          >
            {views.length === 0 ? sv.state : sv.stateAgain}
          </ButtonLink>
        </div>
      )}
    </>
  );
};

/** The form where a representative writes what the organisation says of a version. */
export const UnionViewForm = ({
  routine,
  party,
  today,
  form,
  problems,
}: {
  routine: Routine;
  /** The organisation that the representative spoke for last. */
  party: string;
  today: IsoDate;
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{sv.form.title}</h1>
    <p class="kind">{sv.form.about(routine.title, routine.number)}</p>
    <p>{sv.form.intro}</p>
    <Form action={`${routinePath(routine)}/syn`} guard>
      <Hidden name="seen" value={askedHash(routine)} />
      <TextField
        name="party"
        label={sv.form.party}
        value={shownValue(form, 'party', party)}
        problems={problems}
      />
      <TextField
        name="on"
        type="date"
        label={sv.form.on}
        value={shownValue(form, 'on', today)}
        problems={problems}
      />
      <TextArea
        name="view"
        label={sv.form.view}
        help={sv.form.viewHelp}
        value={form.text('view')}
        problems={problems}
      />
      <Button>{sv.form.save}</Button>
    </Form>
  </>
);
