import {
  type Block,
  type FigureName,
  figureRun,
  figuresIn,
  figureText,
  type Prose,
  paragraph,
  prose,
} from '#app/documents/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { partsOf } from './suppression/block-of-cells.ts';
import type { Part } from './suppression/group.ts';
import type { TableRowShown } from './table-actions.ts';
import { findTold, latestTold, type ToldTable, toldFigure } from './told.ts';
import type { ToldReading } from './told-reading.ts';
import { isHidden, shownIn, teachersNote } from './views/shown.ts';
import { sv } from './views/sv.ts';

/** A part of a document about results that have left the authority, with the figures that stand in it. */
export type ResultChapter = {
  readonly key: 'resultat';
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly figures: readonly Figure[];
};

const headsOf = ({ release }: ToldTable): Readonly<Record<Part, string>> =>
  sv.partHeads(release.asked.measure);

/** What is shown of the whole authority, in words: 'Provbetyg …, Ekdala kommun: elever 404, medelvärde 10,5 poäng.' */
const wholeSentence = (table: ToldTable): Prose => {
  const whole = table.rows.find(({ place }) => place.level === 'huvudman');
  if (!whole) return [];
  const shown = partsOf(table.release.asked.measure).flatMap(part => {
    const figure = toldFigure(table, whole, part);
    return figure && figure.value !== null ? [{ part, figure }] : [];
  });
  if (shown.length === 0) return [];
  return [
    `${table.release.title}, ${whole.place.name}: `,
    ...shown.flatMap(({ part, figure }, at) => [
      ...(at > 0 ? [', '] : []),
      ...prose`${sv.told.parts(part, table.release.asked.measure)} ${figure}`,
    ]),
    '.',
  ];
};

/** A number as a figure, as the table writes it; words where it is hidden. */
const cellOf = (table: ToldTable, row: TableRowShown, part: Part) => {
  const figure = toldFigure(table, row, part);
  const { value, text, isEarlier } = shownIn(row, part);
  if (value === null || !figure) return text;
  return [figureRun(figure, text), ...(isEarlier ? [` ${sv.before}`] : [])];
};

const tableBlock = (table: ToldTable): Block => {
  const { release, rows, cut } = table;
  const parts = partsOf(release.asked.measure);
  const notes = [
    ...(rows.some(({ group }) => isHidden(group)) ? [sv.legend('tio')] : []),
    ...(teachersNote(rows) ? [sv.teachersUnknown] : []),
  ];
  return {
    kind: 'table',
    caption: release.title,
    columns: [
      { head: sv.heads.unit, align: 'text' },
      ...parts.map(part => ({ head: headsOf(table)[part], align: 'number' as const })),
    ],
    rows: rows.map(row => ({ cells: [row.place.name, ...parts.map(part => cellOf(table, row, part))] })),
    ...(notes.length > 0 ? { note: [notes.join(' ')] } : {}),
    source: sv.told.source(formatDate(cut.on)),
  };
};

/**
 * The results that had left the authority on a day, for a document about it: what is shown of the whole in words, and each table as it left.
 * Empty where nothing had left. Says first that results do not tell what the positions have done.
 */
export const resultChapters = ({ tables }: ToldReading, on: IsoDate): readonly ResultChapter[] => {
  const latest = latestTold(tables, on);
  if (latest.length === 0) return [];
  const blocks = [
    paragraph(sv.told.notEffect),
    ...latest.flatMap(table => {
      const sentence = wholeSentence(table);
      return [...(sentence.length > 0 ? [paragraph(sentence)] : []), tableBlock(table)];
    }),
  ];
  return [{ key: 'resultat', heading: sv.told.chapter, blocks, figures: figuresIn({ blocks }) }];
};

/** What each told figure is, by its code, for the list of figures in a document. Figures of other rooms are left out. */
export const toldFigureNames = (
  { tables }: ToldReading,
  figures: readonly Figure[],
): Readonly<Record<string, FigureName>> =>
  Object.fromEntries(
    figures.flatMap(figure => {
      const found = findTold(tables, figure.parameters);
      if (found?.figure.code !== figure.code) return [];
      const { row, table } = found;
      const { asked, title } = table.release;
      const part = partsOf(asked.measure).find(one => one === figure.parameters.part);
      const what = part ? sv.told.parts(part, asked.measure) : figureText(figure);
      return [[figure.code, { group: sv.told.question.title, name: `${row.place.name}, ${title}, ${what}` }]];
    }),
  );
