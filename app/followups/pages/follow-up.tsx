import type { RecordedEvent } from '#app/database/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { capitalise, formatDate, formatInstant, formatShortDate } from '#app/shared/swedish.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Form,
  Hidden,
  Notice,
  Select,
  type SentForm,
  State,
  Table,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { differenceText, judgementSaid, saidOf } from '../agreement.ts';
import { evidenceIn, restsOn } from '../cited.ts';
import { byDateDescending, type Evidence, evidenceKinds } from '../evidence.ts';
import { otherParty, type Party, parties } from '../follow-up.ts';
import { historyOf, nameIn, wordingOf } from '../history.ts';
import { type Rating, shareText } from '../rating.ts';
import type { Reading } from '../reader-store.ts';
import type { FollowUpView } from '../reading.ts';
import { evidenceText } from '../retention.ts';
import { type Criterion, isCore } from '../rubric/rubric.ts';
import { documentState, isFinalised, type Move, type MoveName, type Stage } from '../stages.ts';
import { sv as rules } from '../sv.ts';
import { FollowUpFacts, partyName, yearPath } from './follow-up-facts.tsx';
import { sv } from './sv.ts';

const text = sv.followUp;

const stageKinds: Readonly<Record<Stage, 'done' | 'open' | 'late' | 'none'>> = {
  pågår: 'open',
  öppnad: 'open',
  klarmarkerad: 'open',
  'godkänd av rektor': 'done',
  'mottagen av huvudman': 'done',
  inställd: 'none',
};

/** Where a follow-up stands, late when its day has passed. */
export const StageState = ({ stage, late }: { stage: Stage; late: boolean }) => (
  <State kind={late && stageKinds[stage] === 'open' ? 'late' : stageKinds[stage]}>
    {text.stages[stage]}
    {late && stageKinds[stage] === 'open' ? `, ${sv.year.states.sent}` : ''}
  </State>
);

const Waiting = ({ view, address }: { view: FollowUpView; address: string }) => {
  const { party, handedIn, own } = view;
  if (party === null) return <p>{text.waiting.both}</p>;
  const other = otherParty(party);
  return (
    <>
      <p>
        {handedIn[party] ? text.waiting.ownIn : text.waiting.own}{' '}
        {handedIn[other] ? text.waiting.other(partyName(other)) : text.waiting.notOther(partyName(other))}{' '}
        {text.waiting.rule}
      </p>
      <div class="buttons">
        {handedIn[party] ? (
          <ActionButton action={`${address}/ta-tillbaka`}>{text.takeBack}</ActionButton>
        ) : (
          <ButtonLink href={`${address}/bedom`} look="primary">
            {own ? text.continue : text.rate}
          </ButtonLink>
        )}
      </div>
    </>
  );
};

const Own = ({ rating, criteria }: { rating: Rating; criteria: readonly Criterion[] }) => (
  <>
    <h2>{text.own}</h2>
    <dl class="facts">
      <div>
        <dt>{text.nextStep}</dt>
        <dd>{rating.content.nextStep}</dd>
      </div>
      <div>
        <dt>{text.actual}</dt>
        <dd>{shareText(rating.content.actualShare)}</dd>
      </div>
      {rating.content.lines.map(line => (
        <div>
          <dt>
            {line.code} {criteria.find(one => one.code === line.code)?.name}
          </dt>
          <dd>{judgementSaid(line.judgement)}</dd>
        </div>
      ))}
    </dl>
  </>
);

