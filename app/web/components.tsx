import type { Child } from 'hono/jsx';
import type { FieldError } from '#app/shared/outcome.ts';
import type { SentForm } from './form.ts';
import { sv } from './sv.ts';

const icons = {
  check: 'M5 13l4 4 10-11',
  wait: 'M12 7v5l3 3M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  alert: 'M12 8v5m0 3v.5M12 3 2.5 20h19L12 3z',
  info: 'M12 11v6m0-10v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  empty: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
} as const;
export type IconName = keyof typeof icons;

/** A sign beside a word, never instead of it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={icons[name]} />
  </svg>
);

/** A text in which a number with its letters, 'FL-044', never breaks at its hyphen. */
export const KeptTogether = ({ text }: { text: string }) => (
  <>
    {text
      .split(/(\S*-\d\S*)/)
      .map((part, at) => (at % 2 === 1 ? <span class="kept-together">{part}</span> : part))}
  </>
);

/** A state: sign, word and, last, colour. */
export const State = ({ kind, children }: { kind: 'done' | 'open' | 'late' | 'none'; children: Child }) => {
  const icon: IconName = { done: 'check', open: 'wait', late: 'alert', none: 'empty' }[kind] as IconName;
  return (
    <span class={`state state-${kind}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
};

/** What must be right before the form can be taken, each a link to its field. Takes focus when the page is shown. */
export const ErrorSummary = ({ problems }: { problems: readonly FieldError[] }) =>
  problems.length === 0 ? null : (
    <div class="ds-error-summary" tabindex={-1} data-error-summary data-color="danger" role="alert">
      <h2 class="ds-heading">{sv.problems(problems.length)}</h2>
      <ul class="ds-list">
        {problems.map(problem => (
          <li>
            {problem.field ? (
              <a class="ds-link" href={`#${problem.field}`}>
                {problem.text}
              </a>
            ) : (
              problem.text
            )}
          </li>
        ))}
      </ul>
    </div>
  );

type FieldParts = {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly optional?: boolean;
  readonly problems?: readonly FieldError[];
};

const describe = ({ name, help, problems }: FieldParts) => {
  const problem = problems?.find(one => one.field === name);
  const ids = [help ? `${name}-help` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ');
  return { problem, described: ids === '' ? undefined : ids };
};

const Label = ({ field }: { field: FieldParts }) => (
  <>
    <label class="ds-label" for={field.name}>
      {field.label} {field.optional && <span class="optional">{sv.optional}</span>}
    </label>
    {field.help && (
      <p class="help" id={`${field.name}-help`}>
        {field.help}
      </p>
    )}
  </>
);

const Problem = ({ name, problem }: { name: string; problem: FieldError | undefined }) =>
  problem ? (
    <p class="ds-validation-message" id={`${name}-problem`}>
      {problem.text}
    </p>
  ) : null;

/** One line of text, a number or a date. `value` is what was sent, else what is known. */
export const TextField = (
  field: FieldParts & {
    readonly value?: string | undefined;
    readonly type?: 'text' | 'date' | 'email' | 'search';
    readonly width?: 'short' | 'medium' | 'full';
    readonly inputmode?: 'decimal' | 'numeric';
    readonly autocomplete?: string;
    readonly suffix?: string;
    readonly list?: readonly string[];
  },
) => {
  const { problem, described } = describe(field);
  return (
    <div class="field">
      <Label field={field} />
      <span class="with-suffix">
        <input
          class={`ds-input input-${field.width ?? (field.type === 'date' ? 'medium' : 'full')}`}
          id={field.name}
          name={field.name}
          type={field.type ?? 'text'}
          value={field.value ?? ''}
          inputmode={field.inputmode}
          autocomplete={field.autocomplete ?? 'off'}
          list={field.list ? `${field.name}-list` : undefined}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={described}
        />
        {field.suffix && <span class="suffix">{field.suffix}</span>}
      </span>
      {field.list && (
        <datalist id={`${field.name}-list`}>
          {field.list.map(option => (
            <option value={option} />
          ))}
        </datalist>
      )}
      <Problem name={field.name} problem={problem} />
    </div>
  );
};

export const TextArea = (
  field: FieldParts & { readonly value?: string | undefined; readonly rows?: number },
) => {
  const { problem, described } = describe(field);
  return (
    <div class="field">
      <Label field={field} />
      <textarea
        class="ds-input"
        id={field.name}
        name={field.name}
        rows={field.rows ?? 5}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described}
      >
        {field.value ?? ''}
      </textarea>
      <Problem name={field.name} problem={problem} />
    </div>
  );
};

