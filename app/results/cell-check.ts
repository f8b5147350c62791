import type { Cell, CellSums, PriorSums } from './cell.ts';
import { type GradeScaleId, gradeScale } from './grade-scale.ts';
import { gapSteps, measureDescriptions } from './measure.ts';

/** What makes a cell impossible: no group of pupils can have such sums. A fault of the sender, never of a registrar. */
export type CellFault =
  | 'counts are whole and not below 0'
  | 'sums are whole quarters'
  | 'sums lie within the measure'
  | 'squares fit the sums'
  | 'grades fit the sums'
  | 'prior results fit the pupils'
  | 'the largest class is part of the pupils';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Sums of quarters are quarters, sums of their squares sixteenths, and all are far below where doubles lose steps. */
const isSum = (value: number, parts: number): boolean => Number.isSafeInteger(value * parts);

/** n values between lowest and highest with this sum have squares between these: alike at least, at the ends at most. */
const squaresFit = (
  n: number,
  sum: number,
  sumSquares: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): boolean => {
  if (n === 0) return sum === 0 && sumSquares === 0;
  const least = (sum * sum) / n;
  const most = (lowest + highest) * sum - n * lowest * highest;
  const slack = 1e-9 * Math.max(1, sumSquares);
  return sumSquares >= least - slack && sumSquares <= most + slack;
};

type Range = { readonly lowest: number; readonly highest: number };
const within = (n: number, sum: number, range: Range): boolean =>
  sum >= n * range.lowest && sum <= n * range.highest;

/** Prior results are points of a test or a grade. */
const priorRange: Range = { lowest: 0, highest: 20 };

const priorFits = (sums: CellSums, prior: PriorSums, range: Range): boolean => {
  const rest = {
    n: sums.n - prior.n,
    sum: sums.sum - prior.sumY,
    sumSquares: sums.sumSquares - prior.sumSquaresY,
  };
  if (!isCount(prior.n) || prior.n === 0 || rest.n < 0) return false;
  if (
    ![prior.sumX, prior.sumY].every(sum => isSum(sum, 4)) ||
    ![prior.sumSquaresX, prior.sumSquaresY, prior.sumXY].every(sum => isSum(sum, 16))
  )
    return false;
  const withinX = prior.sumSquaresX - prior.sumX ** 2 / prior.n;
  const withinY = prior.sumSquaresY - prior.sumY ** 2 / prior.n;
  const between = prior.sumXY - (prior.sumX * prior.sumY) / prior.n;
  const slack = 1e-9 * Math.max(1, prior.sumSquaresX * prior.sumSquaresY);
  return (
    within(prior.n, prior.sumX, priorRange) &&
    squaresFit(prior.n, prior.sumX, prior.sumSquaresX, priorRange) &&
    within(prior.n, prior.sumY, range) &&
    squaresFit(prior.n, prior.sumY, prior.sumSquaresY, range) &&
    between ** 2 <= withinX * withinY + slack &&
    within(rest.n, rest.sum, range) &&
    squaresFit(rest.n, rest.sum, rest.sumSquares, range)
  );
};

/** The grades that a cell counts must give its sums; steps of a gap tell only which side of 0 a pupil is on. */
const histogramFits = (cell: Cell, scaleId: GradeScaleId): boolean => {
  const { histogram } = cell;
  if (cell.measure === 'meritvärde') return histogram === null;
  if (histogram === null) return measureDescriptions[cell.measure].unit === 'andel';
  const counts = Object.entries(histogram);
  if (!counts.every(([, count]) => isCount(count))) return false;
  if (counts.reduce((total, [, count]) => total + count, 0) !== cell.n) return false;
  if (cell.measure === 'betyg minus provbetyg')
    return counts.every(([value]) => gapSteps.some(step => step === value));
  if (!measureDescriptions[cell.measure].perSubject) return false;
  let [sum, sumSquares] = [0, 0];
  for (const [value, count] of counts) {
    const step = gradeScale(scaleId).steps.find(one => one.value === value);
    if (!step) return false;
    sum += count * step.points;
    sumSquares += count * step.points ** 2;
  }
  return sum === cell.sum && sumSquares === cell.sumSquares;
};

/** Everything that is impossible about a cell; empty for one that a group of pupils can have. */
export const cellFaults = (cell: Cell, scaleId: GradeScaleId): CellFault[] => {
  const range = measureDescriptions[cell.measure];
  const counts = [cell.n, ...Object.values(cell.missing)];
  if (!counts.every(isCount)) return ['counts are whole and not below 0'];
  if (!isSum(cell.sum, 4) || !isSum(cell.sumSquares, 16)) return ['sums are whole quarters'];
  const faults: CellFault[] = [];
  if (!within(cell.n, cell.sum, range)) faults.push('sums lie within the measure');
  if (!squaresFit(cell.n, cell.sum, cell.sumSquares, range)) faults.push('squares fit the sums');
  if (!histogramFits(cell, scaleId)) faults.push('grades fit the sums');
  if (cell.prior !== null && !priorFits(cell, cell.prior, range)) faults.push('prior results fit the pupils');
  if (cell.largestClass !== null && !(isCount(cell.largestClass) && cell.largestClass <= cell.n))
    faults.push('the largest class is part of the pupils');
  return faults;
};
