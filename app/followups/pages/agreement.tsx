import type { FieldError } from '#app/shared/outcome.ts';
import {
  Button,
  Choices,
  Form,
  Hidden,
  Select,
  type SentForm,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { agreedField, differenceText, judgementSaid, proposedAgreement, saidOf } from '../agreement.ts';
import { type Rating, shareText, unknownShare } from '../rating.ts';
import type { FollowUpView } from '../reading.ts';
import { type Criterion, cannotJudge, isCore, levels } from '../rubric/rubric.ts';
import { sv as rubricTexts } from '../rubric/sv.ts';
import { yearPath } from './follow-up-facts.tsx';
import { sv } from './sv.ts';

const text = sv.agree;

/** The form for what they agree on: filled in where both said the same. */
export const AgreementForm = ({
  view,
  form,
  problems,
}: {
  view: FollowUpView;
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const open = view.open ?? {};
  const content = view.agreed?.content ?? proposedAgreement(open);
  const share = content.actualShare;
  const sent = form.names().includes('nextStep');
  const notKnown = sent ? form.text('notKnown') !== '' : share === unknownShare;
  /** What each has said of something, for them to talk about: neither is the one that stands there from the start. */
  const bothSaid = (of: (rating: Rating) => string): string =>
    text.bothSaid(open.rektor ? of(open.rektor) : '', open.innehavare ? of(open.innehavare) : '');
  const criteria = view.criteria.filter(one => saidOf(open, one.code).some(judgement => judgement !== null));
  const fields = (criterion: Criterion) => {
    const { code, name } = criterion;
    const line = content.lines.find(one => one.code === code);
    const [principal = null, holder = null] = saidOf(open, code);
    const judgement = sent ? form.text(agreedField(code, 'judgement')) : String(line?.judgement ?? '');
    const reason = shownValue(form, agreedField(code, 'reason'), line?.reason);
    const why = (
      <TextArea
        name={agreedField(code, 'reason')}
        label={`${text.reason} ${code}`}
        help={text.reasonHelp}
        rows={2}
        value={reason}
        problems={problems}
      />
    );
    // Where both said the same there is seldom anything to explain.
    const isAsked =
      principal !== holder ||
      reason !== '' ||
      problems.some(one => one.field === agreedField(code, 'reason'));
    return (
      <section class="criterion" aria-label={`${code} ${name}`}>
        <Choices
          name={agreedField(code, 'judgement')}
          label={isCore(code) ? `${code} ${name}` : `${code} ${name} (${sv.followUp.addition})`}
          help={`${text.principalSaid(judgementSaid(principal))}. ${text.holderSaid(judgementSaid(holder))}. ${differenceText(principal, holder)}`}
          options={[
            ...levels.map(level => ({
              value: String(level),
              text: `${level} ${rubricTexts.levels[level]}`,
              help: criterion.levels[level - 1] ?? '',
            })),
            { value: cannotJudge, text: rubricTexts.cannotJudge },
          ]}
          values={[judgement]}
          problems={problems}
        />
        {isAsked ? (
          why
        ) : (
          <details>
            <summary>{text.reasonOther(code)}</summary>
            {why}
          </details>
        )}
      </section>
    );
  };
  return (
    <>
      <h1>{`${text.title}: ${view.subject}`}</h1>
      <p>{text.intro}</p>
      <Form
        action={`${yearPath(view.round)}/${view.followUp.id}/gemensam`}
        guard
        draft={{ of: `${view.followUp.id} gemensam`, version: view.agreed?.version ?? 0 }}
      >
        <Hidden name="version" value={shownValue(form, 'version', view.agreed?.version ?? 0)} />
        <TextArea
          name="nextStep"
          label={sv.form.nextStep}
          help={bothSaid(rating => rating.content.nextStep)}
          rows={3}
          value={shownValue(form, 'nextStep', content.nextStep)}
          problems={problems}
        />
        <Select
          name="nextStepAbout"
          label={text.about}
          empty={text.aboutNone}
          options={criteria.map(one => ({ value: one.code, text: `${one.code} ${one.name}` }))}
          value={shownValue(form, 'nextStepAbout', content.nextStepAbout)}
          problems={problems}
        />
        <TextField
          name="actualShare"
          label={sv.form.time}
          help={bothSaid(rating => shareText(rating.content.actualShare))}
          width="short"
          inputmode="decimal"
          suffix={sv.form.percent}
          value={shownValue(form, 'actualShare', typeof share === 'number' ? share : '')}
          problems={problems}
        />
        <Choices
          name="notKnown"
          label={sv.form.notKnownLabel}
          many
          options={[{ value: 'ja', text: sv.form.notKnown }]}
          values={notKnown ? ['ja'] : []}
          problems={problems}
        />
        {criteria.map(fields)}
        <Button>{text.save}</Button>
      </Form>
    </>
  );
};
