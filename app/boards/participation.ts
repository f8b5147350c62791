import type { IsoDate } from '#app/shared/date.ts';
import { similarity } from './similarity.ts';
import { sv } from './sv.ts';

/** The two questions that every item answers under headings of their own, word for word. */
export const childQuestions = {
  first: 'Har berörda barn och elever tillfrågats och vilka är deras synpunkter?',
  second: 'På vilka andra sätt har barns och elevers perspektiv påverkat underlaget?',
} as const;

/** Who the pupils were when they were asked, or how. */
export const askedWays = {
  elevråd: 'Elevråd',
  enkät: 'Enkät',
  samråd: 'Samråd',
  samtal: 'Samtal',
  annat: 'På annat sätt',
} as const;
export type AskedWay = keyof typeof askedWays;
export const isAskedWay = (text: string): text is AskedWay => Object.hasOwn(askedWays, text);

/** Why pupils were not asked. "Not asked, because …" is an answer, when the reason is one. */
export const notAskedReasons = {
  personalfråga: 'Personalfråga utan påverkan på elevernas vardag',
  tidigare: 'Har tillfrågats i ett tidigare ärende',
  tidsskäl: 'Tiden räckte inte, de tillfrågas senare',
  enskild: 'Frågan skulle avslöja en enskild elev',
  annat: 'Annat skäl',
} as const;
export type NotAskedReason = keyof typeof notAskedReasons;
export const isNotAskedReason = (text: string): text is NotAskedReason =>
  Object.hasOwn(notAskedReasons, text);

export const evidenceKinds = {
  skolenkät: 'Skolenkäten',
  lokalEnkät: 'Lokal enkät',
  elevrådsprotokoll: 'Elevrådsprotokoll',
  elevpuls: 'Elevpuls',
  forskning: 'Forskning',
  annat: 'Annat underlag',
} as const;
export type EvidenceKind = keyof typeof evidenceKinds;
export const isEvidenceKind = (text: string): text is EvidenceKind => Object.hasOwn(evidenceKinds, text);

/** Barns och elevers delaktighet, question 1: who was asked and what they said, or why they were not asked. */
export type FirstAnswer =
  | {
      readonly asked: 'ja';
      readonly ways: readonly AskedWay[];
      /** How many were asked; null when nobody counted. */
      readonly count: number | null;
      readonly on: IsoDate | null;
      readonly views: string;
      /** How what they said changed the proposal. */
      readonly changed: string;
      /** The day the pupils were told what came of it. */
      readonly fedBackOn: IsoDate | null;
    }
  | {
      readonly asked: 'nej';
      readonly reason: NotAskedReason | null;
      readonly explanation: string;
      /** Which matter, when they were asked in an earlier one. */
      readonly earlierMatter: string;
      /** When they will be asked, when time was short. */
      readonly askOn: IsoDate | null;
    };

export type Evidence = {
  readonly kind: EvidenceKind;
  readonly datedOn: IsoDate | null;
  readonly text: string;
};

/** Question 2: what else of the pupils' perspective the item rests on, and what it changed. */
export type SecondAnswer = { readonly evidence: readonly Evidence[]; readonly influence: string };

/** Something about an answer. An error keeps the item from being sent; a warning asks for a second look. */
export type Remark = {
  readonly severity: 'error' | 'warning';
  readonly field: string;
  readonly text: string;
};

/** What another item answered to the same question. */
export type EarlierAnswer = { readonly label: string; readonly text: string };

/** Shorter than this, characters, an explanation explains nothing. */
export const SHORTEST_EXPLANATION = 40;
/** From here on two texts say the same in the same words. */
const SAME_TEXT = 0.75;

/** Paragraphs known to be pasted in place of an answer, and what they leave unsaid. */
const boilerplate: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /(?:inte )?(?:är )?förenliga? med gällande bestämmelser/i, says: sv.child.notAnAnswer.rules },
  { pattern: /fullgör sitt ansvar enligt gällande bestämmelser/i, says: sv.child.notAnAnswer.duty },
  {
    pattern: /^(?:ej|inte) (?:aktuellt|relevant|tillämpligt)\b|^berör inte (?:barn|elever)\b|^nej\.?$/i,
    says: sv.child.notAnAnswer.empty,
  },
];

