import type { ChartTheme } from './chart.ts';

/** Characters that XML forbids; a null byte in a unit's name must not make the picture unreadable. */
const forbidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const harmless = /^[\wåäöÅÄÖ .,:;()#%–-]*$/;

/** Text made safe to stand in SVG, as content or as an attribute. */
export const escapeXml = (text: string): string => (harmless.test(text) ? text : rewritten(text));

const rewritten = (text: string): string =>
  text
    .replace(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The voices a mark can have. */
export type Tone = 'ink' | 'muted' | 'line' | 'accent';

type Paint = { readonly colour: string; readonly opacity?: string; readonly className?: string };

/**
 * On screen everything is the text's own colour, so that light, dark and forced colours work with no stylesheet at all; the
 * class lets the page give the accent a colour. No style attributes: the content policy forbids them.
 */
const screen: Readonly<Record<Tone, Paint>> = {
  ink: { colour: 'currentColor' },
  muted: { colour: 'currentColor', opacity: '0.78' },
  line: { colour: 'currentColor', opacity: '0.22' },
  accent: { colour: 'currentColor', className: 'chart-accent' },
};
const paper: Readonly<Record<Tone, Paint>> = {
  ink: { colour: '#1b1b1b' },
  muted: { colour: '#555555' },
  line: { colour: '#c9c9c9' },
  accent: { colour: '#1d4e73' },
};

/** The first is the face that the PDF carries with it; the others are its nearest kin where the picture is shown elsewhere. */
const PAPER_FACE = "'Libertinus Serif', 'Times New Roman', 'Liberation Serif', serif";

/** What a picture is drawn for: browsers' text unless the reader asks for larger. */
const PIXELS_PER_REM = 16;

export const FONT_SIZE = 13;

const round = (value: number): string => String(Math.round(value * 100) / 100);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const element = (name: string, attributes: Attributes, content = ''): string => {
  let written = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    written += ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`;
  }
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

export type TextLook = {
  readonly tone?: Tone;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly size?: number;
  /** Degrees, around the text's own point. */
  readonly turn?: number;
};

/** x, y, width and height, in pixels. */
export type Box = readonly [number, number, number, number];

/** A part of a ring around (x, y), between two radii in pixels. */
export type RingPart = {
  readonly x: number;
  readonly y: number;
  readonly inner: number;
  readonly outer: number;
  readonly from: number;
  readonly to: number;
};

/** Draws marks in one theme, as SVG text. All positions and sizes are pixels. */
export type Pen = ReturnType<typeof makePen>;

/** `name` keeps the pattern's id apart from those of other pictures on the same page. */
export const makePen = (theme: ChartTheme, name: string) => {
  const tones = theme === 'screen' ? screen : paper;
  const hatchId = `${name}-glapp`;

  const filled = (tone: Tone): Attributes => {
    const paint = tones[tone];
    return { fill: paint.colour, 'fill-opacity': paint.opacity, class: paint.className };
  };
  const stroked = (tone: Tone, width: number): Attributes => {
    const paint = tones[tone];
    return {
      fill: 'none',
      stroke: paint.colour,
      'stroke-opacity': paint.opacity,
      'stroke-width': width,
      class: paint.className && `${paint.className}-line`,
    };
  };
  const marked = (tone: Tone, hollow: boolean): Attributes => (hollow ? stroked(tone, 1.4) : filled(tone));

  return {
    theme,
    text: (x: number, y: number, content: string, look: TextLook = {}): string =>
      element(
        'text',
        {
          x,
          y,
          ...filled(look.tone ?? 'ink'),
          'text-anchor': look.anchor === 'start' ? undefined : look.anchor,
          'font-weight': look.bold ? '600' : undefined,
          'font-size': look.size,
          transform: look.turn === undefined ? undefined : `rotate(${look.turn} ${round(x)} ${round(y)})`,
        },
        escapeXml(content),
      ),
    line: (x1: number, y1: number, x2: number, y2: number, tone: Tone = 'line', dashes?: string): string =>
      element('line', {
        x1,
        y1,
        x2,
        y2,
        ...stroked(tone, tone === 'line' ? 1 : 1.4),
        'stroke-dasharray': dashes,
      }),
    circle: (cx: number, cy: number, r: number, tone: Tone, hollow = false): string =>
      element('circle', { cx, cy, r: hollow ? r - 0.5 : r, ...marked(tone, hollow) }),
    /** Marks of one kind in a row, all of them one path: a large authority has thousands. `xs` are their middles. */
    marks: (
      shape: 'circle' | 'diamond',
      xs: readonly number[],
      y: number,
      r: number,
      hollow: boolean,
    ): string => {
      const reach = round(shape === 'diamond' ? r * 1.3 : hollow ? r - 0.5 : r);
      const outline =
        shape === 'diamond'
          ? `l${reach} -${reach} ${reach} ${reach} -${reach} ${reach}z`
          : `a${reach} ${reach} 0 1 1 ${round(2 * Number(reach))} 0a${reach} ${reach} 0 1 1 -${round(2 * Number(reach))} 0z`;
      const height = round(y);
      let d = '';
      for (const x of xs) d += `M${round(x - Number(reach))} ${height}${outline}`;
      return element('path', { d, ...marked('accent', hollow) });
    },
    bar: (x: number, y: number, width: number, height: number): string =>
      element('rect', { x, y, width, height, ...filled('accent') }),
    /** A cell washed with colour in proportion to `share` (0–1): a second voice beside the number in it. */
    wash: (x: number, y: number, width: number, height: number, share: number): string =>
      element('rect', {
        x,
        y,
        width,
        height,
        ...filled('accent'),
        'fill-opacity': round(0.07 + 0.2 * share),
      }),
    /** A part of a ring, `from` and `to` as shares of the whole turn, from the top and clockwise. */
    sector: ({ x, y, inner, outer, from, to }: RingPart, look: 'outlined' | 'hatched'): string => {
      const point = (share: number, radius: number): string => {
        const angle = 2 * Math.PI * share;
        return `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`;
      };
      const isLarge = to - from > 0.5 ? 1 : 0;
      const arc = (radius: number, way: 0 | 1, end: string): string =>
        `A${round(radius)} ${round(radius)} 0 ${isLarge} ${way} ${end}`;
      const d = `M${point(from, outer)}${arc(outer, 1, point(to, outer))}L${point(to, inner)}${arc(inner, 0, point(from, inner))}z`;
      return element('path', {
        d,
        ...stroked('line', 1),
        ...(look === 'hatched' ? { fill: `url(#${hatchId})` } : {}),
      });
    },
    /** A number in a ring of its own. */
    disc: (cx: number, cy: number, r: number, content: string): string =>
      element('circle', { cx, cy, r, ...stroked('ink', 1.4) }) +
      element('text', { x: cx, y: cy + 4.5, ...filled('ink'), 'text-anchor': 'middle' }, escapeXml(content)),
    /** Hatched and framed boxes. All of them are one mark: a matrix has hundreds, and each hatching takes time to paint. */
    gaps: (boxes: readonly Box[]): string => {
      if (boxes.length === 0) return '';
      const d = boxes
        .map(
          ([x, y, width, height]) =>
            `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`,
        )
        .join('');
      return element('path', { d, ...stroked('line', 1), fill: `url(#${hatchId})` });
    },
    sheet: (width: number, height: number, title: string, description: string, body: string): string => {
      const hatched = body.includes(`#${hatchId}`);
      const hatch = element(
        'pattern',
        { id: hatchId, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        element('line', { x1: 0, y1: 0, x2: 0, y2: 5, ...stroked('muted', 1.1) }),
      );
      return element(
        'svg',
        {
          xmlns: 'http://www.w3.org/2000/svg',
          viewBox: `0 0 ${round(width)} ${round(height)}`,
          // On a screen a picture grows with the reader's text; its height follows.
          ...(theme === 'paper' ? { width, height } : { width: `${round(width / PIXELS_PER_REM)}rem` }),
          role: 'img',
          'aria-labelledby': `${name}-titel`,
          'aria-describedby': `${name}-text`,
          'font-family': theme === 'paper' ? PAPER_FACE : undefined,
          'font-size': FONT_SIZE,
          class: 'chart',
        },
        [
          element('title', { id: `${name}-titel` }, escapeXml(title)),
          element('desc', { id: `${name}-text` }, escapeXml(description)),
          hatched ? element('defs', {}, hatch) : '',
          body,
        ].join(''),
      );
    },
  };
};
