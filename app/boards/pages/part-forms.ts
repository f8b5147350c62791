import type { Scoped } from '#app/database/index.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { readWhole } from '#app/shared/written-value.ts';
import type { FormLines, SentForm } from '#app/web/index.ts';
import type { FormName } from '../addresses.ts';
import type { Attachment, Section } from '../board-item.ts';
import { type Answer, isVerdict } from '../commission.ts';
import type { ItemDraft } from '../draft.ts';
import {
  type ClauseInput,
  factsOf,
  type PartChange,
  type ParticipationInput,
  saveAnswers,
  saveAttachments,
  saveClauses,
  saveFacts,
  saveParticipation,
  saveRecipients,
  saveSection,
} from '../item-actions.ts';
import { attachmentField, clauseField } from '../linter.ts';
import {
  askedWays,
  evidenceKinds,
  type FirstAnswer,
  isAskedWay,
  isEvidenceKind,
  isNotAskedReason,
  notAskedReasons,
  type SecondAnswer,
} from '../participation.ts';
import { sv } from '../sv.ts';
import { refused, type Written } from '../written.ts';
import { readDay, sentRows } from './form-rows.ts';

/** The form of one part of an item: what stands there, what was sent, and how it is saved. */
export type PartForm = {
  readonly name: FormName;
  /** What the mark of the form is made of. */
  readonly content: (draft: ItemDraft) => unknown;
  readonly theirs: (draft: ItemDraft) => FormLines;
  readonly yours: (form: SentForm, draft: ItemDraft) => FormLines;
  readonly save: (tx: Scoped, change: PartChange, form: SentForm, draft: ItemDraft) => Promise<Written>;
};

const day = (date: string | null): string => (date === null ? '' : formatDate(date));

const section = (name: Section): PartForm => ({
  name,
  content: ({ item }) => item.texts[name],
  theirs: ({ item }) => [[sv.section.text[name], item.texts[name]]],
  yours: form => [[sv.section.text[name], form.text('text')]],
  save: (tx, change, form) => saveSection(tx, change, name, form.text('text')),
});

const facts: PartForm = {
  name: 'facts',
  content: ({ item }) => factsOf(item),
  theirs: ({ item, author }) => [
    [sv.item.titleField, item.title],
    [sv.item.meetingOn, day(item.meetingOn)],
    [sv.item.author, author?.name ?? ''],
    [sv.item.dataOn, day(item.dataOn)],
    [sv.item.compareOn, day(item.compareOn)],
  ],
  yours: form => [
    [sv.item.titleField, form.text('title')],
    [sv.item.meetingOn, form.text('meetingOn')],
    [sv.item.dataOn, form.text('dataOn')],
    [sv.item.compareOn, form.text('compareOn')],
  ],
  save: (tx, change, form) =>
    saveFacts(tx, change, {
      title: form.text('title'),
      meetingOn: form.text('meetingOn'),
      authorId: form.text('authorId'),
      clauseStyle: form.text('clauseStyle'),
      dataOn: form.text('dataOn'),
      compareOn: form.text('compareOn'),
    }),
};

/** The clauses as they were sent; rows without text are left out. */
export const readClauses = (form: SentForm, problems: FieldError[]): ClauseInput[] =>
  sentRows(form).flatMap((number): ClauseInput[] => {
    const text = form.text(clauseField('text', number));
    if (text === '') return [];
    return [
      {
        id: form.text(`id-${number}`) || null,
        text,
        givesCommission: form.text(clauseField('givesCommission', number)) !== '',
        addressee: form.text(clauseField('addressee', number)) || null,
        dueOn: readDay(form, clauseField('dueOn', number), problems),
      },
    ];
  });

const clauseLines = (clauses: readonly ClauseInput[]): FormLines =>
  clauses.map(({ text, addressee, dueOn }, at) => [
    sv.proposal.clause(at + 1),
    [text, addressee, day(dueOn)].filter(Boolean).join(' · '),
  ]);

const proposal: PartForm = {
  name: 'proposal',
  content: ({ item }) => item.clauses,
  theirs: ({ item }) => clauseLines(item.clauses),
  yours: form => clauseLines(readClauses(form, [])),
  save: async (tx, change, form) => {
    const problems: FieldError[] = [];
    const clauses = readClauses(form, problems);
    return problems.length > 0 ? refused(...problems) : saveClauses(tx, change, clauses);
  },
};

const readFirst = (form: SentForm, problems: FieldError[]): FirstAnswer | null => {
  if (form.text('asked') === 'ja') {
    const count = form.text('count');
    const whole = count === '' ? null : readWhole(count);
    if (count !== '' && (whole === null || whole < 0))
      problems.push({ field: 'count', text: sv.child.countWrong });
    return {
      asked: 'ja',
      ways: form.texts('ways').filter(isAskedWay),
      count: whole,
      on: readDay(form, 'on', problems),
      views: form.text('views'),
      changed: form.text('changed'),
      fedBackOn: readDay(form, 'fedBackOn', problems),
    };
  }
  if (form.text('asked') !== 'nej') return null;
  const reason = form.text('reason');
  return {
    asked: 'nej',
    reason: isNotAskedReason(reason) ? reason : null,
    explanation: form.text('explanation'),
    earlierMatter: form.text('earlierMatter'),
    askOn: readDay(form, 'askOn', problems),
  };
};

