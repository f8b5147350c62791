import type { IsoDate } from '#app/shared/date.ts';
import { contains, type Period } from '#app/shared/period.ts';
import { compareSwedish } from '#app/shared/swedish.ts';

/**
 * Slag av enhet (SS 12000 Organisation): what a node in the authority's tree is. Swedish values follow SS 12000 v2.1, which has
 * no word of its own for a mother-tongue unit: there it is an organisation of type 'Övrigt'.
 */
export const unitKinds = [
  'Huvudman',
  'Förvaltning',
  'Verksamhetsområde',
  'Rektorsområde',
  'Skola',
  'Skolenhet',
  'Modersmålsenhet',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Skolform (skollagen 1 kap. 1 §), with the codes of the school unit register. */
export const schoolForms = {
  FKLASS: 'förskoleklass',
  GR: 'grundskola',
  GRAN: 'anpassad grundskola',
  GY: 'gymnasieskola',
  GYAN: 'anpassad gymnasieskola',
  VUX: 'komvux',
} as const;
export type SchoolForm = keyof typeof schoolForms;
export const isSchoolForm = (text: string): text is SchoolForm => Object.hasOwn(schoolForms, text);

/** What may stand under what. A school unit never has units under it (SS 12000: parentOrganisation may not be a Skolenhet). */
export const parentKinds: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  Huvudman: [],
  Förvaltning: ['Huvudman'],
  Verksamhetsområde: ['Huvudman', 'Förvaltning'],
  Rektorsområde: ['Huvudman', 'Förvaltning', 'Verksamhetsområde'],
  Skola: ['Huvudman', 'Förvaltning', 'Verksamhetsområde', 'Rektorsområde'],
  Skolenhet: ['Huvudman', 'Förvaltning', 'Verksamhetsområde', 'Rektorsområde', 'Skola'],
  Modersmålsenhet: ['Huvudman', 'Förvaltning', 'Verksamhetsområde', 'Rektorsområde'],
};

/** The kinds at which career positions are placed and teaching is done. */
export const teachingKinds: readonly UnitKind[] = ['Skolenhet', 'Modersmålsenhet'];

/** What a unit is called and where it stands, for a period. The unit itself lives on through every version. */
export type UnitVersion = Period & {
  readonly name: string;
  readonly parentId: string | null;
  readonly schoolForms: readonly SchoolForm[];
  /** Årskurser: 'F', '1' to '9'. */
  readonly yearLevels: readonly string[];
};

/** Enhet: a node of the organisation, with all its versions, oldest first. */
export type Unit = Period & {
  readonly id: string;
  readonly kind: UnitKind;
  readonly schoolUnitCode: string | null;
  readonly versions: readonly UnitVersion[];
};

/** Omorganisation: one unit taken over by another. Splits and merges are several of these. */
export type Succession = {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly happenedOn: IsoDate;
  readonly kind: SuccessionKind;
};
export const successionKinds = ['ny kod', 'sammanslagning', 'delning', 'flytt'] as const;
export type SuccessionKind = (typeof successionKinds)[number];

/** A unit as it was on one day. */
export type UnitOn = Omit<UnitVersion, 'startsOn' | 'endsOn'> &
  Pick<Unit, 'id' | 'kind' | 'schoolUnitCode'> & { readonly depth: number };

/** The organisation as it was on one day: a tree one can walk up and down in. */
export class OrganisationOn {
  readonly on: IsoDate;
  readonly #units = new Map<string, UnitOn>();
  readonly #children = new Map<string | null, UnitOn[]>();
  readonly #ended: ReadonlySet<string>;
  readonly #successors = new Map<string, string[]>();

