import { capitalise, formatCount, formatDate } from '#app/shared/swedish.ts';
import { State } from '#app/web/index.ts';
import { itemPath } from '../addresses.ts';
import type { QuestionState } from '../commission.ts';
import { sv } from '../sv.ts';
import type { Thread, ThreadStep } from '../thread.ts';

const say = sv.thread;

/** A day with its paragraph in the minutes: '17 mars 2017, § 23'. */
export const dayAndParagraph = (on: string | null, paragraph: string | null): string =>
  on === null ? say.noDate : `${formatDate(on)}${paragraph === null ? '' : `, §\u00a0${paragraph}`}`;

const QuestionMark = ({ question }: { question: QuestionState }) => {
  if (question.state === 'settled') {
    const text = question.answer?.verdict === 'går inte att avgöra' ? say.cannotTell : say.settled;
    return <State kind="done">{text}</State>;
  }
  if (question.state === 'answering') return <State kind="open">{say.answering}</State>;
  const partly = question.answer?.verdict === 'delvis besvarad';
  return <State kind="none">{partly ? say.partly : say.open}</State>;
};

const Step = ({ step, currentItemId }: { step: ThreadStep; currentItemId: string | null }) => {
  switch (step.kind) {
    case 'commission': {
      const { commission, questions } = step;
      return (
        <li class="thread-step" id={`uppdrag-${commission.id}`}>
          <h3>
            {dayAndParagraph(commission.givenOn, commission.paragraph)}: {say.commission.toLowerCase()}{' '}
            {say.to(commission.addressee)}
          </h3>
          <p>{say.task(commission.text)}</p>
          <p class="help">{commission.dueOn === null ? say.noDue : say.due(formatDate(commission.dueOn))}</p>
          <ul class="thread-questions">
            {questions.map(question => (
              <li>
                {capitalise(question.text)} <QuestionMark question={question} />
              </li>
            ))}
          </ul>
        </li>
      );
    }
    case 'reportBack': {
      const { reportBack } = step;
      const outcome = { godkänd: say.approved, 'inte godkänd': say.notApproved } as const;
      return (
        <li class="thread-step">
          <h3>
            {dayAndParagraph(reportBack.reportedOn, reportBack.paragraph)}: {say.reportBack.toLowerCase()}
          </h3>
          <p>
            {capitalise(reportBack.title)}.{' '}
            {reportBack.decision === null ? say.undecided : outcome[reportBack.decision]}
          </p>
        </li>
      );
    }
    case 'item': {
      const { item, answers } = step;
      return (
        <li class="thread-step">
          <h3>
            {dayAndParagraph(step.on, item.stage === 'beslutad' ? item.paragraph : null)}:{' '}
            {item.id === currentItemId ? say.here : <a href={itemPath(item)}>{item.title}</a>}
          </h3>
          <p>
            {say.item}, {item.stage}.{' '}
            {answers.length > 0 && say.reports(answers.map(one => `den ${formatDate(one.givenOn)}`))}
          </p>
        </li>
      );
    }
  }
};

/** The thread of a matter: what was ordered, what came back, what was decided, and what is open. */
export const ThreadView = ({
  thread,
  currentItemId = null,
}: {
  thread: Thread;
  currentItemId?: string | null;
}) => (
  <section aria-labelledby="trad">
    <h2 id="trad">{say.title}</h2>
    {thread.steps.length === 0 ? (
      <p class="empty">{say.empty}</p>
    ) : (
      <>
        <p>
          {thread.openEnds.length === 0
            ? say.allClosed
            : say.openEndsCount(capitalise(formatCount(thread.openEnds.length, say.question, say.questions)))}
        </p>
        <ol class="thread">
          {thread.steps.map(step => (
            <Step step={step} currentItemId={currentItemId} />
          ))}
        </ol>
      </>
    )}
  </section>
);

/** The thread on one line, for the head of an item: '17 mars 2017, § 23 → 20 december 2017, § 96 → detta ärende'. */
export const ThreadLine = ({ thread, currentItemId }: { thread: Thread; currentItemId: string }) => {
  const seen = new Set<string>();
  const points = thread.steps.flatMap(step => {
    const isHere = step.kind === 'item' && step.item.id === currentItemId;
    const paragraph =
      step.kind === 'commission'
        ? step.commission.paragraph
        : step.kind === 'reportBack'
          ? step.reportBack.paragraph
          : step.item.paragraph;
    const text = isHere ? say.here : dayAndParagraph(step.on, paragraph);
    if (seen.has(text)) return [];
    seen.add(text);
    return [text];
  });
  return (
    <p>
      {say.title}: {points.join(' → ')}
    </p>
  );
};
