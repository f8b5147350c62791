import type { Unit } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Period } from '#app/shared/period.ts';
import { holdsPersonalNumber, looksLikePersonalNumber } from '#app/shared/personal-number.ts';
import type { FileError, Table, TableRow } from '#app/shared/table.ts';
import { readDate, readNumber } from '#app/shared/written-value.ts';
import { type AssignmentType, assignmentTypes, findAssignmentType } from '../assignment-type.ts';
import { LONGEST_TEXT, unknownSubject } from '../change.ts';
import type { Funding, PositionKind } from '../position.ts';
import { isLargeShare } from '../rules.ts';
import { isCrossSubject, readNames, type SubjectCatalogue } from '../subject.ts';
import { sv } from '../sv.ts';
import {
  isSpoiltNumber,
  isSumWord,
  isUntilFurther,
  isVacancyWord,
  NEVER,
  readFunding,
  readKind,
} from './cell.ts';
import { type ColumnMapping, type ColumnName, positionColumns } from './column.ts';
import type { UnitDirectory } from './unit-directory.ts';

/** One row of a list, read. What the row leaves out is null, and leaves the register as it is. */
export type PositionRow = {
  readonly line: number;
  readonly externalId: string;
  readonly kind: PositionKind;
  readonly unit: Unit;
  readonly funding: Funding;
  readonly period: Period;
  readonly task: RowTask;
  readonly holder: RowHolder | null;
  /** The day a row without a holder says that the vacancy began. */
  readonly vacantFrom: IsoDate | null;
};

export type RowTask = {
  readonly type: AssignmentType;
  readonly secondaryTypes: readonly AssignmentType[] | null;
  readonly title: string | null;
  readonly need: string | null;
  readonly plannedShare: number | null;
  readonly crossSubject: boolean;
  readonly subjects: readonly string[];
};

export type RowHolder = Period & {
  readonly employeeNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
};

const { errors, remarks: remarkTexts } = sv.import;

/** Columns that may run over several lines. In every other a line break or a hard space is a space. */
const longColumns: ReadonlySet<ColumnName> = new Set(['amnen', 'uppdragstyp', 'uppdrag', 'behov']);

/** Signs that are no text: no database of ours takes the first of them. */
const unreadable = /[\p{Cc}--[\t\n\r]]/v;

/** Remembers what a text was read as: a long list says the same things over and over. */
const remembering = <Read>(read: (text: string) => Read): ((text: string) => Read) => {
  const known = new Map<string, Read>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const fresh = read(text);
    known.set(text, fresh);
    return fresh;
  };
};

/** Reads the rows of a list one by one, and collects everything that is wrong or worth a remark. */
export class RowReader {
  readonly problems: FileError[] = [];
  readonly remarks: FileError[] = [];
  readonly #at: ReadonlyMap<ColumnName, number>;
  readonly #mapping: ColumnMapping;
  readonly #units: UnitDirectory;
  readonly #catalogue: SubjectCatalogue;
  readonly #readDate = remembering(readDate);
  readonly #readTypes = remembering(text => readNames(text, findAssignmentType));
  readonly #readSubjects = remembering(text => readNames(text, name => this.#catalogue.findSubject(name)));

  constructor(table: Table, mapping: ColumnMapping, units: UnitDirectory, catalogue: SubjectCatalogue) {
    this.#mapping = mapping;
    this.#at = new Map(positionColumns.map(column => [column, table.header.indexOf(mapping[column])]));
    this.#units = units;
    this.#catalogue = catalogue;
  }

