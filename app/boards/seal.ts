import type { Block, Manuscript } from '#app/documents/index.ts';
import { sha256 } from '#app/shared/id.ts';

/** What was sent to the board, whole: the document and its one-page summary, with every figure and picture in them. */
export type SealedContent = { readonly manuscript: Manuscript; readonly onePage: readonly Block[] };

/** A sealed item: the text as it is kept, and the hash that stands in the log of acts. Nothing changes it afterwards. */
export type Sealed = { readonly content: string; readonly hash: string };

export const seal = (content: SealedContent): Sealed => {
  const text = JSON.stringify(content);
  return { content: text, hash: sha256(text) };
};

/** What was sealed. Throws when the kept text is not the one that was sealed. */
export const unseal = ({ content, hash }: Sealed): SealedContent => {
  if (sha256(content) !== hash) throw new Error('A sealed board item no longer matches its hash');
  return JSON.parse(content) as SealedContent;
};
