import { appointmentForm } from '../position.ts';
import { crossSubjectName } from '../subject.ts';
import type { PlacedPosition } from './place.ts';

/** What can be asked of positions and units in words of their own, as figures and addresses write it. */
export const conditions = {
  known: 'känd',
  unknown: 'okänd',
  unknownGender: 'okänt',
  withPosition: 'med tjänst',
  withoutPosition: 'utan tjänst',
  withoutPupils: 'utan elevantal',
  withoutTeachers: 'utan läraruppgift',
} as const;

/** Is a position held or vacant on the day. */
export const states = ['tillsatt', 'vakant'] as const;
export type PositionState = (typeof states)[number];

/** Which positions are counted: those that meet every condition given. All values are texts, as they stand in addresses. */
export type PositionFilter = {
  readonly kind?: string;
  readonly state?: PositionState;
  readonly funding?: string;
  /** Appointment form of the holding: 'Tillsvidare' or 'Tidsbegränsat'. */
  readonly form?: string;
  /** A subject's name, or 'Ämnesövergripande'. A position with two subjects meets both. */
  readonly subject?: string;
  /** The main assignment type. */
  readonly type?: string;
  /** The assignment type as main type or as one of the others. */
  readonly partOf?: string;
  /** 'med' or 'utan': whether there is an assignment at all. */
  readonly task?: string;
  /** 'med' or 'utan': whether the assignment answers a need. Positions without assignment meet neither. */
  readonly need?: string;
  /** 'känd' or 'okänd': planned share of working time of the assignment. */
  readonly time?: string;
  /** At most this many per cent of working time are planned. */
  readonly atMost?: string;
  /** Gender of the holder: 'kvinna', 'man' or 'okänt'. */
  readonly gender?: string;
};

type Test = (one: PlacedPosition, wanted: string) => boolean;

const has = (wanted: string, there: boolean): boolean => wanted === (there ? 'med' : 'utan');

const tests: { readonly [Name in keyof Required<PositionFilter>]: Test } = {
  kind: (one, wanted) => one.position.kind === wanted,
  state: (one, wanted) => (one.appointment === null ? 'vakant' : 'tillsatt') === wanted,
  funding: (one, wanted) => one.position.funding === wanted,
  form: ({ appointment }, wanted) => appointment !== null && appointmentForm(appointment) === wanted,
  subject: ({ assignment }, wanted) =>
    assignment !== null &&
    (wanted === crossSubjectName ? assignment.crossSubject : assignment.subjects.includes(wanted)),
  type: ({ assignment }, wanted) => assignment?.type === wanted,
  partOf: ({ assignment }, wanted) =>
    assignment !== null &&
    (assignment.type === wanted || assignment.secondaryTypes.some(type => type === wanted)),
  task: ({ assignment }, wanted) => has(wanted, assignment !== null),
  need: ({ assignment }, wanted) => assignment !== null && has(wanted, assignment.needId !== null),
  time: ({ assignment }, wanted) =>
    assignment !== null &&
    (assignment.plannedShare === null ? conditions.unknown : conditions.known) === wanted,
  atMost: ({ assignment }, wanted) =>
    assignment !== null && assignment.plannedShare !== null && assignment.plannedShare <= Number(wanted),
  gender: ({ appointment, gender }, wanted) =>
    appointment !== null && (gender ?? conditions.unknownGender) === wanted,
};

/** Positions that meet every condition among the parameters; parameters that are no conditions are passed over. */
export const meeting = (
  positions: readonly PlacedPosition[],
  parameters: Readonly<Record<string, string>>,
): readonly PlacedPosition[] => {
  const asked = Object.entries(parameters).flatMap(([name, wanted]): [Test, string][] => {
    const test = Object.hasOwn(tests, name) ? tests[name as keyof PositionFilter] : undefined;
    return test ? [[test, wanted]] : [];
  });
  return asked.length === 0
    ? positions
    : positions.filter(one => asked.every(([test, wanted]) => test(one, wanted)));
};