  /** Notes a problem under the heading that the column has in the file. A personnummer is never repeated, whatever is said of it. */
  report(line: number, column: ColumnName, text: string): void {
    const told = holdsPersonalNumber(text) ? errors.personalNumber : text;
    this.problems.push({ line, column: this.#mapping[column] || column, text: told });
  }

  remark(line: number, column: ColumnName, text: string): void {
    this.remarks.push({ line, column: this.#mapping[column] || column, text });
  }

  /** The row, or null when something in it is wrong. */
  read({ line, cells }: TableRow): PositionRow | null {
    const before = this.problems.length;
    const texts = new Map(
      positionColumns.map(column => {
        const text = (cells[this.#at.get(column) ?? -1] ?? '').normalize('NFC').trim();
        return [column, longColumns.has(column) ? text : text.replace(/\s+/g, ' ')] as const;
      }),
    );
    const cell = (column: ColumnName): string => texts.get(column) ?? '';
    const notARow = this.#whyNoRow(cell);
    if (notARow !== null) {
      this.report(line, 'tjanst_id', notARow);
      return null;
    }
    for (const [column, text] of texts)
      if (unreadable.test(text)) this.report(line, column, errors.controlCharacter);
    const externalId = this.#text(line, 'tjanst_id', cell('tjanst_id'));
    if (externalId === '') this.report(line, 'tjanst_id', errors.idEmpty);
    else if (/[.,+]/.test(externalId) && isSpoiltNumber(externalId))
      this.report(line, 'tjanst_id', errors.idSpoilt);
    const kind = readKind(cell('slag'));
    if (kind === null) this.report(line, 'slag', errors.kind(cell('slag')));
    const funding = readFunding(cell('finansiering'));
    if (funding === null) this.report(line, 'finansiering', errors.funding(cell('finansiering')));
    const period = this.#period(line, 'tjanst_start', 'tjanst_slut', cell);
    const unit = this.#units.find(cell('enhet'), period?.startsOn ?? null);
    if (!unit.ok) for (const text of unit.problems) this.report(line, 'enhet', text);
    const task = this.#task(line, cell);
    const { holder, vacantFrom } = this.#holder(line, cell);
    if (this.problems.length > before) return null;
    if (!unit.ok || kind === null || funding === null || period === null || task === null) return null;
    return { line, externalId, kind, unit: unit.value, funding, period, task, holder, vacantFrom };
  }

  /** What a row is that tells of no position at all: the headings once more, or a sum; null for every other row. */
  #whyNoRow(cell: (column: ColumnName) => string): string | null {
    const isHeading = (['slag', 'enhet', 'finansiering'] as const).every(
      column => cell(column) !== '' && cell(column) === this.#mapping[column],
    );
    if (isHeading) return errors.headingAgain;
    const isBare = (['slag', 'enhet', 'finansiering', 'tjanst_start'] as const).every(
      column => cell(column) === '',
    );
    return isBare && positionColumns.some(column => isSumWord(cell(column))) ? errors.sumRow : null;
  }

  /** A text as it is written, unless it is too long or holds a personnummer. */
  #text(line: number, column: ColumnName, text: string): string {
    if (text.length > LONGEST_TEXT) this.report(line, column, errors.longText(LONGEST_TEXT));
    else if (text.length > 9 && holdsPersonalNumber(text)) this.report(line, column, errors.personalNumber);
    return text;
  }

  #date(line: number, column: ColumnName, written: string): IsoDate | null {
    const date = this.#readDate(written);
    if (date !== null) return date;
    const text = /^\d{5}$/.test(written)
      ? errors.serialDate(written)
      : /^\d{4}\D?\d{1,2}\D?\d{1,2}$/.test(written)
        ? errors.date(written)
        : errors.unreadableDate(written);
    this.report(line, column, text);
    return null;
  }

  /** The last day, null where there is none: the cell is empty or says so, in words or with a day that will never come. */
  #lastDay(line: number, column: ColumnName, written: string): { endsOn: IsoDate | null; isRead: boolean } {
    if (written === '' || isUntilFurther(written)) return { endsOn: null, isRead: true };
    const endsOn = this.#date(line, column, written);
    if (endsOn === null || endsOn < NEVER) return { endsOn, isRead: endsOn !== null };
    this.remark(line, column, remarkTexts.farAway(written));
    return { endsOn: null, isRead: true };
  }

  #period(
    line: number,
    first: ColumnName,
    last: ColumnName,
    cell: (column: ColumnName) => string,
  ): Period | null {
    const startsOn = cell(first) === '' ? null : this.#date(line, first, cell(first));
    if (cell(first) === '') this.report(line, first, errors.dateEmpty);
    const { endsOn, isRead } = this.#lastDay(line, last, cell(last));
    if (startsOn === null || !isRead) return null;
    if (endsOn !== null && endsOn < startsOn) {
      this.report(line, last, errors.order(endsOn, startsOn));
      return null;
    }
    return { startsOn, endsOn };
  }

  #task(line: number, cell: (column: ColumnName) => string): RowTask | null {
    const types = this.#readTypes(cell('uppdragstyp'));
    for (const text of types.unknown) this.report(line, 'uppdragstyp', errors.type(text));
    const [type, ...secondary] = types.known;
    if (cell('uppdragstyp') === '') this.report(line, 'uppdragstyp', errors.typeEmpty);
    const subjects = this.#readSubjects(cell('amnen'));
    const crossSubject = subjects.unknown.some(isCrossSubject);
    for (const name of subjects.unknown)
      if (!isCrossSubject(name)) this.report(line, 'amnen', unknownSubject(name, this.#catalogue));
    if (cell('amnen') === '') this.report(line, 'amnen', errors.subjectEmpty);
    if (crossSubject && subjects.known.length > 0) this.report(line, 'amnen', errors.subjectOrCross);
    const title = this.#text(line, 'uppdrag', cell('uppdrag'));
    if (type === 'annat' && title === '') this.report(line, 'uppdrag', errors.otherNeedsText);
    const plannedShare = this.#share(line, cell('omfattning_procent'));
    const need = this.#text(line, 'behov', cell('behov'));
    if (type === undefined) return null;
    return {
      type,
      secondaryTypes: secondary.length > 0 ? secondary : null,
      title: title || null,
      need: need || null,
      plannedShare,
      crossSubject,
      subjects: subjects.known.map(subject => subject.name),
    };
  }

  #share(line: number, written: string): number | null {
    if (written === '') return null;
    const share = readNumber(written);
    if (share === null || share < 0 || share > 100) {
      this.report(
        line,
        'omfattning_procent',
        share === null ? errors.share(written) : errors.shareRange(share),
      );
      return null;
    }
    if (isLargeShare(share)) this.remark(line, 'omfattning_procent', remarkTexts.largeShare(share));
    if (share > 0 && share < 1) this.remark(line, 'omfattning_procent', remarkTexts.tinyShare(share));
    return share;
  }

  #holder(
    line: number,
    cell: (column: ColumnName) => string,
  ): { holder: RowHolder | null; vacantFrom: IsoDate | null } {
    const number = cell('anstallningsnr');
    const vacancy = (['anstallningsnr', 'fornamn', 'efternamn'] as const).find(column =>
      isVacancyWord(cell(column)),
    );
    if (vacancy !== undefined) {
      this.report(line, vacancy, errors.vacancyWord(cell(vacancy)));
      return { holder: null, vacantFrom: null };
    }
    const givenName = this.#text(line, 'fornamn', cell('fornamn'));
    const familyName = this.#text(line, 'efternamn', cell('efternamn'));
    const email = this.#text(line, 'epost', cell('epost'));
    if (number === '') {
      if (givenName !== '' || familyName !== '' || email !== '')
        this.report(line, 'anstallningsnr', errors.numberEmpty);
      else if (cell('innehav_slut') !== '') this.report(line, 'innehav_slut', errors.endWithoutHolder);
      const start = cell('innehav_start');
      return { holder: null, vacantFrom: start === '' ? null : this.#date(line, 'innehav_start', start) };
    }
    if (looksLikePersonalNumber(number) || holdsPersonalNumber(number))
      this.report(line, 'anstallningsnr', errors.personalEmployeeNumber);
    else if (isSpoiltNumber(number)) this.report(line, 'anstallningsnr', errors.numberSpoilt);
    else if (number.length > 50) this.report(line, 'anstallningsnr', errors.longText(50));
    if (givenName === '' || familyName === '') this.report(line, 'fornamn', errors.nameEmpty);
    if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) this.report(line, 'epost', errors.email);
    const period = this.#period(line, 'innehav_start', 'innehav_slut', cell);
    if (period === null) return { holder: null, vacantFrom: null };
    const holder = { employeeNumber: number, givenName, familyName, email: email || null, ...period };
    return { holder, vacantFrom: null };
  }
}

/** What an assignment is called when the list says no more than its type. */
export const defaultTitle = (type: AssignmentType): string => assignmentTypes[type];
