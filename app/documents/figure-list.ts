import type { DataCut, Figure } from '#app/shared/figure.ts';
import { formatNumber, formatShortDate } from '#app/shared/swedish.ts';
import { type Block, type Cell, cellProse, type Manuscript, type Prose } from './block.ts';
import { cleanText } from './clean-text.ts';
import { figureText } from './figure-text.ts';
import { sv } from './sv.ts';

/** A line in the list of figures. `name` says what sets the figure apart within its group; it may be empty. */
export type FigureEntry = { readonly code: string; readonly value: string; readonly name: string };
/** The figures that answer the same question. */
export type FigureGroup = { readonly title: string; readonly entries: readonly FigureEntry[] };
/** "Siffror och källor": every figure once, by question. Without groups when the document has no figures. */
export type FigureList = {
  /** What the codes are for, and the state of the data that most figures share. */
  readonly remark: string;
  readonly groups: readonly FigureGroup[];
};

const figuresOfProse = (text: Prose): readonly Figure[] =>
  text.flatMap(run => (typeof run !== 'string' && run.kind === 'figure' ? [run.figure] : []));
const figuresOfRows = (rows: readonly { readonly cells: readonly Cell[] }[]): readonly Figure[] =>
  rows.flatMap(row => row.cells.flatMap(cell => figuresOfProse(cellProse(cell))));

const figuresOf = (block: Block): readonly Figure[] => {
  switch (block.kind) {
    case 'paragraph':
    case 'quote':
    case 'note':
      return figuresOfProse(block.text);
    case 'list':
    case 'clauses':
      return block.items.flatMap(figuresOfProse);
    case 'table':
      return [
        // Cells beyond the columns are not shown, so their figures are not listed either.
        ...figuresOfRows(block.rows.map(row => ({ cells: row.cells.slice(0, block.columns.length) }))),
        ...figuresOfProse(block.note ?? []),
      ];
    case 'picture':
      return [
        ...(block.figures ?? []),
        ...figuresOfRows(
          block.table.rows.map(row => ({ cells: row.cells.slice(0, block.table.columns.length) })),
        ),
      ];
    case 'facts':
      return block.items.flatMap(item => figuresOfProse(item.description));
    default:
      return [];
  }
};

/** Every figure in the document once, in the order they are first met. */
export const figuresIn = (manuscript: Pick<Manuscript, 'blocks'>): readonly Figure[] => {
  const byCode = new Map<string, Figure>();
  for (const figure of manuscript.blocks.flatMap(figuresOf)) {
    if (!byCode.has(figure.code)) byCode.set(figure.code, figure);
  }
  return [...byCode.values()];
};

const cutKey = ({ on, event }: DataCut): string => `${on} ${event}`;

/** The state of the data that most figures share; the first met of those that are as common. */
const commonestCut = (figures: readonly Figure[]): DataCut | null => {
  const counts = new Map<string, { readonly cut: DataCut; count: number }>();
  for (const { cut } of figures) {
    const counted = counts.get(cutKey(cut)) ?? { cut, count: 0 };
    counted.count += 1;
    counts.set(cutKey(cut), counted);
  }
  const [first, ...others] = counts.values();
  return first === undefined
    ? null
    : others.reduce((best, each) => (each.count > best.count ? each : best), first).cut;
};

const cutText = ({ on, event }: DataCut): string => sv.cut(formatShortDate(on), formatNumber(event));

/** Only what differs from the common state is said. */
const otherCut = (cut: DataCut, common: DataCut): string => {
  if (cut.event !== common.event) return cutText(cut);
  return cut.on === common.on ? '' : formatShortDate(cut.on);
};

/** What stands under a key, and never what every object has: a question may be called 'valueOf'. */
const own = <Value>(texts: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  texts !== undefined && Object.hasOwn(texts, key) ? texts[key] : undefined;

/**
 * The list of figures. A figure without a name is listed under the title of its question; parameters are never shown, since
 * they are keys that say nothing to a reader.
 */
export const figureList = (
  manuscript: Pick<Manuscript, 'blocks' | 'questions' | 'figureNames'>,
): FigureList => {
  const figures = figuresIn(manuscript);
  const common = commonestCut(figures);
  if (common === null) return { remark: '', groups: [] };
  const groups = new Map<string, FigureEntry[]>();
  for (const figure of figures) {
    const named = own(manuscript.figureNames, figure.code);
    const title =
      cleanText(named?.group ?? own(manuscript.questions, figure.question) ?? '').trim() || sv.otherFigures;
    const parts = [cleanText(named?.name ?? '').trim(), otherCut(figure.cut, common)];
    const entry = {
      code: cleanText(figure.code),
      value: cleanText(figureText(figure)),
      name: parts.filter(part => part !== '').join(', '),
    };
    const entries = groups.get(title);
    if (entries === undefined) groups.set(title, [entry]);
    else entries.push(entry);
  }
  const same = figures.every(({ cut }) => otherCut(cut, common) === '');
  return {
    remark: `${sv.figuresRemark} ${(same ? sv.sameCut : sv.commonCut)(cutText(common))}`,
    groups: [...groups].map(([title, entries]) => ({ title, entries })),
  };
};
