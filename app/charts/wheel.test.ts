import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/shared/date.ts';
import type { Wheel } from './chart.ts';
import { drawChart, renderChart } from './drawing.ts';

const wheel: Wheel = {
  ...{ kind: 'wheel', title: 'Vad som ska vara klart när', label: '2026/27', startsOn: '2026-08-01' },
  ...{ on: '2026-11-23', unit: 'dagar', n: 'tre förfallodagar och ett lov', source: 'Årshjul' },
  events: [
    { on: '2026-10-16', label: 'Uppföljning 1' },
    { on: '2026-10-20', label: 'Nätverk <1>' },
    { on: '2027-06-04', label: 'Uppföljning 2' },
  ],
  quiet: [{ startsOn: '2026-12-21', endsOn: '2027-01-11', label: 'Jullov' }],
};

const discsIn = (svg: string): { x: number; y: number }[] =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));

describe('the annual wheel', () => {
  it('begins at the top with August and goes clockwise', () => {
    const svg = renderChart(wheel, 'screen', 400)[0]?.svg ?? '';
    expect([...svg.matchAll(/>(\p{L}{3})</gu)].map(found => found[1])).toEqual([
      ...['aug', 'sep', 'okt', 'nov', 'dec', 'jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul'],
    ]);
    const [october, , june] = discsIn(svg);
    expect(october?.x).toBeGreaterThan(200);
    expect(june?.x).toBeLessThan(200);
  });

  it('never lets one number cover the next', () => {
    fc.assert(
      fc.property(fc.nat({ max: 330 }), fc.integer({ min: 0, max: 12 }), (day, apart) => {
        const events = [0, apart].map(more => ({
          on: addDays('2026-08-03', day + more),
          label: 'Uppföljning',
        }));
        const [one, two] = discsIn(renderChart({ ...wheel, events }, 'screen', 300)[0]?.svg ?? '');
        if (!one || !two) throw new Error('A number is missing.');
        expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThan(22);
      }),
    );
  });

  it('says on paper what each number means, and is well-formed whatever things are called', () => {
    const { paper, screen } = drawChart(wheel);
    expect(paper[0]?.svg).toContain('16 okt 2026: Uppföljning 1');
    for (const { svg } of [...paper, screen.wide, screen.narrow]) {
      const parser = new SaxesParser();
      parser.on('error', error => {
        throw error;
      });
      parser.write(svg).close();
    }
  });

  it('has a table with everything that is in the picture, numbered as there', () => {
    expect(drawChart(wheel).table.rows.map(row => row.cells)).toEqual([
      ['1', '16 okt 2026', 'Uppföljning 1'],
      ['2', '20 okt 2026', 'Nätverk <1>'],
      ['3', '4 juni 2027', 'Uppföljning 2'],
      ['–', '21 dec 2026–11 jan 2027', 'Jullov'],
    ]);
  });
});
