import { Button, Form, Hidden, Notice } from '#app/web/index.ts';
import { sv } from './sv.ts';

/** What may be shown is still being decided. The page shows what was asked for as soon as it is (`data-not-ready`). */
export const WaitingPage = ({ title, address }: { title: string; address: string }) => (
  <div data-not-ready>
    <h1>{title}</h1>
    <p class="lead" role="status">
      {sv.waiting.lead}
    </p>
    <p>{sv.waiting.how}</p>
    <p>
      <a href={address}>{sv.waiting.show}</a>
    </p>
  </div>
);

/** A table is still being tried against all that has left: nothing has left yet, and the same form goes on where this one stopped. */
export const TryingPage = ({
  title,
  address,
  fields,
}: {
  title: string;
  address: string;
  fields: Readonly<Record<string, string>>;
}) => (
  <>
    <h1>{title}</h1>
    <Notice kind="info">
      <p>{sv.trying.lead}</p>
    </Notice>
    <p>{sv.trying.how}</p>
    <Form action={address}>
      {Object.entries(fields).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Button>{sv.trying.again}</Button>
    </Form>
  </>
);
