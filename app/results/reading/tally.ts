import { Growing, Numbered } from './growing.ts';
import type { Gender } from './pupil-number.ts';
import { BLANK } from './written-result.ts';

/** What a pupil has in one subject (and course): in columns of small numbers, told by one index. */
export type Entries = {
  readonly pupil: Growing<Int32Array>;
  readonly slot: Growing<Int16Array>;
  readonly unit: Growing<Int16Array>;
  /** Index in the kind's levels; 0 where the slot tells it. */
  readonly level: Growing<Int8Array>;
  /** See `written-result.ts`. */
  readonly result: Growing<Int8Array>;
  /** The grade of the test on the same row; BLANK when there is none. */
  readonly testResult: Growing<Int8Array>;
  readonly line: Growing<Int32Array>;
  /** Number of the file that the line is in. */
  readonly file: Growing<Int16Array>;
  readonly class: Growing<Int32Array>;
  readonly teacher: Growing<Int32Array>;
  /** Parts of a test with a row, with a result that reaches the level, with one that does not, and not taken: a bit for each. */
  readonly parts: Growing<Uint32Array>;
  readonly reached: Growing<Uint32Array>;
  readonly notReached: Growing<Uint32Array>;
  /** The reason why parts have no result, 0 when all have. */
  readonly partReason: Growing<Int8Array>;
};

/** A subject, with its course where results are by course. */
export type Slot = { readonly subject: string; readonly course: string | null };

export const NONE = -1;
/** More subjects and courses than a file can have. */
export const MOST_SLOTS = 4096;
export const MOST_PARTS = 32;

const bytes = (length: number) => new Int8Array(length);
const shorts = (length: number) => new Int16Array(length);
const longs = (length: number) => new Int32Array(length);
const bits = (length: number) => new Uint32Array(length);

/**
 * Everything that is known of the pupils of one or several files while they are read. It holds identities, lives only as long as the
 * reading, and nothing of it is sent: `cells.ts` makes sums of it.
 */
export class Tally {
  readonly units = new Numbered();
  readonly files = new Numbered();
  readonly classes = new Numbered();
  readonly teachers = new Numbered();
  readonly parts = new Numbered();
  readonly slots: Slot[] = [];
  readonly entries: Entries = {
    pupil: new Growing(longs),
    slot: new Growing(shorts),
    unit: new Growing(shorts),
    level: new Growing(bytes),
    result: new Growing(bytes),
    testResult: new Growing(bytes),
    line: new Growing(longs),
    file: new Growing(shorts),
    class: new Growing(longs),
    teacher: new Growing(longs),
    parts: new Growing(bits),
    reached: new Growing(bits),
    notReached: new Growing(bits),
    partReason: new Growing(bytes),
  };
  /** Rows of each unit. */
  readonly rowsOfUnit: number[] = [];
  /** By the number of a pupil. */
  readonly genderOf = new Growing(bytes);
  readonly homeUnitOf = new Growing(shorts);
  readonly meritOf = new Map<number, number>();
  readonly protectedPupils = new Set<number>();
  /** Pupils with rows in more units than the first: pupil × 2¹⁵ + unit. */
  readonly #elsewhere = new Set<number>();
  readonly #slotNumbers = new Map<string, number>();
  readonly #entryOf = new Map<number, number>();
  readonly #pupils = new Numbered();

  get pupilCount(): number {
    return this.#pupils.texts.length;
  }

  /** Numbers of pupils, by which files are joined. */
  get pupilIds(): readonly string[] {
    return this.#pupils.texts;
  }

  pupil(id: string, gender: Gender | null): number {
    const pupil = this.#pupils.numberOf(id);
    if (pupil === this.genderOf.length) {
      this.genderOf.push(gender === null ? 0 : gender === 'flicka' ? 1 : 2);
      this.homeUnitOf.push(NONE);
    }
    return pupil;
  }

  setGender(pupil: number, gender: Gender): void {
    this.genderOf.set(pupil, gender === 'flicka' ? 1 : 2);
  }

  /** Counts a row, and its pupil, to a unit. */
  countRow(pupil: number, unit: number): void {
    this.rowsOfUnit[unit] = (this.rowsOfUnit[unit] ?? 0) + 1;
    const home = this.homeUnitOf.at(pupil);
    if (home === NONE) this.homeUnitOf.set(pupil, unit);
    else if (home !== unit) this.#elsewhere.add(pupil * 32_768 + unit);
  }

  /** Every pupil with a row in each unit, in order of unit. */
  pupilsOfUnits(): number[][] {
    const all: number[][] = this.units.texts.map(() => []);
    for (let pupil = 0; pupil < this.pupilCount; pupil++) all[this.homeUnitOf.at(pupil)]?.push(pupil);
    for (const pair of this.#elsewhere) all[pair % 32_768]?.push(Math.floor(pair / 32_768));
    return all;
  }

  slot(subject: string, course: string | null): number {
    const key = course === null ? subject : `${subject}\n${course}`;
    const known = this.#slotNumbers.get(key);
    if (known !== undefined) return known;
    this.#slotNumbers.set(key, this.slots.length);
    return this.slots.push({ subject, course }) - 1;
  }

  /** The slot of a subject without course; null when no row has it. */
  findSlot(subject: string): number | null {
    return this.#slotNumbers.get(subject) ?? null;
  }

  findEntry(pupil: number, slot: number): number | null {
    return this.#entryOf.get(pupil * MOST_SLOTS + slot) ?? null;
  }

  addEntry(entry: {
    readonly pupil: number;
    readonly slot: number;
    readonly unit: number;
    readonly level: number;
    readonly line: number;
    readonly file: number;
    readonly class: number;
    readonly teacher: number;
  }): number {
    const { entries } = this;
    const at = entries.pupil.length;
    this.#entryOf.set(entry.pupil * MOST_SLOTS + entry.slot, at);
    entries.pupil.push(entry.pupil);
    entries.slot.push(entry.slot);
    entries.unit.push(entry.unit);
    entries.level.push(entry.level);
    entries.result.push(BLANK);
    entries.testResult.push(BLANK);
    entries.line.push(entry.line);
    entries.file.push(entry.file);
    entries.class.push(entry.class);
    entries.teacher.push(entry.teacher);
    for (const column of [entries.parts, entries.reached, entries.notReached]) column.push(0);
    entries.partReason.push(0);
    return at;
  }

  /** Numbers of pupils are needed no more once files are joined. */
  forgetIdentities(): void {
    this.#pupils.texts.fill('');
  }
}
