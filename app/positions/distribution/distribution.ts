import type { OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { type Figure, makeFigure } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';
import {
  type ChangeKind,
  changesBetween,
  kindOfChange,
  type PositionChange,
  unitOfChange,
} from './change.ts';
import { type Place, type PlacedPosition, placesOf } from './place.ts';
import type { DistributionQuestion } from './question.ts';
import { type QuestionKey, questions } from './questions.ts';
import { type DistributionReading, onAnotherDay } from './reading.ts';
import type { Scope } from './scope.ts';

/** What has happened to a position, as seen from the part of the authority that is asked about. */
export type SeenChange = { readonly change: PositionChange; readonly kind: ChangeKind };

/** So many days are kept at a time: a page looks at one or two, and addresses may ask for any. */
const MOST_DAYS = 8;

const none: readonly never[] = [];

const push = <Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void => {
  const known = groups.get(key);
  if (known) known.push(item);
  else groups.set(key, [item]);
};

/** The unit itself, all above it, and the whole authority (null). A unit that does not exist that day has only the last. */
const scopesOf = (organisation: OrganisationOn, unitId: string): readonly (string | null)[] => {
  const above = organisation.upFrom(unitId).map(unit => unit.id);
  return above.length === 0 ? [unitId, null] : [...above, null];
};

/**
 * Fördelning: how the positions of a reading are distributed and used on its day. Everything is grouped once by where it
 * stands, so that each number costs only the rows it counts.
 */
export class Distribution {
  readonly reading: DistributionReading;
  readonly organisation: OrganisationOn;
  /** Where teaching is done or positions stand, in the order of the tree. */
  readonly places: readonly Place[];
  readonly #byUnit: ReadonlyMap<string, Place>;
  readonly #within = new Map<string | null, Place[]>();
  readonly #positions = new Map<string, readonly PlacedPosition[]>();
  readonly #changes = new Map<string, ReadonlyMap<string | null, readonly SeenChange[]>>();
  readonly #answers = new Map<string, string[]>();

  constructor(reading: DistributionReading) {
    this.reading = reading;
    const { organisation, places } = placesOf(reading);
    this.organisation = organisation;
    this.places = places;
    this.#byUnit = new Map(places.map(place => [place.unit.id, place]));
    for (const place of places) {
      for (const unitId of scopesOf(organisation, place.unit.id)) push(this.#within, unitId, place);
      for (const { assignment, position } of place.positions)
        if (assignment?.needId) push(this.#answers, assignment.needId, position.externalId);
    }
  }

  /** The same register on another day. */
  onDay(on: IsoDate): Distribution {
    if (on === this.reading.on) return this;
    return distributionOf(onAnotherDay(this.reading, on));
  }

  /** A unit with what stands there; undefined when nothing does and nobody teaches there. */
  place(unitId: string): Place | undefined {
    return this.#byUnit.get(unitId);
  }

  placesIn({ unitId, schoolForm, directly }: Scope): readonly Place[] {
    const within = this.#within.get(unitId) ?? none;
    const places = directly ? within.filter(place => place.unit.id === unitId) : within;
    return schoolForm === null ? places : places.filter(place => place.unit.schoolForms.includes(schoolForm));
  }

  positionsIn(scope: Scope): readonly PlacedPosition[] {
    const key = `${scope.unitId} ${scope.schoolForm} ${scope.directly ?? false}`;
    const known = this.#positions.get(key);
    if (known) return known;
    const [first, ...others] = this.placesIn(scope);
    const found =
      others.length === 0
        ? (first?.positions ?? none)
        : this.placesIn(scope).flatMap(place => place.positions);
    this.#positions.set(key, found);
    return found;
  }

  /** The authority's own numbers of the positions whose assignment answers a need, wherever they stand. */
  answersTo(needId: string): readonly string[] {
    return this.#answers.get(needId) ?? none;
  }

  /** What has happened since `from` in a part of the authority; units are placed as the tree stood on each of the days. */
  changesIn(scope: Scope, from: IsoDate): readonly SeenChange[] {
    const key = `${from} ${scope.schoolForm}`;
    let bySeen = this.#changes.get(key);
    if (!bySeen) {
      bySeen = this.#seeChanges(from, scope.schoolForm);
      // A page compares with one day at a time; more are not worth their room.
      if (this.#changes.size >= MOST_DAYS) this.#changes.clear();
      this.#changes.set(key, bySeen);
    }
    const seen = bySeen.get(scope.unitId) ?? none;
    return scope.directly ? seen.filter(({ change }) => unitOfChange(change) === scope.unitId) : seen;
  }

  #seeChanges(from: IsoDate, schoolForm: Scope['schoolForm']): ReadonlyMap<string | null, SeenChange[]> {
    const seenFrom = (day: Distribution, unitId: string) =>
      schoolForm === null || day.place(unitId)?.unit.schoolForms.includes(schoolForm)
        ? scopesOf(day.organisation, unitId)
        : none;
    const earlier = this.onDay(from);
    const seen = new Map<string | null, SeenChange[]>();
    for (const change of changesBetween(this.reading, from)) {
      const was = new Set(change.before ? seenFrom(earlier, change.before.unitId) : none);
      const is = new Set(change.after ? seenFrom(this, change.after.unitId) : none);
      for (const scope of new Set([...was, ...is])) {
        const kind = kindOfChange(change, was.has(scope), is.has(scope));
        if (kind !== null) push(seen, scope, { change, kind });
      }
    }
    return seen;
  }

  /** A number as a figure. `question` is one of the keys of `questions`; anything else is a fault in the program. */
  figure(question: QuestionKey, parameters: Readonly<Record<string, string>>): Figure {
    const asked: DistributionQuestion = questions[question];
    const { value, missing, approximate } = asked.answer(this, parameters);
    return makeFigure({
      value,
      unit: asked.unit(parameters),
      question,
      parameters,
      cut: this.reading.cut,
      ...(missing === undefined || value !== null ? {} : { missing }),
      ...(approximate && value !== null ? { approximate } : {}),
    });
  }

  /** The rows that one of its figures counts. Empty for a question that is not about the distribution. */
  source({ question, parameters, cut }: Pick<Figure, 'question' | 'parameters' | 'cut'>): FigureSource {
    if (!isDistributionQuestion(question)) return { columns: [], rows: [], rule: { kind: 'withheld' } };
    return questions[question].source(this.onDay(cut.on), parameters);
  }
}

export const isDistributionQuestion = (key: string): key is QuestionKey => Object.hasOwn(questions, key);

const kept = new WeakMap<DistributionReading['register'], Map<IsoDate, Distribution>>();

const isSameData = (a: DistributionReading, b: DistributionReading): boolean =>
  a.cut.event === b.cut.event &&
  a.units === b.units &&
  a.structures === b.structures &&
  a.published === b.published &&
  a.genders === b.genders &&
  a.academicYears === b.academicYears;

/** The distribution of a reading. Days looked at lately are kept as long as the very same register is. */
export const distributionOf = (reading: DistributionReading): Distribution => {
  const days = kept.get(reading.register) ?? new Map<IsoDate, Distribution>();
  const known = days.get(reading.on);
  if (known && isSameData(known.reading, reading)) return known;
  const fresh = new Distribution(reading);
  const [oldest] = days.keys();
  if (days.size >= MOST_DAYS && oldest !== undefined) days.delete(oldest);
  days.set(reading.on, fresh);
  kept.set(reading.register, days);
  return fresh;
};

/** The rows that a figure of the distribution counts: its value can be worked out from them again by their rule. */
export const sourceOf = (figure: Figure, reading: DistributionReading): FigureSource =>
  distributionOf(reading).source(figure);
