import type { Drawing } from '#app/charts/index.ts';
import type { Figure } from '#app/shared/figure.ts';
import {
  type Block,
  type Clauses,
  type Column,
  cellProse,
  type Manuscript,
  type Note,
  type Picture,
  type Prose,
  type Row,
  type Run,
  type Table,
} from './block.ts';
import { cleanText, heldTogether, safeHref } from './clean-text.ts';
import { type FigureList, figureList } from './figure-list.ts';
import { figureText } from './figure-text.ts';
import { fitPaper } from './paper-table.ts';
import { sv } from './sv.ts';

/**
 * The manuscript made ready to set: texts cleaned, numbers written, headings, tables and pictures numbered, figures
 * collected. Everything that is the same in HTML, Word and PDF is decided here, once.
 */
export type SetDocument = {
  readonly title: string;
  readonly blocks: readonly SetBlock[];
  /** The tables behind the pictures, for paper, where nothing can be unfolded. Without those that stand in the document. */
  readonly behindPictures: readonly SetTable[];
  /** Where the numbers of the other pictures stand; empty when all are in `behindPictures`. */
  readonly behindRemark: string;
  readonly figures: FigureList;
};

export type SetRun =
  | { readonly kind: 'text' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'figure'; readonly text: string; readonly code: string };
export type SetProse = readonly SetRun[];

export type SetHeading = {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  /** '2.1', or empty when headings are not numbered. */
  readonly number: string;
  readonly text: string;
  /** Unique in the document; an anchor on the web. */
  readonly id: string;
};
export type SetTable = {
  readonly kind: 'table';
  /** 'Tabell 3', 'Bild 1' */
  readonly label: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly { readonly head: string; readonly span: number }[];
  readonly rows: readonly { readonly cells: readonly SetProse[]; readonly total: boolean }[];
  /** Note and source, each a line. */
  readonly notes: readonly SetProse[];
};
export type SetPicture = {
  readonly kind: 'picture';
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly screen: Picture['screen'];
  readonly paper: readonly Drawing[];
  readonly source: SetProse;
  readonly table: SetTable;
  /** 'Tabell 2': the table in the same document that has the picture's numbers; empty when there is none. */
  readonly tableStands: string;
};
export type SetBlock =
  | SetHeading
  | { readonly kind: 'paragraph'; readonly runs: SetProse }
  | { readonly kind: 'placeholder'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly SetProse[] }
  | {
      readonly kind: 'clauses';
      readonly leadIn: string;
      readonly numbered: boolean;
      readonly items: readonly SetProse[];
    }
  | SetTable
  | SetPicture
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly runs: SetProse }[] }
  | { readonly kind: 'quote'; readonly runs: SetProse; readonly source: string }
  | { readonly kind: 'note'; readonly tone: Note['tone']; readonly head: string; readonly runs: SetProse }
  | { readonly kind: 'pageBreak' }
  | {
      readonly kind: 'signatures';
      readonly people: readonly { readonly name: string; readonly role: string }[];
    };

const codeRun = (figure: Figure, text?: string): SetRun => ({
  kind: 'figure',
  text: cleanText(text ?? '') || cleanText(figureText(figure)) || sv.unknownFigure,
  code: cleanText(figure.code),
});

const setRun = (run: Run): SetRun => {
  if (typeof run === 'string') return { kind: 'text', text: heldTogether(cleanText(run)) };
  switch (run.kind) {
    case 'strong':
    case 'emphasis':
      return { kind: run.kind, text: cleanText(run.text) };
    case 'link': {
      const href = safeHref(run.href);
      const text = cleanText(run.text);
      return href === null ? { kind: 'text', text } : { kind: 'link', text: text || href, href };
    }
    case 'figure':
      return codeRun(run.figure, run.text);
  }
};

const setProse = (text: Prose): SetProse => text.map(setRun).filter(run => run.text !== '');

const withoutEnd = (runs: SetProse): SetProse => {
  const last = runs.at(-1);
  if (last === undefined || last.kind === 'figure') return runs;
  return [...runs.slice(0, -1), { ...last, text: last.text.replace(/[\s.,;]+$/u, '') }];
};
const plain = (text: string): SetRun => ({ kind: 'text', text });

