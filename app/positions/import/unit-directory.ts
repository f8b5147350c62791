import { type Succession, teachingKinds, type Unit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { nearestName } from '#app/shared/nearest-name.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { formatDate, formatList } from '#app/shared/swedish.ts';
import { unitName } from '../rules.ts';
import { sv } from '../sv.ts';
import { isSpoiltNumber } from './cell.ts';

const comparable = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim();

const errors = sv.import.errors;

/** As many problems as are told of one list. */
const MOST_GUESSES = 20;

/** Finds the units that a list names, by school unit code or by any name they have had. */
export class UnitDirectory {
  readonly #byId: ReadonlyMap<string, Unit>;
  readonly #byCode = new Map<string, Unit>();
  readonly #byName = new Map<string, Unit[]>();
  readonly #successors = new Map<string, string[]>();
  readonly #today: IsoDate;
  readonly #meant = new Map<string, string | null>();

  constructor(units: readonly Unit[], successions: readonly Succession[], today: IsoDate) {
    this.#today = today;
    this.#byId = new Map(units.map(unit => [unit.id, unit]));
    for (const unit of units) {
      if (unit.schoolUnitCode) this.#byCode.set(unit.schoolUnitCode, unit);
      for (const name of new Set(unit.versions.map(version => comparable(version.name))))
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
    }
    for (const { predecessorId, successorId } of successions)
      this.#successors.set(predecessorId, [...(this.#successors.get(predecessorId) ?? []), successorId]);
  }

  get(unitId: string): Unit | undefined {
    return this.#byId.get(unitId);
  }

  /** The unit a cell means for a position that begins on a day, or what is wrong and what to do. */
  find(written: string, startsOn: IsoDate | null): Outcome<Unit, string> {
    if (written === '') return failed(errors.unitEmpty);
    if (isSpoiltNumber(written)) return failed(errors.unitSpoilt);
    const digits = written.replace(/\s/g, '').replace(/(?<=\d)[.,]0+$/, '');
    const found = /^\d+$/.test(digits) ? this.#findByCode(digits) : this.#findByName(written, startsOn);
    if (!found.ok) return found;
    const { endsOn } = found.value;
    return endsOn !== null && startsOn !== null && endsOn < startsOn
      ? failed(this.#ended(found.value, endsOn))
      : found;
  }

  #findByCode(digits: string): Outcome<Unit, string> {
    const unit = this.#byCode.get(digits);
    if (unit) return ok(unit);
    if (digits.length === 7) return failed(errors.sevenDigits(digits));
    if (digits.length !== 8) return failed(errors.codeLength(digits));
    return failed(errors.unknownCode(digits));
  }

  /** The unit that was meant by a name that none has. Looked for a few times only: no more problems are told. */
  #meantBy(written: string): string | null {
    const known = this.#meant.get(written);
    if (known !== undefined || this.#meant.size >= MOST_GUESSES) return known ?? null;
    const names = [...this.#byId.values()].flatMap(unit => unit.versions.map(version => version.name));
    const meant = nearestName(written, names);
    this.#meant.set(written, meant);
    return meant;
  }

  #findByName(written: string, startsOn: IsoDate | null): Outcome<Unit, string> {
    const name = comparable(written);
    const named = this.#byName.get(name) ?? [];
    if (named.length === 0) return failed(errors.unknownUnit(written, this.#meantBy(written)));
    const calledSo = (unit: Unit, day: IsoDate) =>
      contains(unit, day) &&
      unit.versions.some(version => contains(version, day) && comparable(version.name) === name);
    // The narrowest reading that leaves one unit: so named and with teaching then, so named now, with teaching at all.
    const readings = [
      named.filter(
        unit => teachingKinds.includes(unit.kind) && startsOn !== null && calledSo(unit, startsOn),
      ),
      named.filter(unit => teachingKinds.includes(unit.kind) && calledSo(unit, this.#today)),
      named.filter(unit => teachingKinds.includes(unit.kind)),
      named,
    ];
    const likely = readings.find(units => units.length > 0) ?? [];
    const [unit] = likely;
    return likely.length === 1 && unit
      ? ok(unit)
      : failed(
          errors.ambiguousUnit(
            written,
            formatList(
              likely.map(one => one.schoolUnitCode ?? one.kind),
              'eller',
            ),
          ),
        );
  }

  /** What to say of a unit that had ended: which took over, when that is known. */
  #ended(unit: Unit, endsOn: IsoDate): string {
    const successors = (this.#successors.get(unit.id) ?? []).flatMap(id => {
      const successor = this.#byId.get(id);
      return successor ? [`${unitName(successor)} (${successor.schoolUnitCode ?? successor.kind})`] : [];
    });
    return errors.unitEnded(unitName(unit), formatDate(endsOn), formatList(successors));
  }
}
