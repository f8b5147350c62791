import type { Drawing, DrawnChart } from '#app/charts/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Figure } from '#app/shared/figure.ts';

/**
 * A document (skrivelse) written once: what it is, and its blocks in reading order. The same manuscript becomes a web page,
 * a PDF and a Word file. Pure data: it may be stored, compared and sent between processes.
 */
export type Manuscript = {
  readonly about: DocumentFacts;
  readonly blocks: readonly Block[];
  /** What each question key of the figures reads as in the list of figures. */
  readonly questions?: Readonly<Record<string, string>>;
  /** What each figure is, by its code; the title of its question where it is left out. */
  readonly figureNames?: Readonly<Record<string, FigureName>>;
};

/**
 * What a figure is, in Swedish, in two parts so that the list of figures can say the first one once: 'Antal karriärtjänster' and
 * 'Almlundsskolan, vakanta'. An empty `name` is the group as a whole.
 */
export type FigureName = { readonly group: string; readonly name: string };

/** What stands in the head, the foot and the file's own properties. */
export type DocumentFacts = {
  readonly title: string;
  /** 'Tjänsteskrivelse', 'Uppföljningsrapport' … stands above the title. */
  readonly kind: string;
  readonly lang: 'sv';
  /** The school authority (huvudman), 'Ekdala kommun'. Also the creator in the file's properties. */
  readonly authority: string;
  readonly administration?: string;
  /** Who the document is for, 'Barn- och utbildningsnämnden'. */
  readonly board?: string;
  /** Issued by the diarium, never by us. */
  readonly registryNumber?: string;
  readonly date: IsoDate;
  /** Handläggare, where somebody is. */
  readonly author?: Author;
  /** The unit that it is about, of a document that nobody answers for yet. */
  readonly unit?: string;
  readonly meetingOn?: IsoDate;
  /** A draft says so in the head and on every page. */
  readonly draft: boolean;
  /** One line in the foot of every page; the administration's name when left out. */
  readonly footer?: string;
  /** Numbers the headings 1, 1.1, 1.1.1. */
  readonly numberedHeadings?: boolean;
};

export type Author = { readonly name: string; readonly role?: string; readonly email?: string };

/** A piece of running text: plain text, or a piece with a meaning. */
export type Run = string | StrongRun | EmphasisRun | LinkRun | FigureRun;
export type StrongRun = { readonly kind: 'strong'; readonly text: string };
export type EmphasisRun = { readonly kind: 'emphasis'; readonly text: string };
/** `href` is an address within the site or one that begins with https:, http: or mailto:. Others are shown as plain text. */
export type LinkRun = { readonly kind: 'link'; readonly text: string; readonly href: string };
/** A number with its source. `text` replaces the usual way of writing it: 'trettiofyra' for 34. */
export type FigureRun = { readonly kind: 'figure'; readonly figure: Figure; readonly text?: string };

export type Prose = readonly Run[];

/** What stands in a table cell: text, a figure, or running text. */
export type Cell = string | Figure | Prose;

export type Block =
  | Heading
  | Paragraph
  | List
  | Clauses
  | Table
  | Picture
  | Facts
  | Quote
  | Note
  | PageBreak
  | Signatures;

/** Level 1 is the level under the document's title. A skipped level is closed up when the document is set. */
export type Heading = { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string };

export type Paragraph = { readonly kind: 'paragraph'; readonly text: Prose };

export type List = {
  readonly kind: 'list';
  readonly ordered?: boolean;
  readonly items: readonly Prose[];
};

/**
 * The points of a proposal (beslutsförslag). `attSatser`: each item is what follows "att", without full stop; the words
 * "att" and "samt att" and the punctuation are set here. `numbered`: each item is a whole sentence.
 */
export type Clauses = {
  readonly kind: 'clauses';
  readonly style: 'attSatser' | 'numbered';
  /** 'Bildningsförvaltningen föreslår bildningsnämnden besluta' */
  readonly leadIn?: string;
  readonly items: readonly Prose[];
};

