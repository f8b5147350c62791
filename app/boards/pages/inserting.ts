import { z } from 'zod';
import { type Block, figuresIn, figureText } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import type { Option, SentForm } from '#app/web/index.ts';
import type { InsertedFigure } from '../board-item.ts';
import type { ItemChapter, ItemFilling } from '../filling.ts';

import { figureMarkFor } from '../own-text.ts';
import { withTexts } from './form-rows.ts';

const asked = z.object({ question: z.string(), parameters: z.record(z.string(), z.string()) });
const inserted = asked.extend({ code: z.string() });

const readJson = <Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null => {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const wordsAround = (block: Block, figure: Figure): string => {
  if (block.kind !== 'paragraph') return '';
  const words = block.text
    .map(run => {
      if (typeof run === 'string') return run;
      return run.kind === 'figure' ? (run.text ?? figureText(run.figure)) : run.text;
    })
    .join('');
  const at = Math.max(0, words.indexOf(figureText(figure)) - 30);
  return `${at > 0 ? '…' : ''}${words.slice(at, at + 80).trim()}…`;
};

/** The figures that running text in the chapters rests on, as choices in a list, each shown among its words. */
export const figureChoices = (chapters: readonly ItemChapter[]): Option[] => {
  const seen = new Set<string>();
  return chapters.flatMap(chapter =>
    chapter.blocks.flatMap(block =>
      block.kind !== 'paragraph'
        ? []
        : figuresIn({ blocks: [block] }).flatMap(figure => {
            if (seen.has(figure.code)) return [];
            seen.add(figure.code);
            const { question, parameters } = figure;
            return [
              {
                value: JSON.stringify({ question, parameters }),
                text: `${figureText(figure)}: ${wordsAround(block, figure)}`,
                group: chapter.heading,
              },
            ];
          }),
    ),
  );
};

/** The form with the chosen figure last in the text it was chosen for; unchanged when nothing was chosen. */
export const withInsertedFigure = (form: SentForm, filling: Pick<ItemFilling, 'ask'>): SentForm => {
  const choice = readJson(asked, form.text('figure'));
  const figure = choice ? filling.ask(choice) : null;
  const into = form.text('into');
  if (!figure || into === '') return form;
  const text = `${form.text(into)} ${figureMarkFor(figure.code)}`.trim();
  const { code, question, parameters } = figure;
  return withTexts(withTexts(form, into, [text]), 'inserted', [
    ...form.texts('inserted'),
    JSON.stringify({ code, question, parameters }),
  ]);
};

/** The figures put into the texts of a form since it was opened, as far as anybody can answer what they ask. */
export const insertedIn = (form: SentForm, filling: Pick<ItemFilling, 'ask'>): InsertedFigure[] =>
  form.texts('inserted').flatMap(text => {
    const figure = readJson(inserted, text);
    return figure && filling.ask(figure) ? [figure] : [];
  });
