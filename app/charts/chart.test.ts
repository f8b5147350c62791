import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { Bars, Change, Chart, DotStrip, Funnel, Matrix, Wheel } from './chart.ts';
import { drawChart, renderChart } from './drawing.ts';
import { textWidth, wrapText } from './label.ts';
import { axisTo, scaleTo } from './scale.ts';

const facts = {
  title: 'Tre skolor saknar förstelärare i matematik',
  unit: 'tjänster',
  n: '34 tjänster vid 13 enheter',
  source: 'Tjänsteregistret',
  on: '2026-09-15',
} as const;

const dotStrip: DotStrip = {
  ...facts,
  kind: 'dotStrip',
  unit: 'elever per tjänst',
  mean: { value: 161, label: 'Kommunen' },
  rows: [
    {
      label: 'Björkskolan 7–9',
      value: 122,
      positions: [
        { kind: 'Förstelärare', vacant: false },
        { kind: 'Förstelärare', vacant: true },
        { kind: 'Lektor', vacant: false },
      ],
    },
    { label: 'Ekskolan', value: null, positions: [] },
    { label: 'Östra skolan', value: 210, positions: [{ kind: 'Förstelärare', vacant: false }] },
  ],
};
const matrix: Matrix = {
  ...facts,
  kind: 'matrix',
  columns: ['Matematik', 'Svenska som andraspråk', 'Moderna språk'],
  rows: [
    { label: 'Björkskolan 7–9', counts: [2, 0, 0] },
    { label: 'Modersmålsenheten', counts: [null, 1, 0] },
  ],
};
const bars: Bars = {
  ...facts,
  kind: 'bars',
  rows: [
    { label: 'Leda ämnesgrupp', value: 14 },
    { label: 'Annat', value: null, text: 'färre än 10' },
  ],
};
const change: Change = {
  ...facts,
  kind: 'change',
  from: '20 december 2017',
  to: '15 september 2026',
  rows: [
    { label: 'Rektorsområde Norr', from: 8, to: 9 },
    { label: 'Rektorsområde Söder', from: 3, to: 1 },
    { label: 'Modersmålsenheten', from: null, to: 1 },
  ],
};
const funnel: Funnel = {
  ...facts,
  kind: 'funnel',
  unit: 'poäng',
  mean: { value: 12.5, label: 'Kommunen' },
  rows: [
    { label: 'Björkskolan 7–9', count: 150, value: 12.3, chance: { from: 11.7, to: 13.3 } },
    { label: 'Ekskolan', count: null, value: null, chance: null, text: 'visas inte' },
    { label: 'Östra skolan', count: 22, value: 14.9, chance: { from: 10.4, to: 14.6 } },
  ],
};
/** The wheel has no rows, and tests of its own. */
const all: readonly Exclude<Chart, Wheel>[] = [dotStrip, matrix, bars, change, funnel];

const parse = (svg: string): void => {
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.write(svg).close();
};

describe.each(all.map(chart => [chart.kind, chart] as const))('%s', (_, chart) => {
  test('is well-formed SVG in both themes and at every width from 320 to 1100', () => {
    for (const theme of ['screen', 'paper'] as const) {
      for (const width of [320, 480, 768, 1_100]) {
        for (const drawing of renderChart(chart, theme, width)) {
          expect(() => parse(drawing.svg)).not.toThrow();
          expect(drawing.svg).toContain(`viewBox="0 0 ${width} `);
        }
      }
    }
  });

  test('has a name and a description for those who do not see it', () => {
    const { svg } = drawChart(chart).screen.wide;
    expect(svg).toContain('role="img"');
    expect(svg).toMatch(/<title id="[^"]+">Tre skolor/u);
    expect(svg).toMatch(/<desc id="[^"]+">[^<]{30,}/u);
  });

  test('obeys the content policy: no scripts, no style attributes, nothing fetched', () => {
    for (const drawing of [drawChart(chart).screen.wide, ...drawChart(chart).paper])
      expect(drawing.svg).not.toMatch(/<script|<style| style=|href=|on\w+=/u);
  });

  test("takes the page's own colour on screen and has its own on paper", () => {
    expect(drawChart(chart).screen.wide.svg).toContain('currentColor');
    expect(drawChart(chart).paper[0]?.svg).not.toMatch(/currentColor|var\(/u);
  });

  test('says where it comes from, when, and what it rests on', () => {
    expect(drawChart(chart).source).toBe(
      `Tjänsteregistret, 15 september 2026. Underlag: 34 tjänster vid 13 enheter. Mått: ${chart.unit}.`,
    );
  });

  test('has a table behind it with a row for each row', () => {
    const { table } = drawChart(chart);
    expect(table.rows.map(row => row.cells[0])).toEqual(chart.rows.map(row => row.label));
    for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
  });

  test('holds units with any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), label => {
        const named = { ...chart, title: label, rows: chart.rows.map(row => ({ ...row, label })) } as Chart;
        for (const drawing of [drawChart(named).screen.narrow, ...drawChart(named).paper]) parse(drawing.svg);
      }),
      { numRuns: 40 },
    );
  });

  test('holds no rows at all', () => {
    expect(() => drawChart({ ...chart, rows: [] } as Chart)).not.toThrow();
  });

  test('goes over several pages on paper, each with its head, when there are 500 units', () => {
    const [first] = chart.rows;
    const many = {
      ...chart,
      rows: Array.from({ length: 500 }, (_row, index) => ({ ...first, label: `Enhet ${index + 1}` })),
    } as Chart;
    const { paper, screen } = drawChart(many);
    expect(paper.length).toBeGreaterThan(5);
    for (const drawing of paper) expect(drawing.height).toBeLessThanOrEqual(760);
    for (let unit = 1; unit <= 500; unit += 1)
      expect(paper.some(drawing => drawing.svg.includes(`>Enhet ${unit}<`))).toBe(true);
    expect(screen.wide.svg).toContain('>Enhet 500<');
  });
});

