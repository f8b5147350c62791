import { capitalise } from '#app/shared/swedish.ts';
import { sv } from './sv.ts';

/** Two schools of wording for proposals: clauses that follow "att", or numbered sentences that stand by themselves. */
export const clauseStyles = ['attSatser', 'numbered'] as const;
export type ClauseStyle = (typeof clauseStyles)[number];
export const isClauseStyle = (text: string): text is ClauseStyle =>
  clauseStyles.includes(text as ClauseStyle);

/** The board and the administration as the authority names them, in lower case. */
export type BoardNames = { readonly boardName: string; readonly administrationName: string };

/** The words before the clauses. */
export const leadIn = (style: ClauseStyle, { boardName, administrationName }: BoardNames): string =>
  sv.proposal.leadIn[style](capitalise(administrationName), boardName);

/** What a board does in its decisions: the word after "att", and the word in a sentence. */
const decisionVerbs: readonly (readonly [infinitive: string, present: string])[] = [
  ['godkänna', 'godkänner'],
  ['ge', 'ger'],
  ['uppdra', 'uppdrar'],
  ['anta', 'antar'],
  ['fastställa', 'fastställer'],
  ['avslå', 'avslår'],
  ['bifalla', 'bifaller'],
  ['notera', 'noterar'],
  ['lägga', 'lägger'],
  ['överlämna', 'överlämnar'],
  ['avsätta', 'avsätter'],
  ['återremittera', 'återremitterar'],
  ['anse', 'anser'],
  ['inrätta', 'inrättar'],
  ['avskriva', 'avskriver'],
  ['upphäva', 'upphäver'],
  ['delegera', 'delegerar'],
  ['tillstyrka', 'tillstyrker'],
  ['avstyrka', 'avstyrker'],
  ['utse', 'utser'],
  ['yttra', 'yttrar'],
  ['föreslå', 'föreslår'],
  ['ställa', 'ställer'],
  ['besluta', 'beslutar'],
  ['ta', 'tar'],
];
const presentOf = new Map(decisionVerbs);
const infinitiveOf = new Map(decisionVerbs.map(([infinitive, present]) => [present, infinitive]));

export const isDecisionVerb = (word: string): boolean => presentOf.has(word) || infinitiveOf.has(word);

/** A clause in the other wording. `certain: false` means that a person must read it through. */
export type Converted = { readonly text: string; readonly certain: boolean };

const withoutEnd = (text: string): string => text.trim().replace(/[\s.]+$/, '');
const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('sv') + text.slice(1);

const toSentence = (clause: string, names: BoardNames): Converted => {
  const text = withoutEnd(clause).replace(/^att\s+/i, '');
  const [verb = '', ...rest] = text.split(' ');
  const present = presentOf.get(verb.toLocaleLowerCase('sv'));
  const sentence = present ? [capitalise(names.boardName), present, ...rest].join(' ') : capitalise(text);
  return { text: `${sentence}.`, certain: present !== undefined };
};

const toClause = (sentence: string, names: BoardNames): Converted => {
  const text = withoutEnd(sentence);
  const start = `${names.boardName} `;
  if (text.toLocaleLowerCase('sv').startsWith(start.toLocaleLowerCase('sv'))) {
    const [verb = '', ...rest] = text.slice(start.length).split(' ');
    const infinitive = infinitiveOf.get(verb);
    if (infinitive) return { text: [infinitive, ...rest].join(' '), certain: true };
  }
  const order = /^(.{3,80}?) (?:ska|får i uppdrag att) (.+)$/s.exec(text);
  if (order?.[1] && order[2]) {
    return { text: `ge ${lowerFirst(order[1])} i uppdrag att ${order[2]}`, certain: true };
  }
  return { text: lowerFirst(text), certain: false };
};

/** A clause in the wording asked for, as far as rules can take it. An empty clause stays empty. */
export const convertClause = (
  text: string,
  from: ClauseStyle,
  to: ClauseStyle,
  names: BoardNames,
): Converted => {
  if (from === to || text.trim() === '') return { text, certain: true };
  return to === 'numbered' ? toSentence(text, names) : toClause(text, names);
};

/** What a clause orders, without the words that give the order: 'ta fram en rutin'. */
export const orderedIn = (text: string): string =>
  withoutEnd(text)
    .replace(/^.*?\bi uppdrag att /s, '')
    .replace(/^att\s+/i, '');