export type Option = { readonly value: string; readonly text: string; readonly group?: string };

const Options = ({ options, value }: { options: readonly Option[]; value: string }) => (
  <>
    {options.map(option => (
      <option value={option.value} selected={option.value === value}>
        {option.text}
      </option>
    ))}
  </>
);

/** A choice among many. `empty` is the text of the choice that chooses nothing. */
export const Select = (
  field: FieldParts & {
    readonly options: readonly Option[];
    readonly value?: string | undefined;
    readonly empty?: string;
  },
) => {
  const { problem, described } = describe(field);
  const value = field.value ?? '';
  const groups = [...new Set(field.options.map(option => option.group).filter(group => group !== undefined))];
  return (
    <div class="field">
      <Label field={field} />
      <select
        class="ds-input"
        id={field.name}
        name={field.name}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described}
      >
        {field.empty !== undefined && <option value="">{field.empty}</option>}
        <Options options={field.options.filter(option => option.group === undefined)} value={value} />
        {groups.map(group => (
          <optgroup label={group}>
            <Options options={field.options.filter(option => option.group === group)} value={value} />
          </optgroup>
        ))}
      </select>
      <Problem name={field.name} problem={problem} />
    </div>
  );
};

/** From this many choices on they stand in columns where there is room. */
const MANY_CHOICES = 12;

const choicesLook = (count: number, inRow: boolean): string | undefined => {
  if (inRow) return 'choices-row';
  return count >= MANY_CHOICES ? 'choices-many' : undefined;
};

export type Choice = Option & { readonly help?: string };

/** Choices beside those that are shown at once, under a line that says what they are. */
export type FoldedChoices = { readonly summary: string; readonly options: readonly Choice[] };

/** A choice among few, or several of them when `many`. */
export const Choices = (
  field: FieldParts & {
    readonly options: readonly Choice[];
    readonly folded?: FoldedChoices;
    readonly values: readonly string[];
    readonly many?: boolean;
    /** Short choices side by side. */
    readonly inRow?: boolean;
  },
) => {
  const { problem, described } = describe(field);
  const choice = (option: Choice, at: number) => (
    <label class="choice" for={`${field.name}-${at}`}>
      <input
        class="ds-input"
        type={field.many ? 'checkbox' : 'radio'}
        id={`${field.name}-${at}`}
        name={field.name}
        value={option.value}
        checked={field.values.includes(option.value)}
      />
      <span>
        {option.text}
        {option.help && <span class="help">{option.help}</span>}
      </span>
    </label>
  );
  return (
    <fieldset class="field choices" aria-describedby={described} id={field.name} tabindex={-1}>
      <legend class="ds-label">
        {field.label} {field.optional && <span class="optional">{sv.optional}</span>}
      </legend>
      {field.help && (
        <p class="help" id={`${field.name}-help`}>
          {field.help}
        </p>
      )}
      <div class={choicesLook(field.options.length, field.inRow ?? false)}>{field.options.map(choice)}</div>
      {field.folded && field.folded.options.length > 0 && (
        <details>
          <summary>{field.folded.summary}</summary>
          <div>{field.folded.options.map((option, at) => choice(option, field.options.length + at))}</div>
        </details>
      )}
      <Problem name={field.name} problem={problem} />
    </fieldset>
  );
};

