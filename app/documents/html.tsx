import type { FC } from 'hono/jsx';
import type { Block, Manuscript } from './block.ts';
export const documentCss = '';
export const Blocks: FC<{ blocks: readonly Block[] }> = () => <div />;
export const renderHtmlDocument = (
  manuscript: Manuscript,
  _options: { figureAddress?: string } = {},
): string => manuscript.about.title;
