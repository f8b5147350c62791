import type { Figure } from '#app/shared/figure.ts';
import type { Manuscript } from './block.ts';
export const figuresIn = (_manuscript: Pick<Manuscript, 'blocks'>): readonly Figure[] => [];