export type Column = {
  readonly head: string;
  /** Numbers stand to the right with even figures. */
  readonly align: 'text' | 'number';
};
/** A head over several columns. The spans together cover all columns; an empty head covers columns that have none. */
export type ColumnGroup = { readonly head: string; readonly span: number };
/** The first cell is the row's head. A total stands under a line. */
export type Row = { readonly cells: readonly Cell[]; readonly total?: boolean };

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups?: readonly ColumnGroup[];
  readonly rows: readonly Row[];
  readonly note?: Prose;
  /** 'Tjänsteregistret 15 september 2026'; written after the word "Källa". */
  readonly source?: string;
};

/**
 * A picture (diagram) drawn for screen in two widths and for paper in as many parts as it needs pages. The charts room gives
 * all of it; the table holds the same numbers for those who do not see the picture.
 */
export type Picture = {
  readonly kind: 'picture';
  /** The finding, as a sentence. */
  readonly title: string;
  /** What the picture shows, for those who do not see it. */
  readonly description: string;
  readonly screen: DrawnChart['screen'];
  readonly paper: readonly Drawing[];
  readonly source: string;
  /** The figures the picture rests on; their codes stand in the source line. */
  readonly figures?: readonly Figure[];
  readonly table: { readonly columns: readonly Column[]; readonly rows: readonly Row[] };
  /** The caption of a table in the same document that has the picture's numbers: paper then refers to it instead of repeating. */
  readonly tableStands?: string;
};

export type Facts = {
  readonly kind: 'facts';
  readonly items: readonly { readonly term: string; readonly description: Prose }[];
};

export type Quote = { readonly kind: 'quote'; readonly text: Prose; readonly source?: string };

/** A text beside the main text: a remark, what we do not know, or something to beware of. */
export type Note = {
  readonly kind: 'note';
  readonly tone: 'remark' | 'unknown' | 'warning';
  /** The word in front; by tone when left out: 'Anmärkning', 'Vi vet inte', 'Observera'. */
  readonly head?: string;
  readonly text: Prose;
};

/** A new page on paper; nothing on screen. */
export type PageBreak = { readonly kind: 'pageBreak' };

export type Signatures = {
  readonly kind: 'signatures';
  readonly people: readonly { readonly name: string; readonly role: string }[];
};

export const strong = (text: string): StrongRun => ({ kind: 'strong', text });
export const emphasis = (text: string): EmphasisRun => ({ kind: 'emphasis', text });
export const link = (text: string, href: string): LinkRun => ({ kind: 'link', text, href });
export const figureRun = (figure: Figure, text?: string): FigureRun =>
  text === undefined ? { kind: 'figure', figure } : { kind: 'figure', figure, text };

const isFigure = (value: Run | Figure): value is Figure => typeof value !== 'string' && 'code' in value;

/**
 * Running text written as it reads: prose`Det finns ${positions} tjänster vid ${units} skolenheter.` Figures and runs keep
 * their meaning, texts stay texts.
 */
export const prose = (texts: TemplateStringsArray, ...values: readonly (Run | Figure)[]): Prose =>
  texts.flatMap((text, index): Run[] => {
    const value = values[index];
    const before = text === '' ? [] : [text];
    if (value === undefined) return before;
    return [...before, isFigure(value) ? figureRun(value) : value];
  });

/** A cell as running text. */
export const cellProse = (cell: Cell): Prose => {
  if (typeof cell === 'string') return [cell];
  if ('code' in cell) return [figureRun(cell)];
  return cell;
};

export const heading = (level: 1 | 2 | 3, text: string): Heading => ({ kind: 'heading', level, text });

/** A paragraph of plain text, or of running text. */
export const paragraph = (text: string | Prose): Paragraph => ({
  kind: 'paragraph',
  text: typeof text === 'string' ? [text] : text,
});

/** What the charts room gives, as a block; with the figures it rests on, and a table of figures instead of plain numbers. */
export const picture = (
  drawn: DrawnChart,
  more: Partial<Pick<Picture, 'source' | 'figures' | 'table' | 'tableStands'>> = {},
): Picture => ({
  kind: 'picture',
  title: drawn.title,
  description: drawn.description,
  // Looked at only by what shows it, so that a page does not draw paper.
  get screen() {
    return drawn.screen;
  },
  get paper() {
    return drawn.paper;
  },
  source: drawn.source,
  table: drawn.table,
  ...more,
});