/** The three facts side by side: what the principal said, what the holder said, and what they agreed. */
const Both = ({ view }: { view: FollowUpView }) => {
  const { open, agreed } = view;
  if (!open) return null;
  const criteria = view.criteria.filter(one => saidOf(open, one.code).some(judgement => judgement !== null));
  const different = criteria.filter(one => {
    const [principal, holder] = saidOf(open, one.code);
    return principal !== holder;
  });
  const cell = (party: Party, code: string) => {
    const at = parties.indexOf(party);
    const wording = wordingOf(open[party], code);
    const rests = restsOn(view, party, code);
    return (
      <>
        {judgementSaid(saidOf(open, code)[at] ?? null)}
        {rests && <span class="help">{capitalise(rests)}</span>}
        {wording && <span class="help">{wording}</span>}
      </>
    );
  };
  const agreedLine = (code: string) => agreed?.content.lines.find(line => line.code === code);
  return (
    <>
      <h2 id="bedomningar">{text.both}</h2>
      <p>{different.length === 0 ? text.bothSame : text.bothDiffer(different.length)}</p>
      <Table
        caption={text.both}
        hideCaption
        stacks
        rows={criteria}
        columns={[
          {
            key: 'criterion',
            text: text.criterion,
            cell: one => (
              <>
                {one.code} {one.name}
                {!isCore(one.code) && <span class="help">{text.addition}</span>}
              </>
            ),
          },
          { key: 'principal', text: text.principal, cell: one => cell('rektor', one.code) },
          { key: 'holder', text: text.holder, cell: one => cell('innehavare', one.code) },
          {
            key: 'difference',
            text: text.difference,
            cell: one => {
              const [principal = null, holder = null] = saidOf(open, one.code);
              return differenceText(principal, holder);
            },
          },
          {
            key: 'agreed',
            text: text.agreed,
            cell: one => {
              const line = agreedLine(one.code);
              return line ? (
                <>
                  {judgementSaid(line.judgement)}
                  {line.reason && <span class="help">{text.reason(line.reason)}</span>}
                </>
              ) : (
                ''
              );
            },
          },
        ]}
      />
      <div class="compare">
        {parties.map(party => (
          <section class="compare-side">
            <h3>{party === 'rektor' ? text.principal : text.holder}</h3>
            <p class="compare-text">
              {text.nextStep}: {open[party]?.content.nextStep}
            </p>
            <p>
              {text.actual}: {shareText(open[party]?.content.actualShare ?? null)}
            </p>
          </section>
        ))}
      </div>
      <h2 id="gemensam">{text.agreedHead}</h2>
      {agreed ? (
        <>
          <p class="compare-text">
            {text.nextStep}: {agreed.content.nextStep}
            {agreed.content.nextStepAbout && ` (${text.about(agreed.content.nextStepAbout)})`}
          </p>
          <p>
            {text.actual}: {shareText(agreed.content.actualShare)}
          </p>
        </>
      ) : (
        <p class="empty">{text.agreedNone}</p>
      )}
    </>
  );
};

const Moves = ({
  view,
  address,
  offered,
  problems,
  form,
}: {
  view: FollowUpView;
  address: string;
  offered: readonly { readonly name: MoveName; readonly move: Move }[];
  problems: readonly FieldError[];
  form: SentForm;
}) => (
  <>
    {offered.map(({ name, move }) =>
      move.reasonNeeded ? (
        <details open={form.text('move') === name}>
          <summary>{move.label}</summary>
          <Form action={`${address}/lage`}>
            <Hidden name="move" value={name} />
            <Hidden name="version" value={view.followUp.version} />
            <TextArea
              name="reason"
              label={text.moveReason}
              help={text.moveReasonHelp}
              rows={2}
              value={form.text('reason')}
              problems={problems}
            />
            <Button look="secondary">{move.label}</Button>
          </Form>
        </details>
      ) : (
        <ActionButton
          action={`${address}/lage`}
          look="primary"
          fields={{ move: name, version: view.followUp.version }}
        >
          {move.label}
        </ActionButton>
      ),
    )}
  </>
);

