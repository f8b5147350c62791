import { median } from '#app/shared/figure-source.ts';
import { isCondition } from './rubric/rubric.ts';

/** Who reads a field, and what for, in Swedish. A field that nobody reads should not be asked. */
export type FieldReader = { readonly reader: string; readonly purpose: string };
export type FieldReaders = Readonly<
  Record<'nextStep' | 'actualShare' | 'parameter' | 'condition', FieldReader>
>;

/** Every field of a follow-up with its reader and purpose, in the order of the form. */
export const fieldsWithReaders = (
  criteria: readonly { readonly code: string; readonly name: string }[],
  readers: FieldReaders,
  names: Readonly<Record<'nextStep' | 'actualShare', string>>,
): readonly (FieldReader & { readonly field: string })[] => [
  { field: names.nextStep, ...readers.nextStep },
  { field: names.actualShare, ...readers.actualShare },
  ...criteria.map(({ code, name }) => ({
    field: `${code} ${name}`,
    ...(isCondition(code) ? readers.condition : readers.parameter),
  })),
];

/** Fewer ratings than this say too much of one person's pace to be shown. */
export const FEWEST_TIMED = 5;

/** The median time of ratings that have been handed in, minutes; null for too few. */
export const medianMinutes = (seconds: readonly number[]): number | null => {
  if (seconds.length < FEWEST_TIMED) return null;
  const middle = median(seconds);
  return middle === null ? null : middle / 60;
};
