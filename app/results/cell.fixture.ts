import type { Cell, CellSums } from './cell.ts';
import { gradeScale } from './grade-scale.ts';

/** Sums of pupils with these grades of A–F, as a reading would make them. */
export const sumsOfGrades = (grades: readonly string[], more: Partial<CellSums> = {}): CellSums => {
  const histogram: Record<string, number> = {};
  let [sum, sumSquares] = [0, 0];
  for (const grade of grades) {
    const step = gradeScale('A–F').steps.find(({ value }) => value === grade);
    if (!step) throw new Error(`No grade ${grade}`);
    histogram[grade] = (histogram[grade] ?? 0) + 1;
    sum += step.points;
    sumSquares += step.points ** 2;
  }
  return {
    n: grades.length,
    sum,
    sumSquares,
    histogram,
    missing: {},
    prior: null,
    teachers: 0,
    largestClass: null,
    ...more,
  };
};

/** A cell of national tests in mathematics, åk 9, 2025/26, for these grades. */
export const testCell = (grades: readonly string[], more: Partial<Cell> = {}): Cell => ({
  schoolUnitCode: '99000001',
  subject: 'Matematik',
  level: '9',
  academicYear: 2025,
  semester: null,
  measure: 'provbetygspoäng',
  group: 'alla',
  ...sumsOfGrades(grades),
  ...more,
});
