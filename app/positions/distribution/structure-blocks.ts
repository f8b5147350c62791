import { type Block, type Prose, paragraph, prose, type Table } from '#app/documents/index.ts';
import { structureMeasures, unitAnswers } from '../structures/structure.ts';
import { asking, sentences, worded } from './asking.ts';
import type { Distribution } from './distribution.ts';
import { type Scope, scopeParameters } from './scope.ts';
import { ANSWERED, structureAnswers } from './structure-questions.ts';
import { sv } from './sv.ts';

const text = sv.structures;

/** Of the units that have answered, how many have groups, standing meetings, and time in the post. */
const structureSentences = (distribution: Distribution, scope: Scope): Prose => {
  const ask = asking(distribution, scope);
  return sentences(
    ...structureMeasures.map(measure => {
      const answered = ask('positions.structures', { measure, answer: ANSWERED });
      const yes = ask('positions.structures', { measure, answer: 'ja' });
      return prose`${text.of} ${answered} ${worded(answered, text.unit, text.units)} ${text.answered[measure]} ${yes} ${text.have[measure]}.`;
    }),
  );
};

/** What units answer, thing by thing: yes, no, or nothing stated. */
const answersTable = (distribution: Distribution, scope: Scope): Table => {
  const ask = asking(distribution, scope);
  return {
    kind: 'table',
    caption: text.caption(distribution.reading.on),
    columns: [text.what, ...unitAnswers.map(answer => text.answers[answer])].map((head, at) => ({
      head,
      align: at === 0 ? 'text' : 'number',
    })),
    rows: structureMeasures.map(measure => ({
      cells: [
        text.measures[measure],
        ...unitAnswers.map(answer => ask('positions.structures', { measure, answer })),
      ],
    })),
    note: [text.note],
    source: text.source(distribution.reading.on),
  };
};

/** Whether any unit in the part has said anything. */
export const hasStructures = (distribution: Distribution, scope: Scope): boolean =>
  structureAnswers(distribution, scopeParameters(scope), 'ämnesgrupp').some(
    one => one.answer !== 'inget angivet',
  );

/** What the units have for their teachers to develop their teaching, as it stands on a page and in a document. */
export const structureBlocks = (distribution: Distribution, scope: Scope): readonly Block[] => [
  paragraph(structureSentences(distribution, scope)),
  answersTable(distribution, scope),
];
