import type { Block } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { DistributionReading } from './reading.ts';

/** A part of a report or of a board item, with the figures that stand in it. */
export type Chapter = {
  readonly key: 'fordelning' | 'anvandning' | 'forandring';
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly figures: readonly Figure[];
};

export const distributionChapters = (
  _reading: DistributionReading,
  _options: { readonly compare?: DistributionReading; readonly unitId?: string } = {},
): readonly Chapter[] => [];
