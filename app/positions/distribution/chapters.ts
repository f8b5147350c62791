import { type Block, figuresIn, paragraph } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import { sentences } from './asking.ts';
import { changeBlocks } from './change-blocks.ts';
import { distributionOf } from './distribution.ts';
import type { DistributionReading } from './reading.ts';
import type { Scope } from './scope.ts';
import {
  comparisonBlocks,
  countSentences,
  dotPicture,
  reachSentences,
  spreadTable,
} from './spread-blocks.ts';
import { sv } from './sv.ts';
import { useBlocks } from './use-blocks.ts';

/** A part of a report or of a board item, with the figures that stand in it. */
export type Chapter = {
  readonly key: 'fordelning' | 'anvandning' | 'forandring';
  readonly heading: string;
  /** Without a heading of its own: whoever sets the chapter writes `heading` above it. Headings within are level 2. */
  readonly blocks: readonly Block[];
  readonly figures: readonly Figure[];
};

const chapter = (key: Chapter['key'], blocks: readonly Block[]): Chapter => ({
  key,
  heading: sv.chapters[key],
  blocks,
  figures: figuresIn({ blocks }),
});

/**
 * How the positions are distributed and used, and what has changed since an earlier day, for the whole authority or for one
 * unit and all under it. Every number in the sentences, tables and pictures is a figure of the reading.
 */
export const distributionChapters = (
  reading: DistributionReading,
  {
    compare,
    unitId = null,
  }: { readonly compare?: Pick<DistributionReading, 'on'>; readonly unitId?: string | null } = {},
): readonly Chapter[] => {
  const distribution = distributionOf(reading);
  const scope: Scope = { unitId, schoolForm: null };
  const spread: Block[] = [
    paragraph(sentences(countSentences(distribution, scope), reachSentences(distribution, scope))),
    ...comparisonBlocks(distribution, scope),
    ...dotPicture(distribution, scope),
    ...(distribution.placesIn(scope).length > 0 ? [spreadTable(distribution, scope)] : []),
  ];
  return [
    chapter('fordelning', spread),
    ...(distribution.positionsIn(scope).length > 0
      ? [chapter('anvandning', useBlocks(distribution, scope))]
      : []),
    ...(compare && compare.on !== reading.on
      ? [chapter('forandring', changeBlocks(distribution, scope, compare.on))]
      : []),
  ];
};
