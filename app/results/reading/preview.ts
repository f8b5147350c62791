import { compareSwedish } from '#app/shared/swedish.ts';
import { type Cell, pupilsOf } from '../cell.ts';
import type { Delivery, DeliveryScope, KnownUnit } from '../delivery.ts';
import { gradeScale } from '../grade-scale.ts';
import { isTeacherUnknown, type Measure, type MeasureUnit, measureDescriptions } from '../measure.ts';
import { thresholds } from '../suppression/thresholds.ts';

/** Förhandsvisning av en inlämning: what the registrar sees before anything is sent. */
export type Preview = {
  readonly scope: DeliveryScope;
  readonly unitName: string;
  readonly rows: number;
  readonly pupils: number;
  readonly linkedPupils: number | null;
  /** Whether it cannot be tried if a result rests on few teachers. */
  readonly isTeacherUnknown: boolean;
  readonly lines: readonly PreviewLine[];
};

/** A subject or a whole result of a unit: gender groups are sent as well, and not shown here. */
export type PreviewLine = {
  readonly subject: string;
  readonly level: string;
  readonly measure: Measure;
  readonly unit: MeasureUnit;
  /** False for the pupils' whole result. */
  readonly perSubject: boolean;
  readonly n: number;
  readonly missing: number;
  /** In the unit of the measure; null when nobody has a value. */
  readonly mean: number | null;
  /** Share of the pupils with each step, 0–1, from the highest; null for measures without steps. */
  readonly shares: readonly { readonly step: string; readonly share: number }[] | null;
  /** For whom there are pupils enough; more is hidden when units are seen together, which is decided when a table is asked for. */
  readonly shown: 'inte' | 'inom huvudmannen' | 'utanför huvudmannen';
};

const shownTo = (n: number): PreviewLine['shown'] => {
  if (n < thresholds.pupils['inom huvudmannen']) return 'inte';
  return n < thresholds.pupils['utanför huvudmannen'] ? 'inom huvudmannen' : 'utanför huvudmannen';
};

const lineOf = (cell: Cell, steps: readonly string[]): PreviewLine => {
  const { subject, level, measure, n, sum, histogram } = cell;
  const { unit, perSubject } = measureDescriptions[measure];
  const isGraded = histogram !== null && measure !== 'betyg minus provbetyg';
  return {
    ...{ subject, level, measure, n, unit, perSubject },
    missing: pupilsOf(cell) - n,
    mean: n === 0 ? null : sum / n,
    shares: isGraded && n > 0 ? steps.map(step => ({ step, share: (histogram[step] ?? 0) / n })) : null,
    shown: shownTo(n),
  };
};

/** Whether it cannot be tried of some result in a delivery if its teachers are few. */
export const isTeacherUnknownIn = (cells: readonly Cell[]): boolean =>
  cells.some(
    ({ group, measure, n, teachers }) =>
      group === 'alla' && isTeacherUnknown(measure, { pupils: n, teachers }),
  );

/** Whole results first, then the subjects by name. */
const wholeFirst = (one: PreviewLine, other: PreviewLine): number =>
  Number(one.perSubject) - Number(other.perSubject) ||
  compareSwedish(one.subject, other.subject) ||
  compareSwedish(one.level, other.level);

export const previewOf = (
  deliveries: readonly Delivery[],
  units: readonly KnownUnit[],
): readonly Preview[] => {
  const names = new Map(units.map(unit => [unit.schoolUnitCode, unit.name]));
  return deliveries.map(({ scope, scale, rows, pupils, linkedPupils, cells }) => {
    const steps = gradeScale(scale).steps.map(step => step.value);
    return {
      ...{ scope, rows, pupils, linkedPupils },
      isTeacherUnknown: isTeacherUnknownIn(cells),
      unitName: names.get(scope.schoolUnitCode) ?? scope.schoolUnitCode,
      lines: cells
        .filter(cell => cell.group === 'alla')
        .map(cell => lineOf(cell, steps))
        .sort(wholeFirst),
    };
  });
};
