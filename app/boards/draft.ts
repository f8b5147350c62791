import type { Author } from '#app/documents/index.ts';
import type { SchoolAuthority } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { BoardItem } from './board-item.ts';
import type { ItemFilling } from './filling.ts';
import type { Matter } from './matter.ts';
import type { FigureFinder } from './own-text.ts';
import type { EarlierAnswer } from './participation.ts';
import type { Thread } from './thread.ts';

export type Signer = { readonly name: string; readonly role: string };

/** Everything an item is made of, read in one transaction: what people wrote, its thread, and what it is filled with. */
export type ItemDraft = {
  readonly authority: SchoolAuthority;
  readonly matter: Matter;
  readonly item: BoardItem;
  readonly author: Author | null;
  readonly signers: readonly Signer[];
  readonly thread: Thread;
  /** What other items have answered to the two questions about children. */
  readonly earlierFirst: readonly EarlierAnswer[];
  readonly earlierSecond: readonly EarlierAnswer[];
  readonly filling: ItemFilling;
  readonly today: IsoDate;
};

/** Finds what a code in the item's texts asks, and answers it from the item's own state of the data. */
export const figureFinder =
  ({ item, filling }: Pick<ItemDraft, 'item' | 'filling'>): FigureFinder =>
  code => {
    const asked = item.insertedFigures.find(figure => figure.code === code);
    return asked ? filling.ask(asked) : null;
  };

/** Every text that somebody has written in the item, with the name of the part it stands in and where it is changed. */
export type WrittenText = {
  readonly part: 'summary' | 'description' | 'preparation' | 'economy' | 'answers' | 'first' | 'second';
  readonly text: string;
  readonly field: string;
};

export const writtenTexts = ({ texts, reportBacks, firstAnswer, secondAnswer }: BoardItem): WrittenText[] => [
  ...(['summary', 'description', 'preparation', 'economy'] as const).map(part => ({
    part,
    text: texts[part],
    field: 'text',
  })),
  ...reportBacks.flatMap(({ id, answers }) =>
    answers.map(answer => ({
      part: 'answers' as const,
      text: answer.text,
      field: `text-${id}-${answer.position}`,
    })),
  ),
  ...(firstAnswer?.asked === 'ja'
    ? (['views', 'changed'] as const).map(field => ({
        part: 'first' as const,
        text: firstAnswer[field],
        field,
      }))
    : []),
  ...(firstAnswer?.asked === 'nej'
    ? [{ part: 'first' as const, text: firstAnswer.explanation, field: 'explanation' }]
    : []),
  ...(secondAnswer
    ? [
        { part: 'second' as const, text: secondAnswer.influence, field: 'influence' },
        ...secondAnswer.evidence.map((one, at) => ({
          part: 'second' as const,
          text: one.text,
          field: `evidenceText-${at + 1}`,
        })),
      ]
    : []),
];
