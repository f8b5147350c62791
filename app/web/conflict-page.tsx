import { Button, ButtonLink, Form, Hidden } from './components.tsx';
import type { SentForm } from './form.ts';
import { sv } from './sv.ts';

/** What the page of a conflict is called. */
export const conflictTitle = sv.conflict.title;

/** A field as a reader sees it: its name, what stands there now and what was written. */
export type Difference = { readonly label: string; readonly theirs: string; readonly yours: string };

/** What a form says in words, line by line: the name of the field and what stands in it. */
export type FormLines = readonly (readonly [label: string, text: string])[];

/** Each line beside the other version's line of the same name; where one version has none, that side is empty. */
export const linesBeside = (theirs: FormLines, yours: FormLines): Difference[] => {
  const left = [...yours];
  const paired = theirs.map(([label, text]): Difference => {
    const at = left.findIndex(one => one[0] === label);
    const found = at === -1 ? undefined : left.splice(at, 1)[0];
    return { label, theirs: text, yours: found?.[1] ?? '' };
  });
  return [...paired, ...left.map(([label, text]): Difference => ({ label, theirs: '', yours: text }))];
};

const Side = ({
  title,
  differences,
  which,
}: {
  title: string;
  differences: readonly Difference[];
  which: 'theirs' | 'yours';
}) => (
  <section class="compare-side" aria-label={title}>
    <h2>{title}</h2>
    <dl class="facts">
      {differences.map(one => (
        <div>
          <dt>
            {one.label} {one.theirs !== one.yours && <span>{sv.conflict.differs}</span>}
          </dt>
          <dd class="compare-text">{one[which] || sv.conflict.empty}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** Two people have changed the same thing. Both versions are shown; the one who came last chooses, and nothing is lost. */
export const ConflictPage = ({
  action,
  back,
  differences,
  form,
  mark,
}: {
  action: string;
  back: string;
  differences: readonly Difference[];
  form: SentForm;
  /** The names and values that make the form fit what stands there now, for most forms the version. */
  mark: Readonly<Record<string, string | number>>;
}) => (
  <>
    <h1>{sv.conflict.title}</h1>
    <p>{sv.conflict.text}</p>
    <div class="compare">
      <Side title={sv.conflict.theirs} differences={differences} which="theirs" />
      <Side title={sv.conflict.yours} differences={differences} which="yours" />
    </div>
    <Form action={action}>
      {form
        .names()
        .filter(name => !(name in mark))
        .flatMap(name => form.texts(name).map(text => <Hidden name={name} value={text} />))}
      {Object.entries(mark).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <div class="buttons">
        <Button look="secondary">{sv.conflict.keepYours}</Button>
        <ButtonLink href={back} look="primary">
          {sv.conflict.keepTheirs}
        </ButtonLink>
      </div>
    </Form>
  </>
);
