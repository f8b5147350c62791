import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate, formatShortDate } from '#app/shared/swedish.ts';
import {
  Button,
  ButtonLink,
  Form,
  Hidden,
  Notice,
  type Option,
  Select,
  type SentForm,
  State,
  shownValue,
  Table,
  TextField,
} from '#app/web/index.ts';
import type { CareerPosition, DevelopmentNeed } from '../position.ts';
import { sv } from '../sv.ts';

const text = sv.needs;

/** A need with the assignments that answer it on the day. */
export type NeedLine = {
  readonly need: DevelopmentNeed;
  readonly unitName: string;
  readonly answers: readonly { readonly position: CareerPosition; readonly title: string }[];
  readonly mayEdit: boolean;
};

export const NeedsPage = ({
  lines,
  on,
  mayAdd,
}: {
  lines: readonly NeedLine[];
  on: string;
  mayAdd: boolean;
}) => (
  <>
    <h1>{text.title}</h1>
    <p>{text.intro}</p>
    {lines.length === 0 ? (
      <Notice>
        <p>{text.empty}</p>
      </Notice>
    ) : (
      <>
        <p>
          {text.sentence(
            lines.length,
            lines.filter(line => line.answers.length === 0).length,
            formatDate(on),
          )}
        </p>
        <Table
          caption={text.title}
          hideCaption
          rows={lines}
          columns={[
            {
              key: 'need',
              text: text.need,
              cell: ({ need, mayEdit }) => (
                <span id={need.id}>
                  {mayEdit ? <a href={`/tjanster/behov/${need.id}`}>{need.title}</a> : need.title}
                </span>
              ),
            },
            { key: 'unit', text: text.unit, cell: line => line.unitName },
            ...(lines.some(({ need }) => need.source)
              ? [{ key: 'source', text: text.source, cell: ({ need }: NeedLine) => need.source ?? '' }]
              : []),
            { key: 'on', text: text.identifiedOn, cell: ({ need }) => formatShortDate(need.identifiedOn) },
            {
              key: 'answers',
              text: text.answeredBy,
              cell: ({ answers }) =>
                answers.length === 0 ? (
                  <State kind="open">{text.unanswered}</State>
                ) : (
                  answers.map(({ position, title }) => (
                    <div>
                      <a href={`/tjanster/${position.id}`}>{position.externalId}</a> {title}
                    </div>
                  ))
                ),
            },
          ]}
        />
      </>
    )}
    {mayAdd && (
      <div class="buttons">
        <ButtonLink href="/tjanster/behov/nytt">{text.add}</ButtonLink>
      </div>
    )}
  </>
);

export const NeedForm = ({
  need,
  units,
  form,
  problems,
}: {
  need: DevelopmentNeed | null;
  units: readonly Option[];
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{need ? text.change : text.add}</h1>
    <Form action={need ? `/tjanster/behov/${need.id}` : '/tjanster/behov'} guard>
      {need && <Hidden name="version" value={shownValue(form, 'version', need.version)} />}
      <Select
        name="unitId"
        label={text.unit}
        empty={sv.choose}
        options={units}
        value={shownValue(form, 'unitId', need?.unitId)}
        problems={problems}
      />
      <TextField
        name="title"
        label={text.formTitle}
        value={shownValue(form, 'title', need?.title)}
        problems={problems}
      />
      <TextField
        name="source"
        label={text.formSource}
        help={text.formSourceHelp}
        optional
        value={shownValue(form, 'source', need?.source)}
        problems={problems}
      />
      <TextField
        name="identifiedOn"
        type="date"
        label={text.formIdentifiedOn}
        value={shownValue(form, 'identifiedOn', need?.identifiedOn)}
        problems={problems}
      />
      {need && (
        <TextField
          name="endedOn"
          type="date"
          label={text.formEndedOn}
          help={text.formEndedOnHelp}
          optional
          value={shownValue(form, 'endedOn', need.endedOn)}
          problems={problems}
        />
      )}
      <Button>{text.save}</Button>
    </Form>
  </>
);
