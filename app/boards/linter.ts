import type { IsoDate } from '#app/shared/date.ts';
import { formatDate } from '#app/shared/swedish.ts';
import type { Attachment } from './board-item.ts';
import type { ProposalClause } from './proposal.ts';
import { sv } from './sv.ts';
import { type ClauseStyle, isDecisionVerb } from './wording.ts';

export const lintRules = [
  'wording',
  'oneAction',
  'addressee',
  'deadline',
  'selfContained',
  'attachments',
] as const;
export type LintRule = (typeof lintRules)[number];

/** What breaks a rule, what to do about it, and the control where it is done. */
export type Finding = {
  readonly rule: LintRule;
  /** 1 for the first clause or attachment; null for the proposal as a whole. */
  readonly number: number | null;
  readonly text: string;
  readonly field: string;
};

export type ProposalParts = {
  readonly clauses: readonly ProposalClause[];
  readonly style: ClauseStyle;
  readonly boardName: string;
  readonly meetingOn: IsoDate | null;
};

/** The names of a clause's controls in the form; 1 is the first. */
export const clauseField = (
  part: 'text' | 'addressee' | 'dueOn' | 'givesCommission',
  number: number,
): string => `${part}-${number}`;
export const attachmentField = (part: 'title' | 'datedOn', number: number): string => `${part}-${number}`;

type ClauseRule = (clause: ProposalClause, parts: ProposalParts) => readonly Complaint[];
type Complaint = { readonly part: Parameters<typeof clauseField>[0]; readonly text: string };

/** Starts as its wording asks: a verb after "att", or a whole sentence. */
const wording: ClauseRule = ({ text }, { style, boardName }) => {
  const complain = (words: string): Complaint[] => [{ part: 'text', text: words }];
  if (style === 'attSatser') {
    if (/^att\b/i.test(text)) return complain(sv.lint.startsWithAtt);
    const first = text.split(/\s/)[0] ?? '';
    if (
      text.toLocaleLowerCase('sv').startsWith(boardName.toLocaleLowerCase('sv')) ||
      !/^\p{Ll}/u.test(first)
    ) {
      return complain(sv.lint.notAfterAtt);
    }
    return [];
  }
  if (/^att\b/i.test(text)) return complain(sv.lint.attInSentence);
  return /^\p{Lu}/u.test(text) && text.endsWith('.') ? [] : complain(sv.lint.notSentence);
};

const secondAction = /\b(?:samt|och) att\b|;|\bdels\b/i;
const joinedVerb = /\b(?:och|samt) (\p{L}+)/giu;

/** One thing to decide in each clause, so that each can be decided on its own. */
const oneAction: ClauseRule = ({ text }) => {
  const sentences = text.split(/[.!?]\s+(?=\p{Lu})/u).length;
  // Verbs within a task say how it is done; only those of the decision itself make it two.
  const decided = text.split(/\bi uppdrag att\b/i)[0] ?? '';
  const verbs = [...decided.matchAll(joinedVerb)].some(match =>
    isDecisionVerb((match[1] ?? '').toLocaleLowerCase('sv')),
  );
  return secondAction.test(text) || verbs || sentences > 1
    ? [{ part: 'text', text: sv.lint.manyActions }]
    : [];
};

/** 'Förvaltningschefen' and 'förvaltningschef' are the same addressee. */
const stem = (name: string): string => name.toLocaleLowerCase('sv').replace(/(en|n|et)$/, '');

const addressee: ClauseRule = clause => {
  const orders = /\bi uppdrag\b|\buppdra\w*\b/i.test(clause.text);
  if (orders && !clause.givesCommission) {
    return [{ part: 'givesCommission', text: sv.lint.notMarkedCommission }];
  }
  if (!clause.givesCommission) return [];
  if (!clause.addressee) return [{ part: 'addressee', text: sv.lint.addresseeMissing }];
  return clause.text.toLocaleLowerCase('sv').includes(stem(clause.addressee))
    ? []
    : [{ part: 'text', text: sv.lint.addresseeNotNamed(clause.addressee) }];
};

const deadline: ClauseRule = (clause, { meetingOn }) => {
  if (!clause.givesCommission) return [];
  if (clause.dueOn === null) return [{ part: 'dueOn', text: sv.lint.deadlineMissing }];
  if (meetingOn !== null && clause.dueOn <= meetingOn) {
    return [{ part: 'dueOn', text: sv.lint.deadlineBeforeMeeting(formatDate(meetingOn)) }];
  }
  return clause.text.replace(/\s+/g, ' ').includes(formatDate(clause.dueOn))
    ? []
    : [{ part: 'text', text: sv.lint.deadlineNotNamed(formatDate(clause.dueOn)) }];
};

/** Words that only mean something beside another text. The minutes stand alone. */
const leaning: readonly RegExp[] = [
  /\bföreliggande\b/i,
  /\bi enlighet med\b/i,
  /\b(?:ovan|nedan)(?:stående|nämnda?)?\b/i,
  /\benligt (?:bilaga|bilagan|bilagda|bifogad[et]?|förslag(?:et)?|skrivelsen|tjänsteskrivelsen)\b/i,
  /\b(?:bilagd|bilagt|bilagda|bifogad|bifogat|bifogade)\b/i,
  /\b(?:denna|detta|det här|den här) (?:skrivelse|tjänsteskrivelse|ärende|förslag|skrivelsen|ärendet|förslaget)\b/i,
];

const selfContained: ClauseRule = ({ text }) => {
  const found = leaning.map(pattern => pattern.exec(text)?.[0]).find(match => match !== undefined);
  return found === undefined ? [] : [{ part: 'text', text: sv.lint.leansOn(found.toLowerCase()) }];
};

const clauseRules: readonly (readonly [LintRule, ClauseRule])[] = [
  ['wording', wording],
  ['oneAction', oneAction],
  ['addressee', addressee],
  ['deadline', deadline],
  ['selfContained', selfContained],
];

/** Every rule that the proposal breaks, clause by clause. */
export const lintProposal = (parts: ProposalParts): Finding[] => {
  if (parts.clauses.length === 0) {
    return [{ rule: 'wording', number: null, text: sv.lint.noClauses, field: clauseField('text', 1) }];
  }
  return parts.clauses.flatMap((clause, at): Finding[] => {
    const number = at + 1;
    if (clause.text.trim() === '') {
      return [{ rule: 'wording', number, text: sv.lint.empty(number), field: clauseField('text', number) }];
    }
    return clauseRules.flatMap(([rule, check]) =>
      check(clause, parts).map(complaint => ({
        rule,
        number,
        text: sv.lint.inClause(number, complaint.text),
        field: clauseField(complaint.part, number),
      })),
    );
  });
};

/** What the board gets beside the item is listed by name and dated. */
export const lintAttachments = (attachments: readonly Attachment[]): Finding[] =>
  attachments.flatMap((attachment, at): Finding[] => {
    const number = at + 1;
    const field = (part: 'title' | 'datedOn') => attachmentField(part, number);
    if (attachment.title.trim() === '')
      return [
        { rule: 'attachments', number, text: sv.lint.attachmentUnnamed(number), field: field('title') },
      ];
    return attachment.datedOn === null
      ? [
          {
            rule: 'attachments',
            number,
            text: sv.lint.attachmentUndated(attachment.title),
            field: field('datedOn'),
          },
        ]
      : [];
  });