export const FileField = (field: FieldParts & { readonly accept?: string; readonly many?: boolean }) => {
  const { problem, described } = describe(field);
  return (
    <div class="field">
      <Label field={field} />
      <input
        class="ds-input"
        type="file"
        id={field.name}
        name={field.name}
        accept={field.accept}
        multiple={field.many}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={described}
      />
      <Problem name={field.name} problem={problem} />
    </div>
  );
};

export const Hidden = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={String(value)} />
);

type ButtonLook = 'primary' | 'secondary' | 'tertiary';

export const Button = ({
  children,
  look = 'primary',
  name,
  value,
}: {
  children: Child;
  look?: ButtonLook;
  name?: string;
  value?: string;
}) => (
  <button class="ds-button" type="submit" data-variant={look} name={name} value={value}>
    {children}
  </button>
);

/** A link that looks like a button: for going somewhere, never for changing anything. */
export const ButtonLink = ({
  href,
  children,
  look = 'secondary',
}: {
  href: string;
  children: Child;
  look?: ButtonLook;
}) => (
  <a class="ds-button" href={href} data-variant={look}>
    {children}
  </a>
);

/** A button that does one thing, in a form of its own. */
export const ActionButton = ({
  action,
  children,
  look = 'secondary',
  fields = {},
}: {
  action: string;
  children: Child;
  look?: ButtonLook;
  fields?: Readonly<Record<string, string | number>>;
}) => (
  <form method="post" action={action} class="inline">
    {Object.entries(fields).map(([name, value]) => (
      <Hidden name={name} value={value} />
    ))}
    <Button look={look}>{children}</Button>
  </form>
);

/**
 * A form. `guard` asks before changes are left unsaved; `files` lets it carry files. `draft` names what is written and which version
 * of it, and lets the tab keep it until the server has it.
 */
export const Form = ({
  action,
  children,
  guard = false,
  files = false,
  draft,
}: {
  action: string;
  children: Child;
  guard?: boolean;
  files?: boolean;
  draft?: { readonly of: string; readonly version: number };
}) => (
  <form
    method="post"
    action={action}
    enctype={files ? 'multipart/form-data' : undefined}
    data-guard={guard ? '' : undefined}
    {...(draft && {
      'data-draft': `${draft.of} ${draft.version}`,
      'data-draft-note': sv.draft.restored,
      'data-offline-note': sv.draft.offline,
      'data-online-note': sv.draft.online,
    })}
    novalidate
  >
    {children}
  </form>
);

/** A value longer than this, characters, gets a line of its own. */
const LONG_FACT = 60;

/** Facts about one thing, name and value; one that is said to be long gets a line of its own. Those without a value are left out. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, Child, 'long'?])[] }) => (
  <dl class="facts">
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value, length]) => (
        <div
          class={
            length === 'long' || (typeof value === 'string' && value.length > LONG_FACT)
              ? 'facts-long'
              : undefined
          }
        >
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);

/** Links between views of the same thing; the current one is marked, not linked away. */
export const Tabs = ({
  label,
  items,
  path,
}: {
  label: string;
  /** `isCurrent` says it outright where the address without its question does not tell. */
  items: readonly { href: string; text: string; isCurrent?: boolean }[];
  path: string;
}) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {items.map(item => (
        <li>
          <a
            href={item.href}
            aria-current={(item.isCurrent ?? item.href.split('?')[0] === path) ? 'page' : undefined}
          >
            {item.text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** What was sent, else what is known: the value a control shows. */
export const shownValue = (
  form: SentForm | null,
  name: string,
  known: string | number | null | undefined,
): string =>
  form?.names().includes(name) ? form.text(name) : String(known ?? '').replace(/^(-?\d+)\.(\d+)$/, '$1,$2');

/** A box that says something about the page: why it is empty, what a rule means. */
export const Notice = ({ kind = 'info', children }: { kind?: 'info' | 'warning'; children: Child }) => (
  <div class={`notice notice-${kind}`}>
    <Icon name={kind === 'info' ? 'info' : 'alert'} />
    <div>{children}</div>
  </div>
);