describe('the dot strip', () => {
  test('tells kinds apart by shape and vacancy by filling, not by colour', () => {
    const { svg } = drawChart(dotStrip).screen.wide;
    const shapes = [...svg.matchAll(/<path d="M[^al]*([al])[^"]*" fill="(none|currentColor)"/gu)];
    // Two rows with a filled circle, one hollow and one diamond among them; then the three kinds of the legend.
    expect(shapes.map(([, shape, fill]) => `${shape} ${fill}`)).toEqual([
      ...['a currentColor', 'l currentColor', 'a none', 'a currentColor'],
      ...['a currentColor', 'a none', 'l currentColor'],
    ]);
  });

  test('counts each kind in the table', () => {
    const { table } = drawChart(dotStrip);
    expect(table.columns.map(column => column.head)).toEqual([
      'Enhet',
      'Förstelärare',
      'Förstelärare, vakant',
      'Lektor',
      'Elever per tjänst',
    ]);
    expect(table.rows[0]?.cells).toEqual(['Björkskolan 7–9', '1', '1', '1', '122']);
  });
});

describe('the matrix', () => {
  test('hatches gaps and leaves what does not arise alone', () => {
    const { svg } = drawChart(matrix).screen.wide;
    const hatched = [...svg.matchAll(/<path d="([^"]*)"[^>]*fill="url\(#/gu)].map(([, d = '']) => d);
    // Three gaps in the picture and one in the key.
    expect(hatched.join('').match(/M/gu)).toHaveLength(4);
    expect(svg).toContain('>–</text>');
  });

  test('names the subjects that no unit has', () => {
    expect(drawChart(matrix).description).toContain('Ingen enhet har tjänst i Moderna språk.');
  });
});

describe('a matrix of 27 subjects and 19 units', () => {
  const large: Matrix = {
    ...matrix,
    columns: Array.from({ length: 27 }, (_, index) => `Ämne med namn ${index + 1}`),
    rows: Array.from({ length: 19 }, (_, index) => ({
      label: `Ekdalagymnasiet nummer ${index + 1}`,
      counts: Array.from({ length: 27 }, (_cell, at) => (index + at) % 3),
    })),
  };
  const headsIn = (svg: string) => svg.match(/>Ämne med namn/gu)?.length;
  const { screen, paper } = drawChart(large);

  test('is one picture on paper, in letters of at least seven points', () => {
    expect(paper.map(({ svg }) => headsIn(svg))).toEqual([27]);
    const sizes = [...(paper[0]?.svg.matchAll(/font-size="([\d.]+)"/gu) ?? [])].map(([, size]) =>
      Number(size),
    );
    const pointsPerPixel = ((155 / 25.4) * 72) / 640;
    expect(Math.min(...sizes) * pointsPerPixel).toBeGreaterThanOrEqual(7);
  });

  test('has a broad drawing where every subject stands in the same row of heads', () => {
    expect(screen.broad?.width).toBeGreaterThan(900);
    expect(screen.broad?.width).toBeLessThanOrEqual(1_120);
    expect(headsIn(screen.broad?.svg ?? '')).toBe(27);
    // One line of heads: the first row of the first unit is the only one.
    expect(screen.broad?.svg.match(/>Ekdalagymnasiet nummer 1</gu)).toHaveLength(1);
  });

  test('goes on below itself on a small screen', () => {
    expect(screen.narrow.svg.match(/>nummer 1</gu)?.length).toBeGreaterThan(1);
  });

  test('is not drawn broad when it fits in the text', () => {
    expect(drawChart(matrix).screen.broad).toBeUndefined();
  });
});

describe('the change', () => {
  test('writes the difference with its sign', () => {
    expect(drawChart(change).table.rows.map(row => row.cells[3])).toEqual(['+1', '−2', '–']);
  });
});

describe('the funnel', () => {
  test('draws no digit that is not written: what is rounded to protect the few is rounded in the picture too', () => {
    const dots = (value: number) => {
      const rows = funnel.rows.map(row => ({ ...row, value: row.value === null ? null : value }));
      return [...drawChart({ ...funnel, rows }).screen.wide.svg.matchAll(/<circle [^>]*cx="([\d.]+)"/g)].map(
        ([, x]) => x,
      );
    };
    expect(dots(11.4)).toHaveLength(2);
    expect(dots(11.436)).toEqual(dots(11.4));
    expect(dots(11.5)).not.toEqual(dots(11.4));
  });

  const wide = () => drawChart(funnel).screen.wide.svg;
  const bands = (svg: string) =>
    [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));

  test('gives a small group a broader band than a large one, and a hidden one none', () => {
    const [large = 0, small = 0, ...others] = bands(wide());
    expect(small).toBeGreaterThan(large * 2);
    expect(others).toHaveLength(1);
  });

  test('draws what others have published as a dashed line of its own, in the scale, and says what it is', () => {
    const drawn = drawChart({ ...funnel, beside: { value: 18.2, label: 'Riket' } });
    expect(wide()).not.toContain('stroke-dasharray');
    expect(drawn.screen.wide.svg).toContain('stroke-dasharray');
    expect(drawn.screen.wide.svg).toContain('Riket 18,2');
    expect(drawn.description).toContain('Den streckade linjen är Riket, 18,2.');
    const places = [...drawn.screen.wide.svg.matchAll(/<line [^>]*x1="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(Math.max(...places)).toBeLessThanOrEqual(drawn.screen.wide.width);
  });

  test('keeps the order it is given, and writes words instead of a hidden value', () => {
    expect(wide().indexOf('Björkskolan')).toBeLessThan(wide().indexOf('Östra'));
    expect(wide()).toContain('visas inte');
    expect(drawChart(funnel).table.rows[1]?.cells).toEqual(['Ekskolan', '–', 'visas inte', '–']);
    expect(drawChart(funnel).table.rows[2]?.cells).toEqual(['Östra skolan', '22', '14,9', '10,4–14,6']);
  });
});

describe('labels', () => {
  test('are never wider than their column', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 40, max: 300 }), (text, width) =>
        wrapText(text, width).every(line => textWidth(line) <= width),
      ),
    );
  });

  test('lose no letter when a long word is divided', () => {
    const word = 'uppföljningsansvarig förvaltningsövergripande';
    expect(wrapText(word, 60).join('').replaceAll('-', '')).toBe(word.replaceAll(' ', ''));
  });
});

describe('bars that share a scale', () => {
  const firstLength = (values: readonly number[]): string | undefined => {
    const rows = values.map(value => ({ label: '1', value }));
    const [drawing] = renderChart({ ...bars, rows, largest: 14 }, 'screen', 320);
    return /<path[^>]*?d="[^"]*"|<rect[^>]*width="[^"]*"/.exec(drawing?.svg ?? '')?.[0];
  };
  test('are as long for the same value, whatever stands beside it', () => {
    expect(firstLength([2])).toBe(firstLength([2, 14]));
  });
});

describe('scales', () => {
  test('step by 1, 2 or 5 and reach the largest value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), largest => {
        const scale = axisTo(largest, 0, 100);
        const step = (scale.ticks[1] ?? 0) / 10 ** Math.floor(Math.log10((scale.ticks[1] ?? 1) * 1.0000001));
        return scale.max >= largest * 0.999 && [1, 2, 5].some(each => Math.abs(each - step) < 1e-6);
      }),
    );
  });

  test('hold values that are not numbers on the paper', () => {
    const scale = scaleTo(0, 10, 20);
    expect(scale.at(-5)).toBe(10);
    expect(scale.at(1e9)).toBe(20);
  });
});