/** 'att …,' and last 'samt att ….'; one single clause is just 'att ….' */
const setClauses = (clauses: Clauses): readonly SetProse[] => {
  const items = clauses.items.map(setProse).filter(item => item.length > 0);
  if (clauses.style === 'numbered') return items;
  return items.map((item, index) => {
    const isLast = index === items.length - 1;
    const lead = isLast && index > 0 ? sv.samtAtt : sv.att;
    return [plain(`${lead} `), ...withoutEnd(item), plain(isLast ? '.' : ',')];
  });
};

const codesLine = (figures: readonly Figure[]): SetProse =>
  figures.length === 0
    ? []
    : [
        plain(` ${sv.figureCodes(figures.length > 1)}: `),
        ...figures.flatMap((figure, index) => [...(index === 0 ? [] : [plain(', ')]), codeRun(figure)]),
        plain('.'),
      ];

const sourceLine = (source: string): string => {
  const text = cleanText(source).trim();
  return text === '' ? '' : `${sv.source}: ${text}${/[.!?]$/u.test(text) ? '' : '.'}`;
};

const setColumns = (columns: readonly Column[]): readonly Column[] =>
  columns.map(column => ({ head: cleanText(column.head), align: column.align }));

/** Every row gets as many cells as there are columns, so that no format has to guess. */
const setRows = (rows: readonly Row[], columns: number): SetTable['rows'] =>
  rows.map(row => ({
    cells: Array.from({ length: columns }, (_, index) => setProse(cellProse(row.cells[index] ?? ''))),
    total: row.total === true,
  }));

const setGroups = (table: Table): SetTable['groups'] => {
  const groups = (table.groups ?? []).map(group => ({ head: cleanText(group.head), span: group.span }));
  const covered = groups.reduce((sum, group) => sum + group.span, 0);
  return covered === table.columns.length ? groups : [];
};

const setTable = (table: Table, number: number): SetTable => ({
  kind: 'table',
  label: sv.table(number),
  caption: cleanText(table.caption),
  columns: setColumns(table.columns),
  groups: setGroups(table),
  rows: setRows(table.rows, table.columns.length),
  notes: [setProse(table.note ?? []), setProse([sourceLine(table.source ?? '')])].filter(
    note => note.length > 0,
  ),
});

const setPicture = (picture: Picture, number: number): SetPicture => {
  const label = sv.picture(number);
  const title = cleanText(picture.title);
  return {
    kind: 'picture',
    label,
    title,
    description: cleanText(picture.description),
    get screen() {
      return picture.screen;
    },
    get paper() {
      return picture.paper;
    },
    source: [plain(sourceLine(picture.source)), ...codesLine(picture.figures ?? [])],
    table: {
      kind: 'table',
      label,
      caption: title,
      columns: setColumns(picture.table.columns),
      groups: [],
      rows: setRows(picture.table.rows, picture.table.columns.length),
      notes: [],
    },
    tableStands: '',
  };
};

/** Numbers headings 1, 1.1, 1.1.1 and closes up skipped levels, which screen readers and PDF/UA cannot follow. */
const headingSetter = (numbered: boolean) => {
  const counts = [0, 0, 0];
  let previous = 0;
  let made = 0;
  return (level: 1 | 2 | 3, text: string): SetHeading => {
    const closed = Math.min(level, previous + 1) as 1 | 2 | 3;
    previous = closed;
    made += 1;
    counts[closed - 1] = (counts[closed - 1] ?? 0) + 1;
    counts.fill(0, closed);
    return {
      kind: 'heading',
      level: closed,
      number: numbered ? counts.slice(0, closed).join('.') : '',
      text: cleanText(text),
      id: `avsnitt-${made}`,
    };
  };
};

const isEmptySection = (block: Block, next: Block | undefined): boolean =>
  block.kind === 'heading' && (next === undefined || (next.kind === 'heading' && next.level <= block.level));

const isPicture = (block: SetBlock): block is SetPicture => block.kind === 'picture';

