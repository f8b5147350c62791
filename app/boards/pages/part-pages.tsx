import type { Child } from 'hono/jsx';
import type { Person } from '#app/access/index.ts';
import { fullName } from '#app/access/index.ts';
import { Blocks } from '#app/documents/index.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { capitalise } from '#app/shared/swedish.ts';
import {
  Button,
  Choices,
  Form,
  Hidden,
  Notice,
  Select,
  type SentForm,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { type FormName, itemPath, partPath } from '../addresses.ts';
import { contentMark, type Section, sections } from '../board-item.ts';
import { verdicts } from '../commission.ts';
import type { ItemDraft } from '../draft.ts';
import type { ItemChapter } from '../filling.ts';
import { answeredCommissions, itemParts } from '../item-document.ts';
import { attachmentField, clauseField } from '../linter.ts';
import { askedWays, childQuestions, evidenceKinds, notAskedReasons } from '../participation.ts';
import { participationRemarks } from '../readiness.ts';
import { sv } from '../sv.ts';
import { clauseStyles, leadIn } from '../wording.ts';
import { rowCount } from './form-rows.ts';
import { figureChoices } from './inserting.ts';
import { dayAndParagraph } from './thread-view.tsx';

export type PartPageProps = {
  readonly draft: ItemDraft;
  readonly chapters: readonly ItemChapter[];
  readonly people: readonly Person[];
  readonly form: SentForm;
  readonly problems: readonly FieldError[];
  readonly content: unknown;
};

const Frame = ({
  props: { draft, form, content },
  name,
  children,
}: {
  props: PartPageProps;
  name: FormName;
  children: Child;
}) => (
  <>
    <h1>{sv.item.partNames[name]}</h1>
    <Form action={partPath(draft.item, name)} guard>
      <Hidden name="mark" value={shownValue(form, 'mark', contentMark(content))} />
      {form.texts('inserted').map(text => (
        <Hidden name="inserted" value={text} />
      ))}
      {children}
      <div class="buttons">
        <Button>{sv.save}</Button>
        <a class="ds-link" href={itemPath(draft.item)}>
          {sv.cancel}
        </a>
      </div>
    </Form>
  </>
);

/** A choice of figure and a button that puts it last in a text. Sends the form to itself: nothing is saved. */
const InsertFigure = ({
  chapters,
  targets,
}: {
  chapters: readonly ItemChapter[];
  targets: readonly { readonly value: string; readonly text: string }[];
}) => {
  const options = figureChoices(chapters);
  const [only] = targets;
  if (options.length === 0 || !only) return null;
  return (
    <details class="field">
      <summary>{sv.section.insert}</summary>
      <Select
        name="figure"
        label={sv.section.insert}
        help={sv.section.insertHelp}
        empty={sv.section.insertNone}
        options={options}
      />
      {targets.length === 1 ? (
        <Hidden name="into" value={only.value} />
      ) : (
        <Select name="into" label={sv.section.insertInto} options={targets} value={only.value} />
      )}
      <Button look="secondary" name="do" value="insert">
        {sv.section.insertButton}
      </Button>
    </details>
  );
};

const SectionPage = (props: PartPageProps & { name: Section }) => {
  const { name, draft, chapters, form, problems } = props;
  const generated = itemParts(
    { ...draft, item: { ...draft.item, texts: { ...draft.item.texts, description: '' } } },
    [],
    draft.today,
  ).find(part => part.part === 'description');
  return (
    <Frame props={props} name={name}>
      {name === 'description' && generated && generated.blocks.length > 0 && (
        <section aria-label={sv.section.generated}>
          <h2>{sv.section.generated}</h2>
          <Blocks blocks={generated.blocks} />
        </section>
      )}
      <TextArea
        name="text"
        label={sv.section.text[name]}
        help={`${sv.section.help[name]} ${sv.section.form}`}
        rows={name === 'preparation' ? 18 : 8}
        value={shownValue(form, 'text', draft.item.texts[name])}
        problems={problems}
      />
      <InsertFigure chapters={chapters} targets={[{ value: 'text', text: sections[name] }]} />
    </Frame>
  );
};

const FactsPage = (props: PartPageProps) => {
  const {
    draft: { item },
    people,
    form,
    problems,
  } = props;
  return (
    <Frame props={props} name="facts">
      <ItemFields
        known={{
          title: item.title,
          meetingOn: item.meetingOn ?? '',
          authorId: item.authorId ?? '',
          clauseStyle: item.clauseStyle,
          dataOn: item.dataOn,
          compareOn: item.compareOn ?? '',
        }}
        {...{ people, form, problems }}
      />
    </Frame>
  );
};

/** The controls for the facts of an item, new or known. */
export const ItemFields = ({
  known,
  people,
  form,
  problems,
}: {
  known: Readonly<
    Record<'title' | 'meetingOn' | 'authorId' | 'clauseStyle' | 'dataOn' | 'compareOn', string>
  >;
  people: readonly Person[];
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <TextField
      name="title"
      label={sv.item.titleField}
      value={shownValue(form, 'title', known.title)}
      problems={problems}
    />
    <TextField
      name="meetingOn"
      label={sv.item.meetingOn}
      type="date"
      optional
      value={shownValue(form, 'meetingOn', known.meetingOn)}
      problems={problems}
    />
    <Select
      name="authorId"
      label={sv.item.author}
      empty={sv.item.authorNone}
      options={people.map(person => ({
        value: person.id,
        text: person.isProtected ? sv.document.protectedName : fullName(person),
      }))}
      value={shownValue(form, 'authorId', known.authorId)}
      problems={problems}
    />
    <Choices
      name="clauseStyle"
      label={sv.item.style}
      help={sv.item.styleHelp}
      options={clauseStyles.map(style => ({ value: style, text: sv.item.styles[style] }))}
      values={[shownValue(form, 'clauseStyle', known.clauseStyle)]}
      problems={problems}
    />
    <TextField
      name="dataOn"
      label={sv.item.dataOn}
      type="date"
      value={shownValue(form, 'dataOn', known.dataOn)}
      problems={problems}
    />
    <TextField
      name="compareOn"
      label={sv.item.compareOn}
      help={sv.item.compareHelp}
      type="date"
      optional
      value={shownValue(form, 'compareOn', known.compareOn)}
      problems={problems}
    />
  </>
);

const AnswersPage = (props: PartPageProps) => {
  const { draft, chapters, form, problems } = props;
  const answered = answeredCommissions(draft);
  const taken = new Set(answered.map(({ commission }) => commission.id));
  const left = [
    ...new Map(
      draft.thread.openEnds
        .filter(({ commission }) => !taken.has(commission.id))
        .map(({ commission }) => [commission.id, commission]),
    ).values(),
  ];
  const chapterKeys = [
    ...new Set([...chapters.map(chapter => chapter.key), ...Object.keys(sv.answers.chapters)]),
  ];
  const options = chapterKeys.map(key => ({
    value: key,
    text: chapters.find(chapter => chapter.key === key)?.heading ?? sv.answers.chapters[key] ?? key,
  }));
  const targets = answered.flatMap(({ commission, reportBack }) =>
    commission.questions.map((question, at) => ({
      value: `text-${reportBack.id}-${at + 1}`,
      text: question,
    })),
  );
  return (
    <>
      <Frame props={props} name="answers">
        {answered.length === 0 && <p class="empty">{sv.answers.noneTaken}</p>}
        {answered.map(({ commission, reportBack }) => (
          <section>
            <h2>
              {sv.document.commissionHeading(dayAndParagraph(commission.givenOn, commission.paragraph))}
            </h2>
            {commission.questions.map((question, at) => {
              const answer = reportBack.answers.find(one => one.position === at + 1);
              const name = `${reportBack.id}-${at + 1}`;
              return (
                <fieldset class="field">
                  <legend class="ds-label">{capitalise(question)}</legend>
                  <Select
                    name={`verdict-${name}`}
                    label={sv.answers.verdict}
                    empty={sv.answers.verdictNone}
                    options={verdicts.map(verdict => ({ value: verdict, text: sv.verdicts[verdict] }))}
                    value={shownValue(form, `verdict-${name}`, answer?.verdict)}
                    problems={problems}
                  />
                  <Select
                    name={`chapter-${name}`}
                    label={sv.answers.chapter}
                    help={sv.answers.chapterHelp}
                    optional
                    empty={sv.answers.chapterNone}
                    options={options}
                    value={shownValue(form, `chapter-${name}`, answer?.chapter)}
                    problems={problems}
                  />
                  <TextArea
                    name={`text-${name}`}
                    label={sv.answers.text}
                    help={sv.answers.textHelp}
                    value={shownValue(form, `text-${name}`, answer?.text)}
                    problems={problems}
                  />
                </fieldset>
              );
            })}
          </section>
        ))}
        <InsertFigure chapters={chapters} targets={targets} />
      </Frame>
      {left.length > 0 && (
        <Form action={`${itemPath(draft.item)}/svara-pa`}>
          <Select
            name="commissionId"
            label={sv.answers.take}
            options={left.map(one => ({
              value: one.id,
              text: `${dayAndParagraph(one.givenOn, one.paragraph)}: ${one.text.slice(0, 60)}`,
            }))}
            problems={problems}
          />
          <Button look="secondary">{sv.answers.takeButton}</Button>
        </Form>
      )}
    </>
  );
};

const AddRow = ({ rows, children }: { rows: number; children: string }) => (
  <>
    <Hidden name="rows" value={rows} />
    <p>
      <Button look="secondary" name="do" value="add">
        {children}
      </Button>
    </p>
  </>
);

const CLAUSE_ROWS = 3;

const ProposalPage = (props: PartPageProps) => {
  const { draft, form, problems } = props;
  const { item, authority } = draft;
  const rows = rowCount(form, item.clauses.length, CLAUSE_ROWS);
  const wasSent = form.names().length > 0;
  return (
    <Frame props={props} name="proposal">
      <p>{leadIn(item.clauseStyle, authority)}</p>
      {Array.from({ length: rows }, (_, at) => {
        const number = at + 1;
        const clause = item.clauses[at];
        const field = (part: Parameters<typeof clauseField>[0]) => clauseField(part, number);
        const gives = wasSent
          ? form.text(field('givesCommission')) !== ''
          : (clause?.givesCommission ?? false);
        return (
          <fieldset class="field">
            <legend class="ds-label">{sv.proposal.clause(number)}</legend>
            <Hidden name={`id-${number}`} value={shownValue(form, `id-${number}`, clause?.id)} />
            <TextArea
              name={field('text')}
              label={sv.proposal.text}
              help={sv.proposal.textHelp[item.clauseStyle]}
              rows={3}
              value={shownValue(form, field('text'), clause?.text)}
              problems={problems}
            />
            <Choices
              name={field('givesCommission')}
              label={sv.proposal.task}
              many
              options={[{ value: 'ja', text: sv.proposal.givesCommission }]}
              values={gives ? ['ja'] : []}
              problems={problems}
            />
            <TextField
              name={field('addressee')}
              label={sv.proposal.addressee}
              optional
              value={shownValue(form, field('addressee'), clause?.addressee)}
              problems={problems}
            />
            <TextField
              name={field('dueOn')}
              label={sv.proposal.dueOn}
              type="date"
              optional
              value={shownValue(form, field('dueOn'), clause?.dueOn)}
              problems={problems}
            />
          </fieldset>
        );
      })}
      <p class="help">{sv.proposal.rest}</p>
      <AddRow rows={rows}>{sv.proposal.add}</AddRow>
    </Frame>
  );
};

const Remarks = ({ remarks }: { remarks: readonly { readonly text: string }[] }) =>
  remarks.length === 0 ? null : (
    <Notice kind="warning">
      {remarks.map(remark => (
        <p>{remark.text}</p>
      ))}
    </Notice>
  );

const EVIDENCE_ROWS = 2;

const ParticipationPage = (props: PartPageProps) => {
  const { draft, chapters, form, problems } = props;
  const { firstAnswer, secondAnswer } = draft.item;
  const yes = firstAnswer?.asked === 'ja' ? firstAnswer : null;
  const no = firstAnswer?.asked === 'nej' ? firstAnswer : null;
  const rows = rowCount(form, secondAnswer?.evidence.length ?? 0, EVIDENCE_ROWS);
  const remarks = participationRemarks(draft);
  const ways = form.names().length > 0 ? form.texts('ways') : (yes?.ways ?? []);
  const say = sv.child;
  const text = (name: string, known: string | number | null | undefined) => shownValue(form, name, known);
  return (
    <Frame props={props} name="participation">
      <section>
        <h2>{childQuestions.first}</h2>
        {firstAnswer && <Remarks remarks={remarks.first} />}
        <Choices
          name="asked"
          label={say.asked}
          options={[
            { value: 'ja', text: say.yes },
            { value: 'nej', text: say.no },
          ]}
          values={[text('asked', firstAnswer?.asked)]}
          problems={problems}
        />
        <fieldset class="field">
          <legend class="ds-label">{say.askedYesPart}</legend>
          <Choices
            name="ways"
            label={say.ways}
            many
            options={Object.entries(askedWays).map(([value, label]) => ({ value, text: label }))}
            values={[...ways]}
            problems={problems}
          />
          <TextField
            name="count"
            label={say.count}
            inputmode="numeric"
            width="short"
            suffix={say.countUnit}
            value={text('count', yes?.count)}
            problems={problems}
          />
          <TextField name="on" label={say.on} type="date" value={text('on', yes?.on)} problems={problems} />
          <TextArea
            name="views"
            label={say.views}
            help={say.viewsHelp}
            value={text('views', yes?.views)}
            problems={problems}
          />
          <TextArea
            name="changed"
            label={say.changed}
            value={text('changed', yes?.changed)}
            problems={problems}
          />
          <TextField
            name="fedBackOn"
            label={say.fedBackOn}
            type="date"
            optional
            value={text('fedBackOn', yes?.fedBackOn)}
            problems={problems}
          />
        </fieldset>
        <fieldset class="field">
          <legend class="ds-label">{say.askedNoPart}</legend>
          <Select
            name="reason"
            label={say.reason}
            empty={say.reasonNone}
            options={Object.entries(notAskedReasons).map(([value, label]) => ({ value, text: label }))}
            value={text('reason', no?.reason)}
            problems={problems}
          />
          <TextArea
            name="explanation"
            label={say.explanation}
            help={say.explanationHelp}
            value={text('explanation', no?.explanation)}
            problems={problems}
          />
          <TextField
            name="earlierMatter"
            label={say.earlierMatter}
            optional
            value={text('earlierMatter', no?.earlierMatter)}
            problems={problems}
          />
          <TextField
            name="askOn"
            label={say.askOn}
            type="date"
            optional
            value={text('askOn', no?.askOn)}
            problems={problems}
          />
        </fieldset>
      </section>
      <section>
        <h2>{childQuestions.second}</h2>
        {secondAnswer && <Remarks remarks={remarks.second} />}
        <TextArea
          name="influence"
          label={say.influence}
          value={text('influence', secondAnswer?.influence)}
          problems={problems}
        />
        {Array.from({ length: rows }, (_, at) => {
          const number = at + 1;
          const one = secondAnswer?.evidence[at];
          return (
            <fieldset class="field">
              <legend class="ds-label">{say.evidence(number)}</legend>
              <Select
                name={`evidenceKind-${number}`}
                label={say.evidenceKind}
                empty={say.evidenceNone}
                options={Object.entries(evidenceKinds).map(([value, label]) => ({ value, text: label }))}
                value={text(`evidenceKind-${number}`, one?.kind)}
                problems={problems}
              />
              <TextField
                name={`evidenceDatedOn-${number}`}
                label={say.evidenceDatedOn}
                type="date"
                value={text(`evidenceDatedOn-${number}`, one?.datedOn)}
                problems={problems}
              />
              <TextArea
                name={`evidenceText-${number}`}
                label={say.evidenceText}
                rows={2}
                value={text(`evidenceText-${number}`, one?.text)}
                problems={problems}
              />
            </fieldset>
          );
        })}
        <AddRow rows={rows}>{say.addEvidence}</AddRow>
      </section>
      <InsertFigure
        chapters={chapters}
        targets={[
          { value: 'influence', text: say.influence },
          { value: 'views', text: say.views },
          { value: 'changed', text: say.changed },
        ]}
      />
    </Frame>
  );
};

const ATTACHMENT_ROWS = 4;

const AttachmentsPage = (props: PartPageProps) => {
  const { draft, form, problems } = props;
  const rows = rowCount(form, draft.item.attachments.length, ATTACHMENT_ROWS);
  return (
    <Frame props={props} name="attachments">
      <p>{sv.attachments.intro}</p>
      {Array.from({ length: rows }, (_, at) => {
        const number = at + 1;
        const one = draft.item.attachments[at];
        const [title, datedOn] = [attachmentField('title', number), attachmentField('datedOn', number)];
        return (
          <div class="row-fields">
            <TextField
              name={title}
              label={sv.attachments.name(number)}
              value={shownValue(form, title, one?.title)}
              problems={problems}
            />
            <TextField
              name={datedOn}
              label={sv.attachments.datedOn}
              type="date"
              value={shownValue(form, datedOn, one?.datedOn)}
              problems={problems}
            />
          </div>
        );
      })}
      <AddRow rows={rows}>{sv.attachments.add}</AddRow>
    </Frame>
  );
};

const RECIPIENT_ROWS = 3;

const RecipientsPage = (props: PartPageProps) => {
  const { draft, form, problems } = props;
  const rows = rowCount(form, draft.item.recipients.length, RECIPIENT_ROWS);
  return (
    <Frame props={props} name="recipients">
      <p>{sv.recipients.intro}</p>
      {Array.from({ length: rows }, (_, at) => (
        <TextField
          name={`name-${at + 1}`}
          label={sv.recipients.name(at + 1)}
          value={shownValue(form, `name-${at + 1}`, draft.item.recipients[at])}
          problems={problems}
        />
      ))}
      <AddRow rows={rows}>{sv.recipients.add}</AddRow>
    </Frame>
  );
};

/** The page with the form of one part. */
export const PartPage = ({ name, ...props }: PartPageProps & { name: FormName }) => {
  switch (name) {
    case 'facts':
      return <FactsPage {...props} />;
    case 'answers':
      return <AnswersPage {...props} />;
    case 'proposal':
      return <ProposalPage {...props} />;
    case 'participation':
      return <ParticipationPage {...props} />;
    case 'attachments':
      return <AttachmentsPage {...props} />;
    case 'recipients':
      return <RecipientsPage {...props} />;
    default:
      return <SectionPage {...props} name={name} />;
  }
};
