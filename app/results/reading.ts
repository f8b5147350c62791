import type { Semester } from '#app/shared/academic-year.ts';
import type { Delivery, Surroundings } from './delivery.ts';
import type { ColumnRole, DeliveryKind } from './kind.ts';
import type { RemarkRule } from './remark.ts';

/** Fil med resultat as it lies with the registrar. Its bytes never leave the place where they are read. */
export type ResultFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Tolkning av kolumner: which column, counted from 0, holds what. Kept for the next file with the same header, by a checksum of the
 * header: a header may be a row of a pupil, so its words are never sent.
 */
export type ColumnChoice = {
  readonly kind: DeliveryKind;
  /** SHA-256 of the header's cells, in hexadecimal. */
  readonly headerHash: string;
  readonly columns: Readonly<Partial<Record<ColumnRole, number>>>;
};

/** What is to be read, and all that must be known to read it. */
export type ReadingInput = {
  readonly kind: DeliveryKind;
  readonly academicYear: number;
  readonly semester: Semester | null;
  readonly files: readonly ResultFile[];
  /** Files of an earlier result (`prior`) or of the tests beside the grades (`test`), joined pupil by pupil. */
  readonly prior: readonly ResultFile[];
  readonly tests: readonly ResultFile[];
  readonly surroundings: Surroundings;
  readonly choices: readonly ColumnChoice[];
};

/** Anmärkning på en rad: for the one who holds the file only. A personnummer in `written` is masked, ÅÅÅÅMMDD-••••. */
export type RowRemark = {
  readonly rule: RemarkRule;
  readonly isRefusal: boolean;
  readonly file: string;
  /** The row as numbered by the registrar's own program; null for the whole file. */
  readonly row: number | null;
  readonly column: string | null;
  readonly written: string | null;
  readonly text: string;
};

/** Läsning: what came of reading. With a refusal anywhere nothing is delivered. */
export type Reading =
  | {
      readonly kind: 'asks';
      readonly file: string;
      readonly header: readonly string[];
      readonly headerHash: string;
      readonly missing: readonly ColumnRole[];
      /** What the reading believes, for the registrar to correct. */
      readonly believed: ColumnChoice['columns'];
    }
  | { readonly kind: 'refused'; readonly remarks: readonly RowRemark[] }
  | {
      readonly kind: 'read';
      readonly deliveries: readonly Delivery[];
      readonly remarks: readonly RowRemark[];
      readonly choices: readonly ColumnChoice[];
    };
