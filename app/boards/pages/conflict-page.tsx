import { Button, ButtonLink, Form, Hidden, type SentForm } from '#app/web/index.ts';
import { sv } from '../sv.ts';

/** A line of a form as a reader sees it: the name of the field and what stands in it. */
export type Line = readonly [label: string, text: string];

/** A text with its own lines kept, so that the two can be read against each other. */
const Lines = ({ text }: { text: string }) =>
  text.trim() === '' ? (
    <p class="empty">{sv.conflict.empty}</p>
  ) : (
    text
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => <p>{line}</p>)
  );

const Side = ({ title, lines }: { title: string; lines: readonly Line[] }) => (
  <section class="compare-side" aria-label={title}>
    <h2>{title}</h2>
    {lines.map(([label, text]) => (
      <section>
        <h3>{label}</h3>
        <Lines text={text} />
      </section>
    ))}
  </section>
);

/** Two people have written in the same part. Both texts are shown; the one who came last chooses, and nothing is lost. */
export const ConflictPage = ({
  action,
  back,
  theirs,
  yours,
  form,
  mark,
}: {
  action: string;
  back: string;
  theirs: readonly Line[];
  yours: readonly Line[];
  form: SentForm;
  /** The names and values that make the form fit what stands there now. */
  mark: Readonly<Record<string, string>>;
}) => (
  <>
    <h1>{sv.conflict.title}</h1>
    <p>{sv.conflict.text}</p>
    <div class="compare">
      <Side title={sv.conflict.theirs} lines={theirs} />
      <Side title={sv.conflict.yours} lines={yours} />
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
