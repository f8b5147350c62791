import type { RowRemark } from '../reading.ts';
import { type NoticeRule, noticeRules, type RemarkRule } from '../remark.ts';
import { masked } from './pupil-number.ts';

/** More rows than a file of a whole municipality has with one fault each; the rest is counted. */
const MOST_LISTED = 100_000;
const LONGEST_WRITTEN = 40;

const isNotice = (rule: RemarkRule): rule is NoticeRule => noticeRules.some(notice => notice === rule);

export type NewRemark = {
  readonly rule: RemarkRule;
  readonly file: string;
  readonly row?: number;
  readonly column?: string | undefined;
  readonly written?: string;
  readonly text: string;
  /** The unit whose delivery a notice belongs to, by its code. */
  readonly unit?: string;
};

/** Anmärkningar while a file is read: refusals apart from notices, the first ones listed and all of them counted. */
export class Remarks {
  readonly #refusals: RowRemark[] = [];
  readonly #notices: RowRemark[] = [];
  readonly #noticesOf = new Map<string, Partial<Record<NoticeRule, number>>>();
  #unlisted = 0;
  #refused = false;

  get isRefused(): boolean {
    return this.#refused;
  }

  add({ rule, file, row, column, written, text, unit }: NewRemark): void {
    const isRefusal = !isNotice(rule);
    if (isRefusal) this.#refused = true;
    else if (unit !== undefined) this.count(rule, unit, 1);
    const list = isRefusal ? this.#refusals : this.#notices;
    if (list.length >= MOST_LISTED) {
      this.#unlisted++;
      return;
    }
    list.push({
      rule,
      isRefusal,
      file,
      row: row ?? null,
      column: column ?? null,
      written: written === undefined ? null : masked(written).slice(0, LONGEST_WRITTEN),
      text: masked(text),
    });
  }

  /** Counts rows with a notice for the delivery of a unit, without listing them. */
  count(rule: NoticeRule, unit: string, rows: number): void {
    const counts = this.#noticesOf.get(unit) ?? {};
    counts[rule] = (counts[rule] ?? 0) + rows;
    this.#noticesOf.set(unit, counts);
  }

  noticesOf(unit: string): Readonly<Partial<Record<NoticeRule, number>>> {
    return this.#noticesOf.get(unit) ?? {};
  }

  get unlisted(): number {
    return this.#unlisted;
  }

  /** Refusals first, each kind in the order of the file. */
  get all(): readonly RowRemark[] {
    return [...this.#refusals, ...this.#notices];
  }
}
