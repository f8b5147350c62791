import type { IsoDate } from '#app/shared/date.ts';
import {
  type Delivery,
  deliveryText,
  type KnownUnit,
  type PublishedPupils,
  type ReceivedDelivery,
  registeredPupils,
  scopeText,
} from './delivery.ts';
import { type DeliveryPeriod, hasBegun, latestPeriod } from './delivery-period.ts';
import { allSubjects } from './measure.ts';

/** Less than this share of the last delivery's pupils or rows (or of the registered pupils) is taken in only when confirmed. */
export const SHRINK_LIMIT = 0.7;

/** Gällande inlämning as far as a new one is weighed against it. */
export type StandingDelivery = Pick<
  ReceivedDelivery,
  'id' | 'scope' | 'version' | 'fingerprint' | 'pupils' | 'rows'
> & {
  /** Subjects of its cells; none when they are disposed of. */
  readonly subjects: readonly string[];
};

/** What is known when a delivery is weighed: plain data, so that the page asks before anything is sent, and the server asks the same. */
export type WeighingGrounds = {
  /** Those in force of the kind, whatever unit and academic year. */
  readonly standing: readonly StandingDelivery[];
  readonly units: readonly KnownUnit[];
  /** Pupils of units in a public register. */
  readonly published: readonly PublishedPupils[];
  readonly today: IsoDate;
};

/** Fråga innan en inlämning tas emot: what makes it doubtful that the file is whole, or of this academic year. */
export type DeliveryQuestion =
  | {
      readonly because: 'förra inlämningen';
      readonly pupils: number;
      readonly rows: number;
      readonly expectedPupils: number;
      readonly expectedRows: number;
    }
  | { readonly because: 'ämnen saknas'; readonly subjects: readonly string[] }
  | { readonly because: 'registret'; readonly pupils: number; readonly expected: number }
  | { readonly because: 'för tidigt'; readonly latest: DeliveryPeriod }
  | { readonly because: 'samma innehåll'; readonly academicYear: number };

/** Beslut om en inlämning. */
export type DeliveryDecision =
  | { readonly kind: 'unchanged'; readonly current: StandingDelivery }
  | { readonly kind: 'ask'; readonly questions: readonly DeliveryQuestion[] }
  | { readonly kind: 'accept'; readonly current: StandingDelivery | null };

const subjectsOf = ({ cells }: Delivery): ReadonlySet<string> => new Set(cells.map(({ subject }) => subject));

const againstCurrent = (delivery: Delivery, current: StandingDelivery): DeliveryQuestion[] => {
  const { pupils, rows } = delivery;
  const has = subjectsOf(delivery);
  const gone = current.subjects.filter(subject => subject !== allSubjects && !has.has(subject));
  const shrinks = pupils < SHRINK_LIMIT * current.pupils || rows < SHRINK_LIMIT * current.rows;
  return [
    ...(shrinks
      ? [
          {
            ...{ because: 'förra inlämningen' as const, pupils, rows },
            ...{ expectedPupils: current.pupils, expectedRows: current.rows },
          },
        ]
      : []),
    ...(gone.length > 0 ? [{ because: 'ämnen saknas' as const, subjects: gone }] : []),
  ];
};

/** The same delivery as if it were of another academic year. */
const inYear = (delivery: Delivery, academicYear: number): Delivery => ({
  ...delivery,
  scope: { ...delivery.scope, academicYear },
  cells: delivery.cells.map(cell => ({ ...cell, academicYear })),
});

type Hash = (text: string) => string | Promise<string>;

/** The academic year under which the very same content of the same unit stands already; null where it does not. */
const sameContentIn = async (
  delivery: Delivery,
  standing: readonly StandingDelivery[],
  hash: Hash,
): Promise<number | null> => {
  const { scope } = delivery;
  for (const { scope: other, fingerprint } of standing) {
    const { academicYear } = other;
    if (academicYear === scope.academicYear || scopeText({ ...scope, academicYear }) !== scopeText(other))
      continue;
    if ((await hash(deliveryText(inYear(delivery, academicYear)))) === fingerprint) return academicYear;
  }
  return null;
};

/**
 * Decides about one delivery: already here, asks because something is doubtful, or takes the place of the one in force. `hash` gives
 * SHA-256 in hexadecimal, of which browser and server have one each. Whether the year can be right is asked where one was proposed, as on the
 * page; a year that somebody has written is theirs.
 */
export const weighDelivery = async (
  delivery: Delivery,
  { standing, units, published, today }: WeighingGrounds,
  {
    hash,
    isConfirmed,
    isYearProposed = false,
  }: { readonly hash: Hash; readonly isConfirmed: boolean; readonly isYearProposed?: boolean },
): Promise<DeliveryDecision> => {
  const { scope, pupils } = delivery;
  const current = standing.find(one => scopeText(one.scope) === scopeText(scope)) ?? null;
  if (current && (await hash(deliveryText(delivery))) === current.fingerprint)
    return { kind: 'unchanged', current };
  if (isConfirmed) return { kind: 'accept', current };
  const registered = registeredPupils(scope, units, published);
  const sameIn = isYearProposed ? await sameContentIn(delivery, standing, hash) : null;
  const questions: DeliveryQuestion[] = [
    ...(!isYearProposed || hasBegun(scope, today)
      ? []
      : [{ because: 'för tidigt' as const, latest: latestPeriod(scope.kind, today) }]),
    ...(sameIn === null ? [] : [{ because: 'samma innehåll' as const, academicYear: sameIn }]),
    ...(current ? againstCurrent(delivery, current) : []),
    ...(!current && registered !== null && pupils < SHRINK_LIMIT * registered
      ? [{ because: 'registret' as const, pupils, expected: registered }]
      : []),
  ];
  return questions.length > 0 ? { kind: 'ask', questions } : { kind: 'accept', current };
};
