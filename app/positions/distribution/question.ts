import type { FigureUnit } from '#app/shared/figure.ts';
import type { FigureSource, SourceCell, SourceRow } from '#app/shared/figure-source.ts';
import type { Distribution } from './distribution.ts';
import type { Place, PlacedPosition } from './place.ts';

export type Parameters = Readonly<Record<string, string>>;

export type Answer = {
  readonly value: number | null;
  readonly missing?: string;
  readonly approximate?: boolean;
};

/** One number that the distribution can give: how it is counted, and the very rows it counts. */
export type DistributionQuestion = {
  readonly unit: (parameters: Parameters) => FigureUnit;
  readonly answer: (distribution: Distribution, parameters: Parameters) => Answer;
  readonly source: (distribution: Distribution, parameters: Parameters) => FigureSource;
};

export const positionRow = (one: PlacedPosition, cells: readonly SourceCell[]): SourceRow => ({
  cells,
  unitId: one.place.unit.id,
  personId: one.appointment?.personId ?? null,
});

export const placeRow = (place: Place, cells: readonly SourceCell[]): SourceRow => ({
  cells,
  unitId: place.unit.id,
  personId: null,
});

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
