import type { IsoDate } from '#app/shared/date.ts';

/** What every chart says besides its picture. */
export type ChartFacts = {
  /** The finding, as a sentence: 'Tre skolor har inga förstelärare i matematik.' */
  readonly title: string;
  /** For those who do not see the picture; written from the data when left out. */
  readonly description?: string;
  /** What the numbers count: 'tjänster', 'elever per tjänst'. */
  readonly unit: string;
  /** How much it rests on: '34 tjänster vid 13 enheter'. */
  readonly n: string;
  /** Where the data come from: 'Tjänsteregistret'. */
  readonly source: string;
  /** The day the data describe. */
  readonly on: IsoDate;
};

/** How are the positions distributed? A row per unit, a mark per position, and the measure beside. Never a ranking by worth. */
export type DotStrip = ChartFacts & {
  readonly kind: 'dotStrip';
  readonly rows: readonly DotRow[];
  /** The authority's mean of the measure, as a line with its label: { value: 161, label: 'Kommunen' }. */
  readonly mean: { readonly value: number; readonly label: string } | null;
  /** Decimals of the measure; none when left out. */
  readonly decimals?: number;
};
export type DotRow = {
  readonly label: string;
  readonly positions: readonly DotMark[];
  /** The measure (pupils per position); null where it cannot be given. */
  readonly value: number | null;
};
export type DotMark = { readonly kind: 'Förstelärare' | 'Lektor'; readonly vacant: boolean };

/** Which subjects? Units by subjects with counts. 0 is a gap and is hatched; null means that the question does not arise. */
export type Matrix = ChartFacts & {
  readonly kind: 'matrix';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly counts: readonly (number | null)[] }[];
};

/** How much of each? One bar per row with its value written out. */
export type Bars = ChartFacts & {
  readonly kind: 'bars';
  readonly rows: readonly BarRow[];
  readonly decimals?: number;
  /** How far the scale goes at least, so that several charts side by side are on the same one. */
  readonly largest?: number;
};
/** `text` replaces the number in the picture and the table: 'färre än 10'. */
export type BarRow = { readonly label: string; readonly value: number | null; readonly text?: string };

/** What has changed between two dates? Then (hollow) and now (filled) on one scale. */
export type Change = ChartFacts & {
  readonly kind: 'change';
  readonly from: string;
  readonly to: string;
  readonly rows: readonly {
    readonly label: string;
    readonly from: number | null;
    readonly to: number | null;
  }[];
  readonly decimals?: number;
};

/**
 * How far from the mean of all is each group, and how far could chance alone have put a group of its size? Never a ranking: the rows
 * stand in the order they are given.
 */
export type Funnel = ChartFacts & {
  readonly kind: 'funnel';
  readonly rows: readonly FunnelRow[];
  readonly mean: { readonly value: number; readonly label: string } | null;
  /** What others have published to hold it against, drawn dashed: the whole country's mean. */
  readonly beside?: { readonly value: number; readonly label: string };
  /** Decimals of the measure; one when left out. */
  readonly decimals?: number;
};
export type FunnelRow = {
  readonly label: string;
  /** Pupils; null where the number is not shown. */
  readonly count: number | null;
  readonly value: number | null;
  /** Where 19 of 20 groups of this size would lie by chance alone; null where it cannot be told. */
  readonly chance: { readonly from: number; readonly to: number } | null;
  /** Instead of a value: 'visas inte'. */
  readonly text?: string;
};

/** When does what happen? Twelve months from `startsOn`, the first of a month, as a wheel; `on` is where the year has come. */
export type Wheel = ChartFacts & {
  readonly kind: 'wheel';
  /** What stands in the middle: '2026/27'. */
  readonly label: string;
  readonly startsOn: IsoDate;
  /** What falls due, by day. */
  readonly events: readonly { readonly on: IsoDate; readonly label: string }[];
  /** When nothing does. */
  readonly quiet: readonly { readonly startsOn: IsoDate; readonly endsOn: IsoDate; readonly label: string }[];
};

export type Chart = DotStrip | Matrix | Bars | Change | Funnel | Wheel;

/** `screen` takes its colours from the page, light or dark; `paper` has its own. */
export type ChartTheme = 'screen' | 'paper';

/** One `<svg>` element as text, and its size in pixels. */
export type Drawing = { readonly svg: string; readonly width: number; readonly height: number };

/** The numbers behind the picture. */
export type ChartTable = {
  readonly columns: readonly { readonly head: string; readonly align: 'text' | 'number' }[];
  readonly rows: readonly { readonly cells: readonly string[] }[];
};

/**
 * The same chart for each room it may be given: the column of text, a small screen and, where the chart has more than the
 * column holds with ease, a broad drawing that is shown when there is room beside the text.
 */
export type ScreenDrawings = { readonly wide: Drawing; readonly narrow: Drawing; readonly broad?: Drawing };

/** Everything a page or a document needs to show the chart. */
export type DrawnChart = {
  readonly title: string;
  readonly description: string;
  readonly screen: ScreenDrawings;
  readonly paper: readonly Drawing[];
  readonly source: string;
  readonly table: ChartTable;
};
