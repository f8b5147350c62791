import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { capitalise, formatCount, formatDate, formatShortDate } from '#app/shared/swedish.ts';
import {
  Button,
  ButtonLink,
  Facts,
  Form,
  Hidden,
  Select,
  type SentForm,
  State,
  shownValue,
  Table,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import {
  boardsPath,
  itemPath,
  matterPath,
  newCommissionPath,
  newItemPath,
  newReportBackPath,
} from '../addresses.ts';
import type { ItemHead } from '../board-item.ts';
import { type Commission, verdicts } from '../commission.ts';
import type { Matter } from '../matter.ts';
import { sv } from '../sv.ts';
import type { Thread } from '../thread.ts';
import { dayAndParagraph, ThreadView } from './thread-view.tsx';

/** The name of a matter in links and trails. */
export const matterName = (matter: Pick<Matter, 'registryNumber' | 'title'>): string =>
  matter.registryNumber ?? matter.title;

const due = (dueOn: IsoDate | null, today: IsoDate) => {
  if (dueOn === null) return sv.list.noDue;
  const date = formatShortDate(dueOn);
  return dueOn < today ? <State kind="late">{sv.list.late(date)}</State> : date;
};

export type MatterRow = { readonly matter: Matter; readonly open: number };

export const MattersPage = ({
  sent,
  waiting,
  matters,
  today,
  mayEdit,
}: {
  /** What the board has got and has not decided on, as far as the reader may see it. */
  sent: readonly ItemHead[];
  waiting: readonly Commission[];
  matters: readonly MatterRow[];
  today: IsoDate;
  mayEdit: boolean;
}) => (
  <>
    <h1>{sv.title}</h1>
    <p>{sv.list.intro}</p>
    {matters.length === 0 ? (
      <p class="empty">
        {sv.list.empty} {mayEdit && sv.list.emptyNext}
      </p>
    ) : (
      <>
        {sent.length > 0 && (
          <section>
            <h2>{sv.list.sent}</h2>
            <p>{sv.list.sentIntro}</p>
            <Table
              caption={sv.list.sent}
              hideCaption
              stacks
              rows={sent}
              columns={[
                {
                  key: 'skrivelse',
                  text: sv.list.item,
                  cell: one => <a href={itemPath(one)}>{one.title}</a>,
                },
                {
                  key: 'sammantrade',
                  text: sv.list.meeting,
                  cell: one => (one.meetingOn === null ? sv.thread.noDate : formatDate(one.meetingOn)),
                },
              ]}
            />
          </section>
        )}
        <section>
          <h2>{sv.list.waiting}</h2>
          {waiting.length === 0 ? (
            <p>{sv.list.nothingWaits}</p>
          ) : (
            <>
              <p>{sv.list.waitingCount(formatCount(waiting.length, sv.list.one, sv.list.many, true))}</p>
              <Table
                caption={sv.list.waiting}
                hideCaption
                stacks
                rows={waiting}
                columns={[
                  {
                    key: 'uppdrag',
                    text: sv.list.commission,
                    cell: one => (
                      <a href={`${matterPath(one.matterId)}#uppdrag-${one.id}`}>{sv.thread.task(one.text)}</a>
                    ),
                  },
                  { key: 'till', text: sv.list.addressee, cell: one => one.addressee },
                  {
                    key: 'beslutat',
                    text: sv.list.given,
                    cell: one => dayAndParagraph(one.givenOn, one.paragraph),
                  },
                  { key: 'senast', text: sv.list.due, cell: one => due(one.dueOn, today) },
                ]}
              />
            </>
          )}
        </section>
        <section>
          <h2>{sv.list.all}</h2>
          <Table
            caption={sv.list.all}
            hideCaption
            stacks
            rows={matters}
            columns={[
              {
                key: 'arende',
                text: sv.list.matter,
                cell: ({ matter }) => <a href={matterPath(matter.id)}>{matter.title}</a>,
              },
              {
                key: 'diarienummer',
                text: sv.list.registryNumber,
                cell: ({ matter }) => matter.registryNumber ?? sv.list.noNumber,
              },
              { key: 'oppnat', text: sv.list.opened, cell: ({ matter }) => formatShortDate(matter.openedOn) },
              {
                key: 'oppna',
                text: sv.list.open,
                numeric: true,
                cell: ({ open }) => (open === 0 ? sv.list.noneOpen : String(open)),
              },
            ]}
          />
        </section>
      </>
    )}
    {mayEdit && (
      <div class="buttons">
        <ButtonLink href={`${boardsPath}/nytt`} look="primary">
          {sv.list.new}
        </ButtonLink>
      </div>
    )}
  </>
);

export const MatterPage = ({
  matter,
  thread,
  mayEdit,
  mayWrite,
}: {
  matter: Matter;
  thread: Thread;
  mayEdit: boolean;
  mayWrite: boolean;
}) => (
  <>
    <h1>{matter.title}</h1>
    <Facts
      facts={[
        [sv.list.registryNumber, matter.registryNumber ?? sv.list.noNumber],
        [sv.list.opened, formatDate(matter.openedOn)],
      ]}
    />
    <ThreadView thread={thread} />
    {(mayEdit || mayWrite) && (
      <div class="buttons">
        {mayWrite && (
          <ButtonLink href={newItemPath(matter.id)} look="primary">
            {sv.item.new}
          </ButtonLink>
        )}
        {mayEdit && <ButtonLink href={newCommissionPath(matter.id)}>{sv.commission.new}</ButtonLink>}
        {mayEdit && thread.steps.some(step => step.kind === 'commission') && (
          <ButtonLink href={newReportBackPath(matter.id)}>{sv.reportBack.new}</ButtonLink>
        )}
        {mayEdit && <ButtonLink href={`${matterPath(matter.id)}/andra`}>{sv.matter.change}</ButtonLink>}
      </div>
    )}
  </>
);

type FormParts = { readonly form: SentForm; readonly problems: readonly FieldError[] };

export const MatterForm = ({
  matter,
  today,
  form,
  problems,
}: FormParts & { matter: Matter | null; today: IsoDate }) => (
  <>
    <h1>{matter ? sv.matter.change : sv.matter.new}</h1>
    <Form action={matter ? `${matterPath(matter.id)}/andra` : boardsPath} guard>
      {matter && <Hidden name="version" value={shownValue(form, 'version', matter.version)} />}
      <TextField
        name="title"
        label={sv.matter.titleField}
        value={shownValue(form, 'title', matter?.title)}
        problems={problems}
      />
      <TextField
        name="registryNumber"
        label={sv.matter.numberField}
        help={sv.matter.numberHelp}
        width="medium"
        optional
        value={shownValue(form, 'registryNumber', matter?.registryNumber)}
        problems={problems}
      />
      <TextField
        name="openedOn"
        label={sv.matter.openedField}
        type="date"
        value={shownValue(form, 'openedOn', matter?.openedOn ?? today)}
        problems={problems}
      />
      <Button>{matter ? sv.save : sv.matter.create}</Button>
    </Form>
  </>
);

/** As many questions as a commission may have from the start; a written one always leaves an empty one after it. */
const QUESTION_ROWS = 5;

export const CommissionForm = ({
  matter,
  earlier,
  form,
  problems,
}: FormParts & { matter: Matter; earlier: readonly Commission[] }) => {
  const sent = form.texts('question');
  const rows = Math.max(QUESTION_ROWS, sent.filter(Boolean).length + 1);
  return (
    <>
      <h1>{sv.commission.new}</h1>
      <p>{sv.commission.intro}</p>
      <Form action={newCommissionPath(matter.id)} guard>
        <TextField
          name="givenOn"
          label={sv.commission.givenOn}
          type="date"
          value={form.text('givenOn')}
          problems={problems}
        />
        <TextField
          name="paragraph"
          label={sv.commission.paragraph}
          help={sv.commission.paragraphHelp}
          width="short"
          optional
          value={form.text('paragraph')}
          problems={problems}
        />
        <TextField
          name="addressee"
          label={sv.commission.addressee}
          help={sv.commission.addresseeHelp}
          value={form.text('addressee')}
          problems={problems}
        />
        <TextArea
          name="text"
          label={sv.commission.text}
          help={sv.commission.textHelp}
          value={form.text('text')}
          problems={problems}
        />
        <fieldset class="field" id="question">
          <legend class="ds-label">{sv.commission.questions}</legend>
          <p class="help">{sv.commission.questionsHelp}</p>
          {Array.from({ length: rows }, (_, at) => (
            <div class="field">
              <label class="ds-label" for={`question-${at + 1}`}>
                {sv.commission.question(at + 1)}
              </label>
              <input
                class="ds-input input-full"
                type="text"
                id={`question-${at + 1}`}
                name="question"
                value={sent[at] ?? ''}
                autocomplete="off"
              />
            </div>
          ))}
        </fieldset>
        <TextField
          name="dueOn"
          label={sv.commission.dueOn}
          type="date"
          optional
          value={form.text('dueOn')}
          problems={problems}
        />
        <Select
          name="followsId"
          label={sv.commission.follows}
          optional
          empty={sv.commission.followsNone}
          value={form.text('followsId')}
          options={earlier.map(one => ({
            value: one.id,
            text: `${dayAndParagraph(one.givenOn, one.paragraph)}: ${one.text.slice(0, 60)}`,
          }))}
          problems={problems}
        />
        <Button>{sv.commission.give}</Button>
      </Form>
    </>
  );
};

export const ReportBackForm = ({
  matter,
  commission,
  commissions,
  form,
  problems,
}: FormParts & { matter: Matter; commission: Commission; commissions: readonly Commission[] }) => (
  <>
    <h1>{sv.reportBack.new}</h1>
    <p>{sv.reportBack.intro}</p>
    {commissions.length > 1 && (
      <ul>
        {commissions.map(one => (
          <li>
            <a
              href={`${newReportBackPath(matter.id)}?uppdrag=${one.id}`}
              aria-current={one.id === commission.id ? 'page' : undefined}
            >
              {dayAndParagraph(one.givenOn, one.paragraph)}
            </a>
          </li>
        ))}
      </ul>
    )}
    <Form action={newReportBackPath(matter.id)} guard>
      <Hidden name="commissionId" value={commission.id} />
      <Facts
        facts={[
          [
            sv.reportBack.commission,
            `${dayAndParagraph(commission.givenOn, commission.paragraph)}: ${commission.text}`,
          ],
        ]}
      />
      <TextField
        name="title"
        label={sv.reportBack.title}
        help={sv.reportBack.titleHelp}
        value={form.text('title')}
        problems={problems}
      />
      <TextField
        name="reportedOn"
        label={sv.reportBack.reportedOn}
        type="date"
        value={form.text('reportedOn')}
        problems={problems}
      />
      <TextField
        name="paragraph"
        label={sv.commission.paragraph}
        width="short"
        optional
        value={form.text('paragraph')}
        problems={problems}
      />
      <Select
        name="decision"
        label={sv.reportBack.decision}
        empty={sv.answers.verdictNone}
        options={[
          { value: 'godkänd', text: sv.reportBack.approved },
          { value: 'inte godkänd', text: sv.reportBack.notApproved },
        ]}
        value={form.text('decision')}
        problems={problems}
      />
      {commission.questions.map((question, at) => (
        <fieldset class="field">
          <legend class="ds-label">{capitalise(question)}</legend>
          <Select
            name={`verdict-${at + 1}`}
            label={sv.reportBack.verdict(at + 1)}
            empty={sv.answers.verdictNone}
            options={verdicts.map(verdict => ({ value: verdict, text: sv.verdicts[verdict] }))}
            value={form.text(`verdict-${at + 1}`)}
            problems={problems}
          />
          <TextArea
            name={`text-${at + 1}`}
            label={sv.reportBack.text(at + 1)}
            rows={2}
            optional
            value={form.text(`text-${at + 1}`)}
            problems={problems}
          />
        </fieldset>
      ))}
      <Button>{sv.reportBack.record}</Button>
    </Form>
  </>
);
