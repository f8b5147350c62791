import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Panel, readPanel } from '#statistics/panel.ts';
import type { Random } from '#statistics/random.ts';

/** Real published school means (Källa: Skolverket), which lie beside the project and not in it. */
const file = path.join(
  import.meta.dirname,
  '../../../shared/data/skolverket/planned-educations-v4-gr.ndjson',
);

/** Mean results of national tests, years 6 and 9. */
const measures = ['SVE6th', 'ENG6th', 'MA6th', 'SVE9th', 'ENG9th', 'MA9th'].map(
  name => `averageResultNationalTestsSubject${name}Grade`,
);

/** A school's mean in one measure and year. The school is a number: nothing invented is told of a school that has a name. */
export type PublishedMean = {
  readonly school: number;
  readonly measure: number;
  readonly year: number;
  readonly value: number;
};

type Published = {
  readonly value: string | null;
  readonly valueType: string;
  readonly timePeriod: string | null;
};
type Line = { readonly statistics: Readonly<Record<string, readonly Published[]>> };

/** All published means; undefined where the file is missing. */
export const publishedMeans = (): readonly PublishedMean[] | undefined => {
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  return lines.flatMap((line, school) => {
    const { statistics } = JSON.parse(line) as Line;
    return measures.flatMap((name, measure) =>
      (statistics[name] ?? []).flatMap(({ value, valueType, timePeriod }) =>
        valueType === 'EXISTS' && value !== null && timePeriod !== null
          ? [
              {
                school,
                measure,
                year: Number(timePeriod.slice(0, 4)),
                value: Number(value.replace(',', '.')),
              },
            ]
          : [],
      ),
    );
  });
};

/**
 * As many of the schools as asked for by lot, as if they were an authority, with posts that nobody has: half of the schools get
 * some, in the third or fourth of the four years.
 */
export const drawFakeStarts = (
  means: readonly PublishedMean[],
  schools: number,
  posts: number,
  random: Random,
): Panel => {
  const all = Int32Array.from(new Set(means.map(({ school }) => school)));
  random.shuffle(all);
  const chosen = new Set(all.subarray(0, schools));
  const treated = new Set(all.subarray(0, schools >> 1));
  const cells = means.filter(({ school }) => chosen.has(school));
  const years = [...new Set(cells.map(({ year }) => year))].sort();
  const candidates = [...new Set(cells.filter(({ school }) => treated.has(school)).map(unitOf))];
  const order = Int32Array.from(candidates.keys());
  random.shuffle(order);
  const starts = new Map(
    Array.from(order.subarray(0, posts), at => [candidates[at] ?? '', years[2 + random.below(2)] ?? 0]),
  );
  return readPanel({
    unit: { values: cells.map(unitOf) },
    cluster: { values: cells.map(({ school }) => school) },
    subject: { values: cells.map(({ measure }) => measure) },
    time: { values: cells.map(({ year }) => year) },
    start: { values: cells.map(cell => starts.get(unitOf(cell)) ?? 0) },
    mean: { values: cells.map(({ value }) => value) },
  });
};

const unitOf = ({ school, measure }: PublishedMean): string => `${school}-${measure}`;
