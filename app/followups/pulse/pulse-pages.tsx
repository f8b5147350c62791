import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate, formatNumber } from '#app/shared/swedish.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Choices,
  ErrorSummary,
  Facts,
  Form,
  Notice,
  Select,
  type SentForm,
  State,
  Table,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import {
  answerFields,
  type PulseTally,
  pulseAnswers,
  pulseQuestions,
  shownCode,
  shownCounts,
} from './pulse.ts';
import type { OpenableAssignment, PulseView } from './pulse-reading.ts';
import { sv } from './sv.ts';

export const pulseHref = ({ pulse }: PulseView): string => `/uppfoljning/puls/${pulse.id}`;

const looks = { öppen: 'open', 'kan stängas': 'late', stängd: 'done' } as const;

/** Which pulses there are, and the form that opens one. */
export const PulsesPage = ({
  views,
  openable,
  leads,
  form,
  problems,
}: {
  views: readonly PulseView[];
  openable: readonly OpenableAssignment[];
  /** Leads a unit, so that the form has a reason to be there. */
  leads: boolean;
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <ErrorSummary problems={problems} />
    <h1>{sv.title}</h1>
    <p class="lead">{sv.intro}</p>
    <p>
      <a href="/puls">{sv.seeQuestions}</a>
    </p>
    {views.length === 0 ? (
      <p class="empty">{sv.list.empty}</p>
    ) : (
      <Table
        caption={sv.list.caption}
        rows={views}
        columns={[
          {
            key: 'vad',
            text: sv.list.what,
            cell: view => (
              <a href={pulseHref(view)}>
                {view.subject}, {view.unit}
              </a>
            ),
          },
          { key: 'nar', text: sv.list.when, cell: ({ pulse }) => formatDate(pulse.closesOn) },
          {
            key: 'lage',
            text: sv.list.state,
            cell: ({ state }) => <State kind={looks[state]}>{sv.states[state]}</State>,
          },
        ]}
      />
    )}
    {leads && (
      <>
        <h2>{sv.list.openTitle}</h2>
        {openable.length === 0 ? (
          <p>{sv.list.nothingToOpen}</p>
        ) : (
          <Form action="/uppfoljning/puls">
            <Select
              name="uppdrag"
              label={sv.list.assignment}
              value={form.text('uppdrag')}
              options={openable.map(one => ({ value: one.assignmentId, text: one.text }))}
              problems={problems}
            />
            <TextField
              name="antal"
              label={sv.list.count}
              help={sv.list.countHelp}
              value={form.text('antal')}
              inputmode="numeric"
              width="short"
              problems={problems}
            />
            <TextField
              name="stanger"
              label={sv.list.closes}
              type="date"
              value={form.text('stanger')}
              problems={problems}
            />
            <Button>{sv.list.open}</Button>
          </Form>
        )}
      </>
    )}
  </>
);

/** The slips, to print and cut apart. */
export const SlipsPage = ({
  view,
  codes,
  address,
}: {
  view: PulseView;
  codes: readonly string[];
  address: string;
}) => (
  <>
    <h1>{sv.slips.title}</h1>
    <Notice kind="warning">
      <p>{sv.slips.once}</p>
    </Notice>
    <p>{sv.slips.handOut}</p>
    <ul class="slips">
      {codes.map(code => (
        <li>
          <p>
            <strong>{sv.slips.about(view.subject, view.unit)}</strong>
          </p>
          <p>
            {sv.slips.goTo} {address}
          </p>
          <p>
            {sv.slips.code} <strong class="slip-code">{shownCode(code)}</strong>
          </p>
          <p class="help">{sv.slips.last(formatDate(view.pulse.closesOn))}</p>
        </li>
      ))}
    </ul>
    <ButtonLink href={pulseHref(view)}>{sv.slips.done}</ButtonLink>
  </>
);

const Answers = ({ tally, showsExamples }: { tally: PulseTally; showsExamples: boolean }) => {
  const counts = pulseQuestions.map(question => ({ question, shown: shownCounts(tally.counts[question]) }));
  const told = counts.filter(one => one.shown !== null);
  return (
    <>
      {told.length > 0 && (
        <Table
          caption={sv.result.caption}
          rows={pulseAnswers}
          columns={[
            { key: 'svar', text: sv.result.answer, cell: answer => sv.answers[answer] },
            ...told.map(({ question, shown }) => ({
              ...{ key: question, text: sv.result.heads[question], numeric: true },
              cell: (answer: (typeof pulseAnswers)[number]) =>
                formatNumber(shown?.[pulseAnswers.indexOf(answer)] ?? 0),
            })),
          ]}
        />
      )}
      {counts
        .filter(one => one.shown === null)
        .map(({ question }) => (
          <p>
            {sv.questions[question]} {sv.result.alike}
          </p>
        ))}
      <h2>{sv.result.examples}</h2>
      {!showsExamples && <p>{sv.result.examplesFor}</p>}
      {showsExamples && tally.examples.length === 0 && <p>{sv.result.noExamples}</p>}
      {showsExamples && tally.examples.length > 0 && (
        <ul>
          {tally.examples.map(example => (
            <li>{example}</li>
          ))}
        </ul>
      )}
    </>
  );
};

/** One pulse: that it goes on, or what came of it. */
export const PulsePage = ({
  view,
  tally,
  mayClose,
  showsExamples,
  problems,
}: {
  view: PulseView;
  tally: PulseTally | null;
  mayClose: boolean;
  showsExamples: boolean;
  problems: readonly FieldError[];
}) => {
  const { pulse, state, subject, unit } = view;
  const { facts } = sv.result;
  const dates: readonly (readonly [string, string])[] = [
    [facts.opened, formatDate(pulse.openedOn)],
    [facts.closes, formatDate(pulse.closesOn)],
    ...(pulse.closedOn === null ? [] : [[facts.closed, formatDate(pulse.closedOn)] as const]),
  ];
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>{sv.result.title(subject, unit)}</h1>
      <p>
        <State kind={looks[state]}>{sv.states[state]}</State>
      </p>
      {pulse.closedOn === null && <p class="lead">{sv.result.open(pulse.handedOut)}</p>}
      {pulse.closedOn !== null && tally === null && <p class="lead">{sv.result.tooFew(pulse.handedOut)}</p>}
      {tally && pulse.answered !== null && (
        <>
          <p class="lead">{sv.result.answered(pulse.answered, pulse.handedOut)}</p>
          <Answers tally={tally} showsExamples={showsExamples} />
        </>
      )}
      <Facts facts={dates} />
      <p class="help">{sv.result.meaning}</p>
      {mayClose && state === 'kan stängas' && (
        <>
          <p>{sv.result.closeNote}</p>
          <ActionButton action={`${pulseHref(view)}/stang`} look="primary">
            {sv.result.close}
          </ActionButton>
        </>
      )}
      {mayClose && view.isUntouched && (
        <>
          <p>{sv.result.renewNote}</p>
          <ActionButton action={`${pulseHref(view)}/nya-lappar`}>{sv.result.renew}</ActionButton>
        </>
      )}
    </>
  );
};

/** The three questions, for whoever has a code. */
export const AnswerPage = ({ form, problems }: { form: SentForm; problems: readonly FieldError[] }) => {
  const options = pulseAnswers.map(answer => ({ value: answer, text: sv.answers[answer] }));
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1>{sv.answer.title}</h1>
      <p class="lead">{sv.answer.intro}</p>
      <Form action="/puls">
        <TextField
          name="kod"
          label={sv.answer.code}
          help={sv.answer.codeHelp}
          value={form.text('kod')}
          width="medium"
          problems={problems}
        />
        {pulseQuestions.map(question => (
          <Choices
            name={answerFields[question]}
            label={sv.questions[question]}
            options={options}
            values={form.texts(answerFields[question])}
            problems={problems}
          />
        ))}
        <TextArea
          name="exempel"
          label={sv.answer.example}
          help={sv.answer.exampleHelp}
          value={form.text('exempel')}
          optional
          problems={problems}
        />
        <Button>{sv.answer.send}</Button>
      </Form>
    </>
  );
};

export const ThanksPage = () => (
  <>
    <h1>{sv.answer.thanks}</h1>
    <p class="lead">{sv.answer.thanksText}</p>
  </>
);
