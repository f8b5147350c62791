import type { Semester } from '#app/shared/academic-year.ts';
import type { Delivery, Surroundings } from './delivery.ts';
import type { ColumnRole, DeliveryKind } from './kind.ts';
import type { RemarkRule } from './remark.ts';

/** Teckenkodning that the registrar chooses when å, ä and ö came out wrong. */
export const textEncodings = ['utf-8', 'windows-1252', 'macintosh'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** Fil med resultat as it lies with the registrar. Its bytes never leave the place where they are read. */
export type ResultFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null to judge by the content. */
  readonly encoding: TextEncoding | null;
};

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

/** How far a reading has come, told now and then. */
export type ReadingProgress = {
  readonly file: string;
  readonly rows: number;
  /** Of this file, 0–1; 0 where it cannot be told. */
  readonly share: number;
};

/** Läsning: what came of reading. With a refusal anywhere nothing is delivered. */
export type Reading =
  | {
      readonly kind: 'asks';
      readonly file: string;
      /** The kind that the file is read as: a linked file has one of its own. */
      readonly as: DeliveryKind;
      /** False when the file has no header row: then `header` is its first row, with numbers of pupils masked. */
      readonly hasHeader: boolean;
      readonly header: readonly string[];
      readonly headerHash: string;
      readonly missing: readonly ColumnRole[];
      /** What the reading believes, for the registrar to correct. */
      readonly believed: ColumnChoice['columns'];
    }
  | {
      readonly kind: 'refused';
      readonly remarks: readonly RowRemark[];
      /** Refusals and notices beyond those that are listed. */
      readonly unlisted: number;
    }
  | {
      readonly kind: 'read';
      readonly deliveries: readonly Delivery[];
      readonly remarks: readonly RowRemark[];
      readonly unlisted: number;
      /** What the reader of files says although it could read: an encoding believed, rows skipped. */
      readonly said: readonly string[];
      readonly choices: readonly ColumnChoice[];
    };
