import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { sha256 } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import type { Routine } from '../routine.ts';
import { byCode } from '../rubric/rubric.ts';
import { sv } from './sv.ts';

/** Partens syn: what a union says of a version of a routine, in its own words. It is added to, never written over. */
export type UnionView = {
  readonly id: string;
  readonly routineId: string;
  readonly number: number;
  /** The organisation that is spoken for. */
  readonly party: string;
  readonly on: IsoDate;
  readonly view: string;
  /** What was asked by the version when it was said. */
  readonly askedHash: string;
  readonly saidBy: string;
};

type Asked = Pick<Routine, 'scope' | 'rubricVersion' | 'fewest' | 'most' | 'rounds' | 'additions'>;

/**
 * What a routine asks of people and of whom, apart from how it is worded and when it is due: when this changes, what was said of it, and the
 * union step that was taken, were about something else.
 */
export const askedHash = ({ scope, rubricVersion, fewest, most, rounds, additions }: Asked): string =>
  sha256(
    JSON.stringify([
      [scope.unitId, scope.schoolForms.toSorted(), scope.otherUnits],
      [rubricVersion, fewest, most],
      rounds.map(({ number, criteria }) => [number, criteria.toSorted(byCode)]),
      additions.map(({ code, name, levels }) => [code, name, levels]),
    ]),
  );

/** What a version asks that the one before did not, what it no longer asks, and what it asks another number of times a year. */
export type AskedChange = {
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  readonly times: readonly { readonly code: string; readonly before: number; readonly after: number }[];
};

const timesOf = ({ rounds }: Pick<Routine, 'rounds'>): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>();
  for (const code of rounds.flatMap(one => one.criteria)) counted.set(code, (counted.get(code) ?? 0) + 1);
  return counted;
};

export const askedChange = (
  before: Pick<Routine, 'rounds'> | null,
  after: Pick<Routine, 'rounds'>,
): AskedChange => {
  const [was, is] = [before ? timesOf(before) : new Map<string, number>(), timesOf(after)];
  const codes = [...new Set([...was.keys(), ...is.keys()])].sort(byCode);
  return {
    added: codes.filter(code => !was.has(code)),
    dropped: codes.filter(code => !is.has(code)),
    times: codes.flatMap(code => {
      const [earlier, now] = [was.get(code), is.get(code)];
      return earlier === undefined || now === undefined || earlier === now
        ? []
        : [{ code, before: earlier, after: now }];
    }),
  };
};

export type UnionViewInput = Readonly<Record<'party' | 'on' | 'view', string>>;

/** Reads a view as it was written. */
export const readUnionView = (
  { party, on, view }: UnionViewInput,
  today: IsoDate,
): Outcome<Pick<UnionView, 'party' | 'on' | 'view'>> => {
  const personal = (field: 'party' | 'view', said: string): FieldError[] =>
    holdsPersonalNumber(said) ? [{ field, text: sv.problems.personalNumber }] : [];
  const problems: FieldError[] = [
    ...(party === '' ? [{ field: 'party', text: sv.problems.party }] : personal('party', party)),
    ...(isIsoDate(on) && on <= today ? [] : [{ field: 'on', text: sv.problems.on }]),
    ...(view === '' ? [{ field: 'view', text: sv.problems.view }] : personal('view', view)),
  ];
  return problems.length > 0 ? failed(...problems) : ok({ party, on, view });
};
