import type { Semester } from '#app/shared/academic-year.ts';

/** Kön i en elevgrupp; `okänt` is what is left of all when girls and boys are taken away, and is never asked for. */
export const groupGenders = ['alla', 'flickor', 'pojkar', 'okänt'] as const;
export type GroupGender = (typeof groupGenders)[number];

/** What was measured, of whom it was measured and when: results that can be added to each other. */
export type Measured = {
  readonly measure: string;
  readonly level: string;
  /** The year the läsår starts. */
  readonly academicYear: number;
  readonly semester: Semester | null;
};

/** Vilka elever en grupp är: the units and subjects that it covers, whatever an area is called or has become part of since. */
export type GroupIdentity = Measured & {
  /** School unit codes, sorted. */
  readonly units: readonly string[];
  /** Sorted. Several where languages are told of as one. */
  readonly subjects: readonly string[];
  readonly gender: GroupGender;
};

export const measuredText = ({ measure, level, academicYear, semester }: Measured): string =>
  JSON.stringify([measure, level, academicYear, semester]);

/** The identity as one text: the same for the same pupils, whoever asks and in whatever order. */
export const identityText = (identity: GroupIdentity): string =>
  JSON.stringify([
    measuredText(identity),
    [...identity.units].sort(),
    [...identity.subjects].sort(),
    identity.gender,
  ]);

/** The school unit codes in the text of an identity. */
export const unitsIn = (identity: string): readonly string[] => JSON.parse(identity)[1];
