import type { Answer, Commission } from './commission.ts';
import { sv } from './sv.ts';

/** What a question is about, told by its words, and the answer that can be begun for it. */
const beginnings: readonly { readonly about: RegExp; readonly answer: Omit<Answer, 'position'> }[] = [
  {
    about: /\beffekt/i,
    answer: { verdict: 'går inte att avgöra', text: sv.answers.effectUnknown, chapter: null },
  },
  { about: /fördel/i, answer: { verdict: 'besvarad', text: '', chapter: 'fordelning' } },
  { about: /använd|ämne/i, answer: { verdict: 'besvarad', text: '', chapter: 'anvandning' } },
  {
    about: /återkom|återrapport/i,
    answer: { verdict: 'besvarad', text: sv.answers.thisItem, chapter: null },
  },
];

/** The answers an item begins with: from the chapters where they answer, else left for somebody to write. */
export const beginAnswers = (commission: Commission): Answer[] =>
  commission.questions.map((question, at) => {
    const begun = beginnings.find(({ about }) => about.test(question));
    return { position: at + 1, ...(begun?.answer ?? { verdict: null, text: '', chapter: null }) };
  });
