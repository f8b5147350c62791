import { addDays, daysBetween, type IsoDate } from '#app/shared/date.ts';
import { monthNames } from '#app/shared/month.ts';
import { formatShortDate } from '#app/shared/swedish.ts';
import type { ChartTable, Wheel } from './chart.ts';
import { wrapText } from './label.ts';
import type { Pen, RingPart } from './pen.ts';
import { nothing, type Piece, type Plan } from './plan.ts';
import { LINE } from './row-label.ts';
import { charts } from './sv.ts';

const LARGEST_RADIUS = 190;
const DISC = 11;
/** Widths are guessed by kind of letter, and some faces are wider: whole sentences need some room to spare. */
const SURELY = 0.88;
/** Rings from the middle outwards, as shares of the radius: numbers in two tracks, what is quiet, and the months. */
const rings = { inner: 0.32, numbers: 0.5, quiet: [0.62, 0.72], months: [0.74, 1] } as const;

const firstOfMonth = (startsOn: IsoDate, months: number): IsoDate => {
  const month = Number(startsOn.slice(5, 7)) - 1 + months;
  return `${Number(startsOn.slice(0, 4)) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
};

/** Which part of the year has passed when the day begins, 0 to 1. */
const placeIn = ({ startsOn }: Wheel): ((day: IsoDate) => number) => {
  const length = daysBetween(startsOn, firstOfMonth(startsOn, 12));
  return day => Math.min(1, Math.max(0, daysBetween(startsOn, day) / length));
};

/** Numbers whose discs would cover each other stand in the inner track every second time. */
const tracksOf = (places: readonly number[], radius: number): number[] => {
  const tracks: number[] = [];
  places.forEach((place, index) => {
    const before = places[index - 1];
    const isClose =
      before !== undefined && (place - before) * 2 * Math.PI * rings.numbers * radius < 2 * DISC + 2;
    tracks.push(isClose && tracks[index - 1] === rings.numbers ? rings.inner : rings.numbers);
  });
  return tracks;
};

/**
 * The academic year as a clock that begins at the top with its first month: months on the rim, hatched where nothing falls due, and a
 * number for each thing that does. What the numbers mean is said in a list, in the same order.
 */
export const planWheel = (chart: Wheel, width: number, pen: Pen): readonly Plan[] => {
  const radius = Math.min(width / 2 - 2, LARGEST_RADIUS);
  const middle = { x: radius + 2, y: radius + 2 };
  const placeOf = placeIn(chart);
  const at = (place: number, share: number) => {
    const angle = 2 * Math.PI * place;
    return {
      x: middle.x + share * radius * Math.sin(angle),
      y: middle.y - share * radius * Math.cos(angle),
    };
  };
  const band = (
    y: number,
    from: number,
    to: number,
    [inner, outer]: readonly [number, number],
  ): RingPart => ({
    ...{ x: middle.x, y: middle.y + y },
    ...{ inner: inner * radius, outer: outer * radius, from, to },
  });
  const places = chart.events.map(({ on }) => placeOf(on));
  const tracks = tracksOf(places, radius);
  const months = Array.from({ length: 12 }, (_, index) => {
    const day = firstOfMonth(chart.startsOn, index);
    const [from, to] = [placeOf(day), placeOf(firstOfMonth(chart.startsOn, index + 1))];
    const label = at((from + to) / 2, (rings.months[0] + rings.months[1]) / 2);
    const name = monthNames[Number(day.slice(5, 7)) - 1] ?? '';
    return (y: number) =>
      pen.sector(band(y, from, to, rings.months), 'outlined') +
      pen.text(label.x, label.y + y + 4.5, name.slice(0, 3), { anchor: 'middle' });
  });
  const wheel: Piece = {
    height: 2 * radius + 4,
    draw: y => {
      const hand = [at(placeOf(chart.on), rings.months[0]), at(placeOf(chart.on), rings.months[1])] as const;
      return [
        ...months.map(month => month(y)),
        ...chart.quiet.map(({ startsOn, endsOn }) =>
          pen.sector(band(y, placeOf(startsOn), placeOf(addDays(endsOn, 1)), rings.quiet), 'hatched'),
        ),
        pen.line(hand[0].x, hand[0].y + y, hand[1].x, hand[1].y + y, 'accent'),
        ...places.map((place, index) => {
          const rim = at(place, rings.months[0]);
          const track = tracks[index] ?? rings.numbers;
          const [disc, edge] = [at(place, track), at(place, track + DISC / radius)];
          return (
            pen.line(rim.x, rim.y + y, edge.x, edge.y + y, 'muted') +
            pen.disc(disc.x, disc.y + y, DISC, String(index + 1))
          );
        }),
        pen.text(middle.x, middle.y + y + 5, chart.label, { anchor: 'middle', bold: true }),
      ].join('');
    },
  };
  // A page has the list beside the picture; on paper the picture brings it along.
  const listed = pen.theme === 'paper' ? chart.events : [];
  const rows = listed.map(({ on, label }, index): Piece => {
    const lines = wrapText(`${formatShortDate(on)}: ${label}`, (width - 34) * SURELY);
    return {
      height: Math.max(2 * DISC + 4, lines.length * LINE + 6),
      draw: y =>
        pen.disc(DISC + 1, y + DISC + 2, DISC, String(index + 1)) +
        lines.map((line, at) => pen.text(32, y + DISC + 6.5 + at * LINE, line)).join(''),
    };
  });
  const legend = wrapText(charts.wheelLegend(formatShortDate(chart.on)), width * SURELY);
  const foot: Piece = {
    height: 10 + legend.length * LINE,
    draw: y =>
      legend.map((line, index) => pen.text(0, y + 18 + index * LINE, line, { tone: 'muted' })).join(''),
  };
  const gap: Piece = { height: 12, draw: () => '' };
  return [{ head: nothing, rows: [wheel, gap, ...rows], foot }];
};

export const tableOfWheel = (chart: Wheel): ChartTable => ({
  columns: [
    { head: charts.numberHead, align: 'number' },
    { head: charts.dayHead, align: 'text' },
    { head: charts.whatHead, align: 'text' },
  ],
  rows: [
    ...chart.events.map(({ on, label }, index) => ({
      cells: [String(index + 1), formatShortDate(on), label],
    })),
    ...chart.quiet.map(({ startsOn, endsOn, label }) => ({
      cells: [charts.none, charts.between(formatShortDate(startsOn), formatShortDate(endsOn)), label],
    })),
  ],
});

export const describeWheel = (chart: Wheel): string =>
  charts.wheel(monthNames[Number(chart.startsOn.slice(5, 7)) - 1] ?? '');
