import type { FieldError } from '#app/shared/outcome.ts';
import { ActionButton, Button, Form, type SentForm, Table, TextField } from '#app/web/index.ts';
import { type SubjectCatalogue, subjectGroups } from '../subject.ts';
import { sv } from '../sv.ts';

const text = sv.subjects;

/** The subjects of the authority's own, and the whole list they are added to. */
export const SubjectsPage = ({
  names,
  catalogue,
  form,
  problems,
  mayEdit,
}: {
  names: readonly string[];
  catalogue: SubjectCatalogue;
  form: SentForm;
  problems: readonly FieldError[];
  mayEdit: boolean;
}) => (
  <>
    <h1>{text.title}</h1>
    <p>{text.intro}</p>
    <Table
      caption={text.title}
      hideCaption
      rows={names}
      empty={text.none}
      columns={[
        { key: 'name', text: text.name, cell: name => name },
        ...(mayEdit
          ? [
              {
                key: 'remove',
                text: text.remove,
                cell: (name: string) => (
                  <ActionButton action="/tjanster/amnen/ta-bort" look="tertiary" fields={{ name }}>
                    {text.removeNamed(name)}
                  </ActionButton>
                ),
              },
            ]
          : []),
      ]}
    />
    {mayEdit && (
      <Form action="/tjanster/amnen">
        <TextField
          name="name"
          label={text.name}
          width="medium"
          value={form.text('name')}
          problems={problems}
        />
        <Button>{text.add}</Button>
      </Form>
    )}
    <h2>{text.all}</h2>
    {subjectGroups.map(group => {
      const subjects = catalogue.all.filter(subject => subject.group === group);
      return subjects.length === 0 ? null : (
        <details>
          <summary>{`${group} (${subjects.length})`}</summary>
          <ul>
            {subjects.map(({ name, code }) => (
              <li>{code ? `${name} (${code})` : name}</li>
            ))}
          </ul>
        </details>
      );
    })}
  </>
);