const EvidenceList = ({
  view,
  address,
  form,
  problems,
}: {
  view: FollowUpView;
  address: string;
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const cited = evidenceIn(view);
  const others = [...view.evidence.values()].filter(one => !cited.includes(one)).sort(byDateDescending);
  const piece = (one: Evidence) => (
    <li>
      {formatShortDate(one.datedOn)}: {evidenceText(one)} ({one.kind})
    </li>
  );
  return (
    <>
      <h2 id="underlag">{text.evidence}</h2>
      {view.evidence.size === 0 && <p class="empty">{text.evidenceEmpty}</p>}
      {cited.length > 0 && <ol>{cited.map(piece)}</ol>}
      {others.length > 0 && (
        <details open={cited.length === 0}>
          <summary>{text.evidenceOthers(others.length)}</summary>
          <ul>{others.map(piece)}</ul>
        </details>
      )}
      {view.party !== null && !isFinalised(view.followUp.stage) && (
        <details open={problems.some(one => ['kind', 'datedOn', 'what'].includes(one.field))}>
          <summary>{text.evidenceAdd}</summary>
          <Form action={`${address}/underlag`}>
            <p class="help">{text.evidenceHelp}</p>
            <Select
              name="kind"
              label={text.kind}
              empty={sv.choose}
              options={evidenceKinds.map(value => ({ value, text: value }))}
              value={form.text('kind')}
              problems={problems}
            />
            <TextField
              name="datedOn"
              type="date"
              label={text.date}
              value={form.text('datedOn')}
              problems={problems}
            />
            <TextField name="what" label={text.what} value={form.text('what')} problems={problems} />
            <Button look="secondary">{text.evidenceSave}</Button>
          </Form>
        </details>
      )}
    </>
  );
};

/** One follow-up: where it stands, what has been said as far as the reader may see it, and what may be done next. */
export const FollowUpPage = ({
  view,
  viewer,
  events,
  readings,
  offered,
  lacks,
  mayAgree,
  today,
  form,
  problems,
}: {
  view: FollowUpView;
  viewer: Viewer;
  events: readonly RecordedEvent[];
  /** Who has read it: for the holder; null for everybody else. */
  readings: readonly Reading[] | null;
  offered: readonly { readonly name: MoveName; readonly move: Move }[];
  lacks: readonly FieldError[];
  mayAgree: boolean;
  today: IsoDate;
  form: SentForm;
  problems: readonly FieldError[];
}) => {
  const { followUp, round, party } = view;
  const { stage } = followUp;
  const address = `${yearPath(round)}/${followUp.id}`;
  const document = documentState(stage);
  const finalised = view.finalisings.at(-1);
  const nameOf = (personId: string | null) => nameIn(view, personId);
  return (
    <>
      <h1>{text.title(round.number, view.subject)}</h1>
      <p>
        {text.line(view.unit?.name ?? '', academicYearLabel(round.yearStart), formatDate(round.dueOn))}{' '}
        <StageState stage={stage} late={round.dueOn < today} />
      </p>
      {view.begunAt && (
        <p>
          {text.begunAt(view.begunAt.name, view.unit?.name ?? '')} {view.movedOut && text.movedOut}
        </p>
      )}
      <p class="kind">
        {document === 'upprättad'
          ? text.document.upprättad(finalised ? formatInstant(finalised.at) : '')
          : text.document[document]}
      </p>
      {!view.unlocked && stage === 'pågår' && (
        <Notice kind="warning">
          <p>{rules.rating.locked}</p>
        </Notice>
      )}
      {stage === 'pågår' && <Waiting view={view} address={address} />}
      {mayAgree && stage === 'öppnad' && (
        <div class="buttons">
          <ButtonLink href={`${address}/gemensam`} look={view.agreed ? 'secondary' : 'primary'}>
            {view.agreed ? text.changeAgreed : text.writeAgreed}
          </ButtonLink>
        </div>
      )}
      {lacks.length > 0 && view.agreed && stage === 'öppnad' && (
        <Notice>
          <p>{text.agreedLacks}:</p>
          <ul>
            {lacks.map(one => (
              <li>
                <a href={`${address}/gemensam#${one.field}`}>{one.text}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="buttons">
        <Moves {...{ view, address, offered, problems, form }} />
      </div>
      <FollowUpFacts view={view} viewer={viewer} />
      {view.earlier.length > 0 && (
        <p>
          {text.earlier}:{' '}
          {view.earlier.map((one, at) => (
            <>
              {at > 0 && ', '}
              <a href={`${yearPath(one.round)}/${one.followUp.id}`}>
                {rules.routine.round(one.round.number).toLowerCase()}, {formatShortDate(one.round.dueOn)}
              </a>
            </>
          ))}
        </p>
      )}
      {stage === 'pågår' && party !== null && view.own?.handedInAt && (
        <Own rating={view.own} criteria={view.criteria} />
      )}
      <Both view={view} />
      <EvidenceList {...{ view, address, form, problems }} />
      {(view.open !== null || view.own !== null) && (
        <p class="downloads">
          {text.download}: <a href={`${address}/uppfoljning.pdf`}>PDF</a>,{' '}
          <a href={`${address}/uppfoljning.docx`}>Word</a>
        </p>
      )}
      {readings !== null && (
        <>
          <h2 id="last-av">{text.readings}</h2>
          {readings.length === 0 ? (
            <p class="empty">{text.readingsNone}</p>
          ) : (
            <Table
              caption={text.readings}
              hideCaption
              stacks
              rows={readings}
              columns={[
                { key: 'reader', text: text.reader, cell: one => nameOf(one.readerId) },
                { key: 'on', text: text.readOn, cell: one => formatShortDate(one.on) },
              ]}
            />
          )}
        </>
      )}
      <h2 id="historik">{text.history}</h2>
      <Table
        caption={text.history}
        hideCaption
        stacks
        rows={historyOf(view, events)}
        columns={[
          { key: 'when', text: text.when, cell: one => formatInstant(one.at) },
          {
            key: 'what',
            text: text.change,
            cell: one => (
              <>
                {one.what}
                {one.why && <span class="help">{text.reason(one.why)}</span>}
              </>
            ),
          },
          { key: 'who', text: text.who, cell: one => (one.who === null ? '' : nameOf(one.who)) },
        ]}
      />
    </>
  );
};