const personnummer = /\b(?:\d{2})?\d{6}[-+ ]?\d{4}\b/;

const textRemarks = (field: string, text: string, earlier: readonly EarlierAnswer[]): Remark[] => {
  const remarks: Remark[] = [];
  const pasted = boilerplate.find(({ pattern }) => pattern.test(text.trim()));
  if (pasted) remarks.push({ severity: 'error', field, text: pasted.says });
  if (personnummer.test(text)) remarks.push({ severity: 'error', field, text: sv.child.personnummer });
  const same = earlier.find(one => similarity(one.text, text) >= SAME_TEXT);
  if (same) remarks.push({ severity: 'warning', field, text: sv.child.sameAs(same.label) });
  return remarks;
};

const error = (field: string, text: string): Remark => ({ severity: 'error', field, text });
const warning = (field: string, text: string): Remark => ({ severity: 'warning', field, text });

/** The words of an answer that can be compared with those of other items. */
export const wordsOf = (answer: FirstAnswer | SecondAnswer | null): string => {
  if (answer === null) return '';
  if ('influence' in answer) return answer.influence;
  return answer.asked === 'ja' ? `${answer.views} ${answer.changed}`.trim() : answer.explanation;
};

/** Everything to say about the answer to question 1, as it stands on `today`. */
export const checkFirst = (
  answer: FirstAnswer | null,
  today: IsoDate,
  earlier: readonly EarlierAnswer[],
): Remark[] => {
  const say = sv.child;
  if (answer === null) return [error('asked', say.firstMissing)];
  if (answer.asked === 'nej') {
    const remarks: Remark[] = [];
    if (answer.reason === null) remarks.push(error('reason', say.reasonMissing));
    if (answer.explanation.trim().length < SHORTEST_EXPLANATION) {
      remarks.push(error('explanation', say.explanationShort));
    }
    if (answer.reason === 'tidigare' && answer.earlierMatter.trim() === '') {
      remarks.push(error('earlierMatter', say.earlierMatterMissing));
    }
    if (answer.reason === 'tidsskäl' && answer.askOn === null) remarks.push(error('askOn', say.askOnMissing));
    return [...remarks, ...textRemarks('explanation', answer.explanation, earlier)];
  }
  const remarks: Remark[] = [];
  if (answer.ways.length === 0) remarks.push(error('ways', say.waysMissing));
  if (answer.count === null) remarks.push(warning('count', say.countMissing));
  if (answer.on === null) remarks.push(error('on', say.askedOnMissing));
  if (answer.on !== null && answer.on > today) remarks.push(error('on', say.askedInFuture));
  if (answer.views.trim() === '') remarks.push(error('views', say.viewsMissing));
  if (answer.changed.trim() === '') remarks.push(error('changed', say.changedMissing));
  if (answer.fedBackOn === null) remarks.push(warning('fedBackOn', say.fedBackMissing));
  return [
    ...remarks,
    ...textRemarks('views', wordsOf(answer), earlier).map(remark => ({ ...remark, field: 'views' })),
  ];
};

/** Everything to say about the answer to question 2. */
export const checkSecond = (answer: SecondAnswer | null, earlier: readonly EarlierAnswer[]): Remark[] => {
  const say = sv.child;
  if (answer === null) return [error('influence', say.secondMissing)];
  const remarks: Remark[] = [];
  if (answer.influence.trim().length < SHORTEST_EXPLANATION)
    remarks.push(error('influence', say.influenceShort));
  if (answer.evidence.length === 0) remarks.push(warning('evidenceKind-1', say.evidenceMissing));
  answer.evidence.forEach((one, at) => {
    if (one.datedOn === null)
      remarks.push(error(`evidenceDatedOn-${at + 1}`, say.evidenceUndated(evidenceKinds[one.kind])));
  });
  return [...remarks, ...textRemarks('influence', answer.influence, earlier)];
};