type Setting = { readonly numberedHeadings?: boolean; readonly draft?: boolean };

/** The blocks made ready to set. Blocks without content are left out. */
export const setBlocks = (blocks: readonly Block[], setting: Setting = {}): readonly SetBlock[] => {
  const setHeading = headingSetter(setting.numberedHeadings === true);
  let tables = 0;
  let pictures = 0;
  const one = (block: Block, next: Block | undefined): readonly SetBlock[] => {
    switch (block.kind) {
      case 'heading': {
        // A heading without words is an error in PDF/UA, and of no use to anyone.
        if (cleanText(block.text).trim() === '') return [];
        const heading = setHeading(block.level, block.text);
        return setting.draft && isEmptySection(block, next)
          ? [heading, { kind: 'placeholder', text: sv.emptySection }]
          : [heading];
      }
      case 'paragraph': {
        const runs = setProse(block.text);
        return runs.length === 0 ? [] : [{ kind: 'paragraph', runs }];
      }
      case 'list': {
        const items = block.items.map(setProse).filter(item => item.length > 0);
        return items.length === 0 ? [] : [{ kind: 'list', ordered: block.ordered === true, items }];
      }
      case 'clauses': {
        const items = setClauses(block);
        const leadIn = cleanText(block.leadIn ?? '');
        return items.length === 0
          ? []
          : [{ kind: 'clauses', leadIn, numbered: block.style === 'numbered', items }];
      }
      case 'table':
        if (block.columns.length === 0) return [];
        tables += 1;
        return [setTable(block, tables)];
      case 'picture':
        pictures += 1;
        return [setPicture(block, pictures)];
      case 'facts': {
        const items = block.items.map(item => ({
          term: cleanText(item.term),
          runs: setProse(item.description),
        }));
        return items.length === 0 ? [] : [{ kind: 'facts', items }];
      }
      case 'quote':
        return [{ kind: 'quote', runs: setProse(block.text), source: cleanText(block.source ?? '') }];
      case 'note':
        return [
          {
            kind: 'note',
            tone: block.tone,
            head: cleanText(block.head ?? sv.noteHeads[block.tone]),
            runs: setProse(block.text),
          },
        ];
      case 'pageBreak':
        return [{ kind: 'pageBreak' }];
      case 'signatures': {
        const people = block.people.map(({ name, role }) => ({
          name: cleanText(name),
          role: cleanText(role),
        }));
        return people.length === 0 ? [] : [{ kind: 'signatures', people }];
      }
    }
  };
  const set = blocks.map((block, index) => one(block, blocks[index + 1]));
  // A picture may stand before the table that has its numbers, so the reference is settled when all tables have their labels.
  const labels = new Map<string, string>();
  for (const block of set.flat()) {
    if (block.kind === 'table' && !labels.has(block.caption)) labels.set(block.caption, block.label);
  }
  return set.flatMap((made, index) => {
    const written = blocks[index];
    if (written?.kind !== 'picture' || written.tableStands === undefined) return made;
    const tableStands = labels.get(cleanText(written.tableStands)) ?? '';
    return made.map(block => (isPicture(block) ? { ...block, tableStands } : block));
  });
};

const behindRemark = (pictures: readonly SetPicture[]): string =>
  pictures
    .flatMap(({ label, tableStands }) => (tableStands === '' ? [] : [sv.numbersOf(label, tableStands)]))
    .join(' ');

/** The whole manuscript made ready to set. */
export const setDocument = (manuscript: Manuscript): SetDocument => {
  const { about } = manuscript;
  const blocks = setBlocks(manuscript.blocks, {
    numberedHeadings: about.numberedHeadings === true,
    draft: about.draft,
  });
  const pictures = blocks.filter(isPicture);
  const behindPictures = pictures.flatMap(({ table, tableStands }) =>
    tableStands === '' ? [fitPaper(table)] : [],
  );
  return {
    title: cleanText(about.title).trim() || cleanText(about.kind).trim() || sv.untitled,
    blocks,
    behindPictures,
    behindRemark: behindPictures.length === 0 ? '' : behindRemark(pictures),
    figures: figureList(manuscript),
  };
};
