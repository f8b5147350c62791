import { type Panel, type PanelColumns, readPanel } from './panel.ts';
import { createRandom } from './random.ts';

/** One row of a cell table, as a school authority's file has it. */
export type Row = {
  readonly unit: string;
  readonly cluster: string;
  readonly subject: string;
  readonly time: number;
  readonly start: number;
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
};

export type Shape = {
  readonly seed: number;
  readonly schools?: number;
  readonly subjects?: number;
  readonly years?: number;
  /** The share of cells that are missing, and of school-subjects that do not exist. */
  readonly missing?: number;
  readonly absent?: number;
  readonly posts?: number;
  /** Every unit gets a post sooner or later. */
  readonly noNever?: boolean;
};

/** Made-up cells with school, subject and year effects: unbalanced, with text ids and unequal sizes. */
export const rowsOf = ({
  seed,
  schools = 7,
  subjects = 4,
  years = 6,
  missing = 0.08,
  absent = 0.1,
  posts = 0.4,
  noNever = false,
}: Shape): Row[] => {
  const random = createRandom(seed);
  const rows: Row[] = [];
  for (let school = 0; school < schools; school += 1) {
    const level = random.normal();
    for (let subject = 0; subject < subjects; subject += 1) {
      // The first school has one unit only.
      if (school === 0 ? subject > 0 : random.uniform() < absent) continue;
      const own = random.normal();
      const start = noNever || random.uniform() < posts ? 2012 + random.below(years - 2) : 0;
      for (let year = 0; year < years; year += 1) {
        const time = 2010 + year;
        const n = 5 + random.below(80);
        const mean =
          level + own + 0.1 * year * subject + 0.3 * random.normal() + (start && time >= start ? 0.2 : 0);
        if (random.uniform() < missing) continue;
        rows.push({
          ...{
            unit: `s${school} ämne ${subject}`,
            cluster: `Skola ${school}`,
            subject: `Ä${subject}`,
            time,
            start,
            n,
          },
          sum: mean * n,
          sumSquares: mean * mean * n + n * (0.5 + random.uniform()),
        });
      }
    }
  }
  return rows;
};

/** Rows as columns. */
export const columnsOf = (
  rows: readonly Row[],
): Required<Omit<PanelColumns, 'treated' | 'mean' | 'covariates'>> => ({
  unit: { values: rows.map(row => row.unit) },
  cluster: { values: rows.map(row => row.cluster) },
  subject: { values: rows.map(row => row.subject) },
  time: { values: rows.map(row => row.time) },
  start: { values: rows.map(row => row.start) },
  n: { values: rows.map(row => row.n) },
  sum: { values: rows.map(row => row.sum) },
  sumSquares: { values: rows.map(row => row.sumSquares) },
});

export const panelOf = (rows: readonly Row[]): Panel => readPanel(columnsOf(rows));
