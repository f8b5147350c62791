import type { FieldError } from '#app/shared/outcome.ts';
import { Choices, type SentForm, shownValue, TextField } from '#app/web/index.ts';
import type { SubjectCatalogue } from '../subject.ts';
import { sv } from '../sv.ts';

const text = sv.form;

export type FormParts = { readonly form: SentForm; readonly problems: readonly FieldError[] };

/** First and last day of something that lasts for a time. */
export const PeriodFields = ({
  form,
  problems,
  known,
  firstDayHelp,
  lastDayHelp = text.endsOnHelp,
}: FormParts & {
  known: { readonly startsOn: string; readonly endsOn: string | null } | null;
  firstDayHelp?: string | undefined;
  lastDayHelp?: string;
}) => (
  <>
    <TextField
      name="startsOn"
      type="date"
      label={text.startsOn}
      {...(firstDayHelp === undefined ? {} : { help: firstDayHelp })}
      value={shownValue(form, 'startsOn', known?.startsOn)}
      problems={problems}
    />
    <TextField
      name="endsOn"
      type="date"
      label={text.endsOn}
      help={lastDayHelp}
      optional
      value={shownValue(form, 'endsOn', known?.endsOn)}
      problems={problems}
    />
  </>
);

/** The subjects of something, or that it is ämnesövergripande. */
export const SubjectFields = ({
  form,
  problems,
  catalogue,
  known,
  orCross,
  subjectsHelp = text.subjectsHelp,
  crossHelp,
}: FormParts & {
  catalogue: SubjectCatalogue;
  known: { readonly subjects: readonly string[]; readonly crossSubject: boolean } | null;
  /** Asks whether it belongs to no subject. */
  orCross: string;
  subjectsHelp?: string;
  crossHelp?: string;
}) => {
  const isCross = form.names().length > 0 ? form.text('crossSubject') !== '' : (known?.crossSubject ?? false);
  return (
    <>
      <TextField
        name="subjects"
        label={text.subjects}
        help={subjectsHelp}
        value={shownValue(form, 'subjects', known?.subjects.join(', '))}
        list={catalogue.all.map(subject => subject.name)}
        problems={problems}
      />
      <Choices
        name="crossSubject"
        label={orCross}
        many
        options={[
          { value: 'ja', text: text.crossSubject, ...(crossHelp === undefined ? {} : { help: crossHelp }) },
        ]}
        values={isCross ? ['ja'] : []}
        problems={problems}
      />
    </>
  );
};