const readSecond = (form: SentForm, problems: FieldError[]): SecondAnswer => ({
  influence: form.text('influence'),
  evidence: sentRows(form).flatMap(number => {
    const kind = form.text(`evidenceKind-${number}`);
    if (!isEvidenceKind(kind)) return [];
    const datedOn = readDay(form, `evidenceDatedOn-${number}`, problems);
    return [{ kind, datedOn, text: form.text(`evidenceText-${number}`) }];
  }),
});

/** The answers on children as they were sent. */
export const readParticipation = (form: SentForm, problems: FieldError[]): ParticipationInput => ({
  first: readFirst(form, problems),
  second: readSecond(form, problems),
});

const participationLines = ({ first, second }: ParticipationInput): FormLines => [
  [sv.child.asked, first?.asked ?? ''],
  ...(first?.asked === 'ja'
    ? ([
        [sv.child.ways, first.ways.map(way => askedWays[way]).join(', ')],
        [sv.child.count, String(first.count ?? '')],
        [sv.child.on, day(first.on)],
        [sv.child.views, first.views],
        [sv.child.changed, first.changed],
        [sv.child.fedBackOn, day(first.fedBackOn)],
      ] as const)
    : []),
  ...(first?.asked === 'nej'
    ? ([
        [sv.child.reason, first.reason === null ? '' : notAskedReasons[first.reason]],
        [sv.child.explanation, first.explanation],
      ] as const)
    : []),
  [sv.child.influence, second?.influence ?? ''],
  ...(second?.evidence ?? []).map((one, at): FormLines[number] => [
    sv.child.evidence(at + 1),
    [evidenceKinds[one.kind], one.text, day(one.datedOn)].filter(Boolean).join(' · '),
  ]),
];

const participation: PartForm = {
  name: 'participation',
  content: ({ item }) => ({ first: item.firstAnswer, second: item.secondAnswer }),
  theirs: ({ item }) => participationLines({ first: item.firstAnswer, second: item.secondAnswer }),
  yours: form => participationLines(readParticipation(form, [])),
  save: async (tx, change, form) => {
    const problems: FieldError[] = [];
    const answers = readParticipation(form, problems);
    return problems.length > 0 ? refused(...problems) : saveParticipation(tx, change, answers);
  },
};

const readAnswers = (form: SentForm, { item }: ItemDraft) =>
  item.reportBacks.map(reportBack => ({
    reportBackId: reportBack.id,
    answers: reportBack.answers.map(({ position }): Answer => {
      const name = `${reportBack.id}-${position}`;
      const verdict = form.text(`verdict-${name}`);
      return {
        position,
        verdict: isVerdict(verdict) ? verdict : null,
        text: form.text(`text-${name}`),
        chapter: form.text(`chapter-${name}`) || null,
      };
    }),
  }));

const answerLines = (answers: readonly Answer[]): FormLines =>
  answers.map(answer => [
    sv.commission.question(answer.position),
    [answer.verdict === null ? '' : `${sv.verdicts[answer.verdict]}.`, answer.text].filter(Boolean).join(' '),
  ]);

const answers: PartForm = {
  name: 'answers',
  content: ({ item }) => item.reportBacks,
  theirs: ({ item }) => item.reportBacks.flatMap(one => answerLines(one.answers)),
  yours: (form, draft) => readAnswers(form, draft).flatMap(one => answerLines(one.answers)),
  save: (tx, change, form, draft) => saveAnswers(tx, change, readAnswers(form, draft)),
};

const readAttachments = (form: SentForm, problems: FieldError[]): Attachment[] =>
  sentRows(form).flatMap(number => {
    const title = form.text(attachmentField('title', number));
    const datedOn = readDay(form, attachmentField('datedOn', number), problems);
    return title === '' ? [] : [{ title, datedOn }];
  });

const attachmentLines = (attachments: readonly Attachment[]): FormLines =>
  attachments.map(({ title, datedOn }, at) => [
    sv.attachments.name(at + 1),
    [title, day(datedOn)].filter(Boolean).join(', '),
  ]);

const attachments: PartForm = {
  name: 'attachments',
  content: ({ item }) => item.attachments,
  theirs: ({ item }) => attachmentLines(item.attachments),
  yours: form => attachmentLines(readAttachments(form, [])),
  save: async (tx, change, form) => {
    const problems: FieldError[] = [];
    const read = readAttachments(form, problems);
    return problems.length > 0 ? refused(...problems) : saveAttachments(tx, change, read);
  },
};

const readRecipients = (form: SentForm): string[] =>
  sentRows(form)
    .map(number => form.text(`name-${number}`))
    .filter(Boolean);

const recipients: PartForm = {
  name: 'recipients',
  content: ({ item }) => item.recipients,
  theirs: ({ item }) => item.recipients.map((name, at) => [sv.recipients.name(at + 1), name]),
  yours: form => readRecipients(form).map((name, at) => [sv.recipients.name(at + 1), name]),
  save: (tx, change, form) => saveRecipients(tx, change, readRecipients(form)),
};

/** Every part of an item that has a form. */
export const partForms: readonly PartForm[] = [
  facts,
  section('summary'),
  section('description'),
  answers,
  section('preparation'),
  proposal,
  participation,
  section('economy'),
  attachments,
  recipients,
];
