import { type Block, emphasis, heading, type Prose, paragraph, strong } from '#app/documents/index.ts';
import { capitalise, formatDate } from '#app/shared/swedish.ts';
import type { Answer } from './commission.ts';
import { figureFinder, type ItemDraft } from './draft.ts';
import type { ItemChapter } from './filling.ts';
import { answeredCommissions, opening } from './item-document.ts';
import { ownProse } from './own-text.ts';
import { sv } from './sv.ts';
import { leadIn } from './wording.ts';

const firstParagraph = (text: string): string => text.split(/\n\s*\n/)[0]?.trim() ?? '';

/** How sure an answer is, in words: counted from the register, judged by the administration, or not to be told. */
const sureness = (answer: Answer | undefined, dataOn: string): string => {
  if (!answer || answer.verdict === null) return sv.onePage.noAnswer;
  if (answer.verdict === 'går inte att avgöra') return sv.onePage.cannotTell;
  if (answer.verdict === 'återstår') return sv.onePage.remains;
  return answer.chapter === null ? sv.onePage.judged : sv.onePage.counted(dataOn);
};

/** The item on one page, for those who decide: what did we order, what is the answer, how sure is it, what happens next. */
export const onePage = (draft: ItemDraft, chapters: readonly ItemChapter[]): Block[] => {
  const { item, authority } = draft;
  const find = figureFinder(draft);
  const dataOn = formatDate(item.dataOn);
  const answered = answeredCommissions(draft);
  const answers = answered.flatMap(({ commission, reportBack }) =>
    commission.questions.map((question, at) => {
      const answer = reportBack.answers.find(one => one.position === at + 1);
      const found = opening(chapters.find(one => one.key === answer?.chapter));
      const words: Prose = found.length > 0 ? found : ownProse(firstParagraph(answer?.text ?? ''), find);
      const verdict = answer?.verdict ? `${sv.verdicts[answer.verdict]}. ` : '';
      return { question, answer, text: [strong(verdict), ...words] };
    }),
  );
  return [
    heading(1, sv.onePage.ordered),
    ...(answered.length === 0
      ? [paragraph(sv.onePage.nothingOrdered)]
      : answered.map(({ commission }) =>
          paragraph(sv.onePage.order(formatDate(commission.givenOn), commission.paragraph, commission.text)),
        )),
    ...(answers.length === 0 ? [] : [heading(1, sv.onePage.answer)]),
    ...answers.flatMap(({ question, answer, text }): Block[] => [
      heading(2, capitalise(question)),
      paragraph(text),
      paragraph([emphasis(sv.onePage.sure), ` ${sureness(answer, dataOn)}`]),
    ]),
    heading(1, sv.onePage.next),
    {
      kind: 'clauses',
      style: item.clauseStyle,
      leadIn: leadIn(item.clauseStyle, authority),
      items: item.clauses.map(clause => ownProse(clause.text, find)),
    },
  ];
};
