import { Button, ButtonLink, Form, Hidden } from './components.tsx';
import type { SentForm } from './form.ts';
import { sv } from './sv.ts';

/** What the page of a conflict is called. */
export const conflictTitle = sv.conflict.title;

/** A field as a reader sees it: its name, what stands there now and what was written. */
export type Difference = { readonly label: string; readonly theirs: string; readonly yours: string };

const Side = ({
  title,
  differences,
  which,
}: {
  title: string;
  differences: readonly Difference[];
  which: 'theirs' | 'yours';
}) => (
  <section class="compare-side">
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
  version,
}: {
  action: string;
  back: string;
  differences: readonly Difference[];
  form: SentForm;
  version: number;
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
        .filter(name => name !== 'version')
        .flatMap(name => form.texts(name).map(text => <Hidden name={name} value={text} />))}
      <Hidden name="version" value={version} />
      <div class="buttons">
        <Button look="secondary">{sv.conflict.keepYours}</Button>
        <ButtonLink href={back} look="primary">
          {sv.conflict.keepTheirs}
        </ButtonLink>
      </div>
    </Form>
  </>
);
