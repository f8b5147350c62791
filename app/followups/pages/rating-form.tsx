import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatInstant, formatPercent } from '#app/shared/swedish.ts';
import {
  Button,
  Choices,
  Form,
  Hidden,
  Notice,
  type SentForm,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import type { NotedUses } from '../burden.ts';
import { otherParty } from '../follow-up.ts';
import { emptyContent, evidenceForAll, lineField, ratingScopes, scopeOf, unknownShare } from '../rating.ts';
import type { FollowUpView } from '../reading.ts';
import { type Criterion, cannotJudge, isCondition, isCore, levels } from '../rubric/rubric.ts';
import { sv as rubricTexts } from '../rubric/sv.ts';
import { sv as rules } from '../sv.ts';
import { EvidenceForAll, isSent, NewEvidence, newPieces, piecesOf } from './evidence-fields.tsx';
import { FieldTable, fieldsOf } from './fields.tsx';
import { FollowUpFacts, partyName, yearPath } from './follow-up-facts.tsx';
import { sv } from './sv.ts';

const text = sv.form;

type Parts = {
  readonly view: FollowUpView;
  readonly form: SentForm;
  readonly problems: readonly FieldError[];
};

/** The parameter that asks about the unit's structures. */
const aboutStructures = 'P7';

const KnownStructures = ({ lines, href }: FollowUpView['structures']) => (
  <div class="help">
    {lines.length === 0 ? (
      <p>{text.structuresUnstated}</p>
    ) : (
      <>
        <p>{text.structuresKnown}</p>
        <ul>
          {lines.map(line => (
            <li>{line}</li>
          ))}
        </ul>
      </>
    )}
    <p>
      {text.structuresSource} <a href={href}>{text.structuresLink}</a>
    </p>
  </div>
);

const CriterionFields = ({ criterion, view, form, problems }: Parts & { criterion: Criterion }) => {
  const { code, name } = criterion;
  const fallback = emptyContent([code], scopeOf(view.assignment)).lines[0];
  const known = view.own?.content.lines ?? [];
  const line = known.find(one => one.code === code) ?? fallback;
  const sent = isSent(form);
  const judgement = sent ? form.text(lineField(code, 'judgement')) : String(line?.judgement ?? '');
  const forAll = evidenceForAll(known);
  const chosen = sent
    ? form.texts(lineField(code, 'evidence'))
    : (line?.evidenceIds ?? []).filter(id => !forAll.includes(id));
  const wording = shownValue(form, lineField(code, 'wording'), line?.wording);
  const levelOptions = levels.map(level => ({
    value: String(level),
    text: `${level} ${rubricTexts.levels[level]}`,
    help: criterion.levels[level - 1] ?? '',
  }));
  const { shown, earlier } = piecesOf(view, chosen);
  const isAmiss = problems.some(one =>
    [lineField(code, 'evidence'), lineField(code, 'wording')].includes(one.field),
  );
  return (
    <section class="criterion" aria-label={`${code} ${name}`}>
      {code === aboutStructures && <KnownStructures {...view.structures} />}
      <Choices
        name={lineField(code, 'judgement')}
        label={`${code} ${name}`}
        options={[...levelOptions, { value: cannotJudge, text: rubricTexts.cannotJudge }]}
        values={[judgement]}
        problems={problems}
      />
      <details open={wording !== '' || chosen.length > 0 || isAmiss}>
        <summary>{`${text.more}, ${code}`}</summary>
        <Choices
          name={lineField(code, 'evidence')}
          label={text.evidenceFor(code)}
          help={text.evidenceForHelp}
          many
          options={[
            ...shown,
            ...newPieces.map(piece => ({ value: piece.name, text: text.newPieceOption(piece.letter) })),
          ]}
          folded={{ summary: text.earlierEvidence(earlier.length), options: earlier }}
          values={chosen}
          problems={problems}
        />
        <Choices
          name={lineField(code, 'scope')}
          label={text.scope}
          inRow
          options={ratingScopes.map(value => ({ value, text: text.scopes[value] }))}
          values={[shownValue(form, lineField(code, 'scope'), line?.scope)]}
          problems={problems}
        />
        <TextArea
          name={lineField(code, 'wording')}
          label={text.wording}
          help={text.wordingHelp}
          rows={2}
          value={wording}
          problems={problems}
        />
      </details>
    </section>
  );
};

const Readers = ({ view, noted }: { view: FollowUpView; noted: NotedUses }) => (
  <details>
    <summary>{text.whoReads}</summary>
    <FieldTable
      caption={text.whoReads}
      fields={fieldsOf(
        view.criteria.filter(one => view.asked.includes(one.code)),
        noted,
      )}
    />
  </details>
);

/** The form of a follow-up: the next step first, at most seven fields, what is known already there. */
export const RatingForm = ({
  view,
  raterId,
  noted,
  form,
  problems,
  shownAt,
  today,
}: Parts & { raterId: string; noted: NotedUses; shownAt: Date; today: IsoDate }) => {
  const { followUp, round, own, party } = view;
  const address = `${yearPath(round)}/${followUp.id}/bedom`;
  const asked = view.criteria.filter(one => view.asked.includes(one.code));
  const groups = [
    {
      ...{ title: text.parameters, help: null },
      criteria: asked.filter(one => isCore(one.code) && !isCondition(one.code)),
    },
    {
      ...{ title: sv.routine.additions, help: text.additionsHelp },
      criteria: asked.filter(one => !isCore(one.code)),
    },
    {
      title: text.conditions,
      help: text.conditionsHelp,
      criteria: asked.filter(one => isCondition(one.code)),
    },
  ];
  const share = own?.content.actualShare ?? null;
  const planned =
    followUp.plannedShare === null
      ? text.timeUnknown
      : text.timeHelp(formatPercent(followUp.plannedShare, followUp.plannedShare % 1 === 0 ? 0 : 1));
  const notKnown = isSent(form) ? form.text('notKnown') !== '' : share === unknownShare;
  return (
    <>
      <h1>{sv.followUp.title(round.number, view.subject)}</h1>
      <p class="kind">{own ? text.saved(formatInstant(own.savedAt)) : text.notSaved}</p>
      <FollowUpFacts view={view} />
      {!view.unlocked && (
        <Notice kind="warning">
          <p>{rules.rating.locked}</p>
        </Notice>
      )}
      <Form action={address} guard draft={{ of: `${followUp.id} ${party}`, version: own?.version ?? 0 }}>
        <Hidden name="version" value={shownValue(form, 'version', own?.version ?? 0)} />
        <Hidden name="shownAt" value={shownValue(form, 'shownAt', shownAt.getTime())} />
        <TextArea
          name="nextStep"
          label={text.nextStep}
          help={text.nextStepHelp}
          rows={3}
          value={shownValue(form, 'nextStep', own?.content.nextStep)}
          problems={problems}
        />
        <TextField
          name="actualShare"
          label={text.time}
          help={planned}
          width="short"
          inputmode="decimal"
          suffix={text.percent}
          value={shownValue(form, 'actualShare', typeof share === 'number' ? share : '')}
          problems={problems}
        />
        <Choices
          name="notKnown"
          label={text.notKnownLabel}
          many
          options={[{ value: 'ja', text: text.notKnown }]}
          values={notKnown ? ['ja'] : []}
          problems={problems}
        />
        <EvidenceForAll {...{ view, raterId, form, problems }} />
        <NewEvidence {...{ form, problems, today }} />
        {groups
          .filter(group => group.criteria.length > 0)
          .map(group => (
            <>
              <h2>{group.title}</h2>
              {group.help && <p>{group.help}</p>}
              {group.criteria.map(criterion => (
                <CriterionFields {...{ criterion, view, form, problems }} />
              ))}
            </>
          ))}
        <div class="buttons">
          <Button name="act" value="handIn">
            {text.handIn}
          </Button>
          <Button name="act" value="save" look="secondary">
            {text.saveDraft}
          </Button>
        </div>
        {party && <p>{text.handInNote(partyName(otherParty(party)))}</p>}
      </Form>
      <Readers {...{ view, noted }} />
    </>
  );
};