  constructor(units: readonly Unit[], on: IsoDate, successions: readonly Succession[] = []) {
    this.on = on;
    this.#ended = new Set(units.filter(({ endsOn }) => endsOn !== null && endsOn < on).map(({ id }) => id));
    for (const { predecessorId, successorId, happenedOn } of successions)
      if (happenedOn <= on)
        this.#successors.set(predecessorId, [...(this.#successors.get(predecessorId) ?? []), successorId]);
    for (const unit of units) {
      const version = contains(unit, on) ? unit.versions.find(one => contains(one, on)) : undefined;
      if (!version) continue;
      const { name, parentId, schoolForms, yearLevels } = version;
      this.#units.set(unit.id, {
        ...{ id: unit.id, kind: unit.kind, schoolUnitCode: unit.schoolUnitCode },
        ...{ name, parentId, schoolForms, yearLevels, depth: 0 },
      });
    }
    const top: UnitOn[] = [];
    for (const unit of this.#units.values()) {
      const parent = this.#parentOf(unit);
      if (parent === null) top.push(unit);
      else this.#children.set(parent.id, [...(this.#children.get(parent.id) ?? []), unit]);
    }
    const root = top.find(unit => unit.kind === 'Huvudman');
    this.#children.set(null, root ? [root] : top);
    if (root) {
      const strays = top.filter(unit => unit !== root);
      if (strays.length > 0) this.#children.set(root.id, [...(this.#children.get(root.id) ?? []), ...strays]);
    }
    for (const list of this.#children.values()) list.sort(byKindAndName);
  }

  /** A unit whose parent has ended, or that would stand under itself, stands under the authority rather than vanish. */
  #parentOf(unit: UnitOn): UnitOn | null {
    const above = (one: UnitOn) => (one.parentId === null ? null : this.find(one.parentId));
    const seen = new Set<UnitOn>();
    for (let one = above(unit); one && !seen.has(one); one = above(one)) {
      if (one === unit) return null;
      seen.add(one);
    }
    return above(unit);
  }

  /** The authority itself, at the top of the tree; null while nothing has been entered. */
  get root(): UnitOn | null {
    return this.#children.get(null)?.[0] ?? null;
  }

  find(unitId: string): UnitOn | null {
    return this.#units.get(unitId) ?? null;
  }

  hasEnded(unitId: string): boolean {
    return this.#ended.has(unitId);
  }

  /** The unit itself while it stands, else the units that took over, and those that took over from them. None where nobody did. */
  heirsOf(unitId: string): readonly UnitOn[] {
    const heirs = new Set<UnitOn>();
    const seen = new Set<string>();
    const follow = (id: string) => {
      if (seen.has(id)) return;
      seen.add(id);
      const unit = this.find(id);
      if (unit) heirs.add(unit);
      else for (const successorId of this.#successors.get(id) ?? []) follow(successorId);
    };
    follow(unitId);
    return [...heirs];
  }

  findByCode(schoolUnitCode: string): UnitOn | null {
    return this.all().find(unit => unit.schoolUnitCode === schoolUnitCode) ?? null;
  }

  /** Every unit, in the order of the tree: each directly followed by what stands under it. */
  all(): UnitOn[] {
    return this.below(null);
  }

  childrenOf(unitId: string): readonly UnitOn[] {
    return this.#children.get(unitId) ?? [];
  }

  /** The unit itself and all that stands under it, in the order of the tree; null gives the whole tree. */
  below(unitId: string | null): UnitOn[] {
    const found: UnitOn[] = [];
    const walk = (unit: UnitOn, depth: number) => {
      found.push({ ...unit, depth });
      for (const child of this.childrenOf(unit.id)) walk(child, depth + 1);
    };
    const start =
      unitId === null ? (this.#children.get(null) ?? []) : [this.find(unitId)].filter(unit => unit !== null);
    for (const unit of start) walk(unit, 0);
    return found;
  }

  /** From the unit itself up to the authority. */
  upFrom(unitId: string): UnitOn[] {
    const found: UnitOn[] = [];
    for (let unit = this.find(unitId); unit; unit = this.#parentOf(unit)) found.push(unit);
    const root = this.root;
    if (root && found.length > 0 && !found.includes(root)) found.push(root);
    return found;
  }

  /** The nearest unit of a kind, the unit itself or above it. */
  enclosing(unitId: string, kind: UnitKind): UnitOn | null {
    return this.upFrom(unitId).find(unit => unit.kind === kind) ?? null;
  }

  isWithin(unitId: string, outerId: string): boolean {
    return this.upFrom(unitId).some(unit => unit.id === outerId);
  }

  /** Where teaching is done: school units and mother-tongue units within a unit, or in the whole authority. */
  teachingUnits(within: string | null = null): UnitOn[] {
    return this.below(within).filter(unit => teachingKinds.includes(unit.kind));
  }
}

const byKindAndName = (a: UnitOn, b: UnitOn): number =>
  unitKinds.indexOf(a.kind) - unitKinds.indexOf(b.kind) || compareSwedish(a.name, b.name);
