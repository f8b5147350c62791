import type { Person } from '#app/access/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { Button, Form, type SentForm } from '#app/web/index.ts';
import { newItemPath } from '../addresses.ts';
import type { Matter } from '../matter.ts';
import { sv } from '../sv.ts';
import type { ClauseStyle } from '../wording.ts';
import { ItemFields } from './part-pages.tsx';

/** Where an item is begun: who, when and about which day. The rest is filled in from the thread. */
export const NewItemPage = ({
  matter,
  people,
  style,
  today,
  authorId,
  form,
  problems,
}: {
  matter: Matter;
  people: readonly Person[];
  style: ClauseStyle;
  today: IsoDate;
  authorId: string | null;
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{sv.item.new}</h1>
    <p>{sv.item.newIntro}</p>
    <Form action={newItemPath(matter.id)} guard>
      <ItemFields
        known={{
          title: matter.title,
          meetingOn: '',
          authorId: authorId ?? '',
          clauseStyle: style,
          dataOn: today,
          compareOn: '',
        }}
        {...{ people, form, problems }}
      />
      <Button>{sv.item.create}</Button>
    </Form>
  </>
);
