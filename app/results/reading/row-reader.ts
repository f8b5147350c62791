import { academicYearLabel, type Semester } from '#app/shared/academic-year.ts';
import { type Surroundings, unitFault } from '../delivery.ts';
import { gradeScale } from '../grade-scale.ts';
import { type ColumnRole, type DeliveryKind, isLevelOf, kindDescriptions } from '../kind.ts';
import type { RemarkRule } from '../remark.ts';
import type { Columns } from './columns.ts';
import { type PupilNumberFault, readPupilNumber } from './pupil-number.ts';
import type { NewRemark, Remarks } from './remarks.ts';
import type { SourceRow } from './source.ts';
import type { SubjectWords } from './subject-words.ts';
import { texts } from './sv.ts';
import { MOST_PARTS, MOST_SLOTS, NONE, type Tally } from './tally.ts';
import {
  BLANK,
  codeOfReason,
  isStep,
  NOT_COUNTED,
  readParticipation,
  resultReader,
  UNKNOWN,
} from './written-result.ts';

/** What rows of one file are read against. */
export type RowSetting = {
  readonly file: string;
  readonly kind: DeliveryKind;
  readonly academicYear: number;
  readonly semester: Semester | null;
  readonly header: readonly string[];
  readonly columns: Columns;
  readonly surroundings: Surroundings;
  readonly words: SubjectWords;
  /** An earlier result is only joined to another: its pupils may have gone to any school. */
  readonly isLinked: boolean;
};

/** In a file with a column for each subject, an empty cell in one of these is a result that is missing, and else a choice not made. */
const everyoneStudies: readonly string[] = ['MA', 'EN'];
const notProtected: readonly string[] = ['', '0', 'nej', 'n', 'false', 'falskt', '-'];
const numberTexts: Readonly<Record<PupilNumberFault, (row: number) => string>> = {
  'personnummer har fel form': texts.numberForm,
  'personnummer har fel kontrollsiffra': texts.numberCheck,
  'personnummer förstört av kalkylprogram': texts.numberSpoilt,
};
const genders: Readonly<Record<string, 'flicka' | 'pojke'>> = {
  f: 'flicka',
  flicka: 'flicka',
  k: 'flicka',
  kvinna: 'flicka',
  p: 'pojke',
  pojke: 'pojke',
  m: 'pojke',
  man: 'pojke',
};

const courseForm = /^([A-ZÅÄÖ]{3,8})(\d{1,4})([A-Z]?\d?)$/;
const sfiForm = /^(?:SFI)?[\s-]*(?:KURS?)?[\s-]*[1-3]?\s*([A-D])$/;

/** Names with a figure, as Matte 1b, are no codes. */
const catalogueCode = /^GRN|^GYAR|\d{2}/;

/** Codes are written MATMAT01b and MATE1000X, whatever the case in the file. */
const courseOf = (written: string): string => {
  const upper = written.replace(/\s/g, '').toLocaleUpperCase('sv');
  const [, letters = '', digits = '', tail = ''] = courseForm.exec(upper) ?? [];
  if (letters === '') return upper;
  return letters + digits + (digits.length === 4 ? tail : tail.toLowerCase());
};

/** What holds no number may be a name, which is never shown. */
/** What may be told back of a wrong number: a name that has come into the column may not. */
const isNumberAlone = (written: string): boolean =>
  /\d{6}/.test(written) && /^[\d\s+.,:/–—-]*(?:TF|E\+?)?[\d\s-]*$/i.test(written);

/** A fault found in one value, told each time the value is met again. */
type Fault = { readonly rule: RemarkRule; readonly text: (row: number) => string };

type Row = SourceRow & {
  readonly pupil: number;
  readonly unit: number;
  readonly level: number;
  readonly class: number;
  readonly teacher: number;
};

/** The year level in what is written: '9', '09', 'Åk 9'. */
const levelIn = (written: string): string => /^\D*0?(\d{1,2})(?:[.,]0)?\D*$/.exec(written)?.[1] ?? '';

/** Reads rows of one file, one at a time: each is checked by the rules, and what it says is added to the tally. */
export class RowReader {
  readonly #setting: RowSetting;
  readonly #tally: Tally;
  readonly #remarks: Remarks;
  readonly #at: Columns['at'];
  readonly #readResult: (text: string) => number;
  readonly #readTest: (text: string) => number;
  readonly #allowed: readonly string[];
  readonly #pupils = new Map<string, number>();
  readonly #units = new Map<string, number | Fault>();
  readonly #levels = new Map<string, number | Fault>();
  readonly #unitLevels = new Map<number, Fault | null>();
  readonly #subjects = new Map<string, string | Fault>();
  readonly #courses = new Map<string, string | Fault>();
  readonly #wideSlots: readonly (number | null)[];
  readonly #latestBirth: number;
  #isProtected = false;
  #toldGradeInYear3 = false;
  #protectedRows = 0;
  readonly #file: number;
  rows = 0;
  /** Rows of each year level that the kind does not have, as it was read. */
  readonly otherLevels = new Map<string, number>();

  constructor(setting: RowSetting, tally: Tally, remarks: Remarks) {
    this.#setting = setting;
    this.#tally = tally;
    this.#file = tally.files.numberOf(setting.file);
    this.#remarks = remarks;
    this.#at = setting.columns.at;
    const description = kindDescriptions[setting.kind];
    const scale = gradeScale(description.scale);
    const isTest = description.isNationalTest || scale.id === 'kravnivå';
    this.#readResult = resultReader({ scale, isTest, hasOrientationCourses: setting.kind === 'komvux' });
    this.#readTest = resultReader({ scale: gradeScale('A–F'), isTest: true, hasOrientationCourses: false });
    this.#allowed = scale.steps.map(step => step.value);
    this.#latestBirth = setting.academicYear + 1;
    this.#wideSlots = setting.columns.wide.map(({ subject }) =>
      subject === null ? null : tally.slot(subject, null),
    );
  }

  read(source: SourceRow): void {
    const { kind } = this.#setting;
    if (this.#isRepeatedHeader(source) || this.#isSum(source)) return;
    this.rows++;
    this.#isProtected = this.#at.protected !== undefined && this.#readProtected(source);
    if (source.cells.length > this.#setting.header.length && this.#hasExtraCells(source)) return;
    const pupil = this.#readPupil(source);
    const unit = this.#readUnit(source);
    const level = this.#readLevel(source);
    if (pupil === null || unit === null || level === null) return;
    if (!this.#fitsUnit(source, unit, level) || !this.#fitsSemester(source)) return;
    if (this.#isProtected) {
      this.#tally.protectedPupils.add(pupil);
      this.#remarks.count('skyddade personuppgifter', this.#unitCode(unit), 1);
    }
    this.#tally.countRow(pupil, unit);
    const row: Row = {
      ...{ line: source.line, cells: source.cells, pupil, unit, level },
      class: this.#numbered(source, 'class', this.#tally.classes),
      teacher: this.#numbered(source, 'teacher', this.#tally.teachers),
    };
    if (this.#at.gender !== undefined) this.#readGender(row);
    if (this.#at.meritValue !== undefined) this.#readMerit(row);
    if (kindDescriptions[kind].scale === 'kravnivå') this.#readParts(row);
    else if (this.#setting.columns.wide.length > 0) this.#readWide(row);
    else this.#readLong(row);
  }

  /** What is told once, when the file has been read. */
  end(): void {
    const { file } = this.#setting;
    if (this.#protectedRows > 0 && !this.#setting.isLinked)
      this.#remarks.add({
        rule: 'skyddade personuppgifter',
        file,
        text: texts.protectedRows(this.#protectedRows),
      });
  }

  #cell(row: SourceRow, role: ColumnRole): string {
    const at = this.#at[role];
    return at === undefined ? '' : (row.cells[at] ?? '');
  }

  #remark(
    row: SourceRow,
    role: ColumnRole | null,
    rule: RemarkRule,
    text: string,
    more: Partial<NewRemark> = {},
  ): null {
    const at = role === null ? undefined : this.#at[role];
    this.#remarks.add(
      this.#isProtected
        ? {
            rule,
            file: this.#setting.file,
            text: texts.protectedFault(rule),
            ...(more.unit ? { unit: more.unit } : {}),
          }
        : {
            ...{ rule, file: this.#setting.file, row: row.line, text },
            ...(at === undefined
              ? {}
              : { column: this.#setting.header[at] ?? '', written: row.cells[at] ?? '' }),
            ...more,
          },
    );
    return null;
  }

  /** Pages that were put together in one file repeat the header. */
  #isRepeatedHeader({ cells }: SourceRow): boolean {
    const { header } = this.#setting;
    const at = this.#at.pupil ?? 0;
    return cells[at] === header[at] && header.every((name, index) => (cells[index] ?? '') === name);
  }

  /** Sums and notes under the pupils: no number of a pupil, no unit, and hardly anything else. */
  #isSum(row: SourceRow): boolean {
    if (/\d{6}/.test(this.#cell(row, 'pupil')) || this.#cell(row, 'schoolUnitCode') !== '') return false;
    return row.cells.filter(cell => cell !== '').length <= Math.max(2, row.cells.length / 3);
  }

  #hasExtraCells(row: SourceRow): boolean {
    const isExtra = row.cells.slice(this.#setting.header.length).some(cell => cell !== '');
    if (isExtra) this.#remark(row, null, 'raden går inte att läsa', texts.extraCells(row.line));
    return isExtra;
  }

  #readProtected(row: SourceRow): boolean {
    const isProtected = !notProtected.includes(this.#cell(row, 'protected').toLocaleLowerCase('sv'));
    if (isProtected) this.#protectedRows++;
    return isProtected;
  }

  #readPupil(row: SourceRow): number | null {
    const written = this.#cell(row, 'pupil');
    const known = this.#pupils.get(written);
    if (known !== undefined) return known;
    if (written === '')
      return this.#remark(row, 'pupil', 'personnummer har fel form', texts.numberMissing(row.line));
    const number = readPupilNumber(written, this.#latestBirth);
    if (typeof number === 'string')
      return this.#remark(
        row,
        'pupil',
        number,
        numberTexts[number](row.line),
        isNumberAlone(written) ? {} : { written: '' },
      );
    const pupil = this.#tally.pupil(number.id, number.gender);
    this.#pupils.set(written, pupil);
    return pupil;
  }

  #told<Value>(row: SourceRow, role: ColumnRole, found: Value | Fault): Value | null {
    if (typeof found !== 'object' || found === null || !('rule' in found)) return found;
    return this.#remark(row, role, found.rule, found.text(row.line));
  }

  #readUnit(row: SourceRow): number | null {
    const written = this.#cell(row, 'schoolUnitCode');
    let found = this.#units.get(written);
    if (found === undefined) {
      found = this.#unitOf(written);
      this.#units.set(written, found);
    }
    return this.#told(row, 'schoolUnitCode', found);
  }

  #unitOf(written: string): number | Fault {
    const { isLinked, surroundings, kind, academicYear, semester } = this.#setting;
    if (isLinked) return this.#tally.units.numberOf('');
    const code = written.replace(/[\s\u00a0\u202f'-]/g, '').replace(/[.,]0+$/, '');
    if (!/^\d+$/.test(code))
      return { rule: 'skolenhetskod har fel längd', text: row => texts.codeForm(row, written) };
    if (code.length !== 8)
      return { rule: 'skolenhetskod har fel längd', text: row => texts.codeLength(row, code, code.length) };
    const name = surroundings.units.find(one => one.schoolUnitCode === code)?.name ?? code;
    switch (unitFault({ kind, schoolUnitCode: code, academicYear, semester }, surroundings.units)) {
      case 'unit is not known':
        return surroundings.elsewhere?.includes(code)
          ? { rule: 'skolenhet hos annan huvudman', text: row => texts.codeElsewhere(row, code) }
          : { rule: 'skolenhet okänd', text: row => texts.codeUnknown(row, code) };
      case 'unit was not open':
        return {
          rule: 'skolenhet inte aktiv under läsåret',
          text: row => texts.unitClosed(row, name, academicYearLabel(academicYear)),
        };
      case 'unit has another school form':
        return { rule: 'årskurs finns inte vid skolenheten', text: row => texts.unitForm(row, name) };
      case null:
        return this.#tally.units.numberOf(code);
    }
  }

  #readLevel(row: SourceRow): number | null {
    const { levels } = kindDescriptions[this.#setting.kind];
    if (levels === null || this.#setting.kind === 'sfi' || this.#setting.isLinked) return 0;
    if (this.#at.yearLevel === undefined) return 0;
    const written = this.#cell(row, 'yearLevel');
    let found = this.#levels.get(written);
    if (found === undefined) {
      const level = levels.indexOf(levelIn(written));
      found =
        level === -1
          ? {
              rule: 'årskurs finns inte vid skolenheten',
              text: line => texts.levelForm(line, written, levels),
            }
          : level;
      this.#levels.set(written, found);
    }
    if (typeof found === 'object') {
      const level = levelIn(written);
      this.otherLevels.set(level, (this.otherLevels.get(level) ?? 0) + 1);
    }
    return this.#told(row, 'yearLevel', found);
  }

  #fitsUnit(row: SourceRow, unit: number, level: number): boolean {
    const { levels } = kindDescriptions[this.#setting.kind];
    if (levels === null || this.#setting.kind === 'sfi' || this.#setting.isLinked) return true;
    const key = unit * 16 + level;
    let fault = this.#unitLevels.get(key);
    if (fault === undefined) {
      const code = this.#tally.units.texts[unit];
      const known = this.#setting.surroundings.units.find(one => one.schoolUnitCode === code);
      const name = levels[level] ?? '';
      fault =
        !known || known.yearLevels.length === 0 || known.yearLevels.includes(name)
          ? null
          : {
              rule: 'årskurs finns inte vid skolenheten',
              text: line => texts.unitLevel(line, known.name, name),
            };
      this.#unitLevels.set(key, fault);
    }
    if (fault) this.#remark(row, 'schoolUnitCode', fault.rule, fault.text(row.line));
    return fault === null;
  }

  #fitsSemester(row: SourceRow): boolean {
    const { semester, isLinked } = this.#setting;
    if (semester === null || isLinked || this.#at.semester === undefined) return true;
    const written = this.#cell(row, 'semester');
    const told = /HT|VT|HÖST|VÅR/i.exec(written)?.[0]?.charAt(0).toUpperCase();
    if (told === undefined || told === semester.charAt(0)) return true;
    this.#remark(row, 'semester', 'läsår stämmer inte', texts.wrongSemester(row.line, written, semester));
    return false;
  }

  #numbered(
    row: SourceRow,
    role: 'class' | 'teacher',
    numbers: { numberOf: (text: string) => number },
  ): number {
    const text = this.#at[role] === undefined ? '' : this.#cell(row, role);
    return text === '' ? NONE : numbers.numberOf(text);
  }

  #readGender(row: Row): void {
    const told = genders[this.#cell(row, 'gender').toLocaleLowerCase('sv')];
    if (told) this.#tally.setGender(row.pupil, told);
  }

  #readMerit(row: Row): void {
    const written = this.#cell(row, 'meritValue');
    if (written === '') return;
    const value = Number(written.replace(/\s/g, '').replace(',', '.'));
    if (!(value >= 0 && value <= 340 && Number.isInteger(value * 2) && value % 2.5 === 0))
      this.#remark(row, 'meritValue', 'raden går inte att läsa', texts.meritForm(row.line, written));
    else this.#tally.meritOf.set(row.pupil, value);
  }

  /** The subject of a row, by its own name. */
  #readSubject(row: Row): string | null {
    const { kind, words } = this.#setting;
    const isMotherTongue = kind === 'modersmal';
    const role = isMotherTongue ? 'languageCode' : 'subject';
    const written = this.#cell(row, role);
    let found = this.#subjects.get(written);
    if (found === undefined) {
      found = isMotherTongue ? this.#languageOf(written) : this.#subjectOf(written, words);
      this.#subjects.set(written, found);
    }
    return this.#told(row, role, found);
  }

  #languageOf(written: string): string | Fault {
    return (
      this.#setting.words.motherTongue(written) ?? {
        rule: 'ämne okänt',
        text: row => texts.languageUnknown(row, written),
      }
    );
  }

  #subjectOf(written: string, words: SubjectWords): string | Fault {
    const name = words.find(written);
    if (name === null) return { rule: 'ämne okänt', text: row => texts.subjectUnknown(row, written) };
    const { subjects } = kindDescriptions[this.#setting.kind];
    return subjects === null || subjects.some(code => words.codes.get(code) === name)
      ? name
      : { rule: 'ämne okänt', text: row => texts.subjectNotOfKind(row, name) };
  }

  /** The course of a row, in the form of the catalogue. */
  #readCourse(row: Row): string | null {
    const { kind } = this.#setting;
    const written = this.#cell(row, 'course');
    let found = this.#courses.get(written);
    if (found === undefined) {
      const course =
        kind === 'sfi'
          ? (sfiForm.exec(written.trim().toLocaleUpperCase('sv'))?.[1] ?? written)
          : courseOf(written);
      found =
        isLevelOf(kind, course) && (kind === 'sfi' || catalogueCode.test(course))
          ? course
          : { rule: 'kurskod okänd', text: line => texts.courseUnknown(line, written) };
      this.#courses.set(written, found);
    }
    return this.#told(row, 'course', found);
  }

  /** The slot of a row that has one subject; null when it cannot be told, or is not counted. */
  #readSlot(row: Row): number | null {
    const { kind, words } = this.#setting;
    if (!kindDescriptions[kind].required.includes('course')) {
      const subject = this.#readSubject(row);
      return subject === null ? null : this.#slot(row, subject, null);
    }
    const course = this.#readCourse(row);
    if (course === null) return null;
    if (course.startsWith('GYAR'))
      return this.#remark(row, 'course', 'orienteringskurs räknas inte', texts.notCounted(row.line), {
        unit: this.#unitCode(row.unit),
      });
    if (kind === 'sfi') return this.#slot(row, words.codes.get('SFI') ?? '', course);
    const named = this.#cell(row, 'subject') === '' ? null : words.find(this.#cell(row, 'subject'));
    const subject = named ?? words.ofCourse(course);
    if (subject === null)
      return this.#remark(row, 'course', 'kurskod okänd', texts.courseSubjectUnknown(row.line, course));
    return this.#slot(row, subject, course);
  }

  #slot(row: Row, subject: string, course: string | null): number | null {
    const slot = this.#tally.slot(subject, course);
    return slot < MOST_SLOTS ? slot : this.#remark(row, null, 'raden går inte att läsa', texts.tooManySlots);
  }

  #unitCode(unit: number): string {
    return this.#tally.units.texts[unit] ?? '';
  }

  #readLong(row: Row): void {
    const slot = this.#readSlot(row);
    if (slot === null) return;
    const { kind } = this.#setting;
    const isTest = kindDescriptions[kind].isNationalTest;
    const role = isTest ? 'testGrade' : 'grade';
    const written = this.#cell(row, role);
    const code = this.#readResult(written);
    if (code === UNKNOWN) return void this.#unknownGrade(row, role, written);
    if (code === NOT_COUNTED)
      return void this.#remark(row, role, 'orienteringskurs räknas inte', texts.notCounted(row.line), {
        unit: this.#unitCode(row.unit),
      });
    const took =
      this.#at.participation === undefined ? null : readParticipation(this.#cell(row, 'participation'));
    if (took === false && isStep(code))
      return void this.#remark(
        row,
        'participation',
        'raden går inte att läsa',
        texts.participationContradicts(row.line),
      );
    const entry = this.#entryOf(row, slot);
    if (entry === null) return;
    if (isTest) this.#readTestPart(row, entry.at);
    if (
      !this.#setResult(
        row,
        entry.at,
        entry.isNew,
        took === false && code === BLANK ? codeOfReason('deltog inte') : code,
      )
    )
      return;
    if (!isTest && this.#at.testGrade !== undefined) this.#readTestBeside(row, entry.at);
  }

  /** A row with a column for each subject: each is an entry, and one that is empty is none. */
  #readWide(row: Row): void {
    const { columns, kind, words } = this.#setting;
    const role = kindDescriptions[kind].isNationalTest ? 'testGrade' : 'grade';
    let toldRepeated = false;
    for (const [number, column] of columns.wide.entries()) {
      const slot = this.#wideSlots[number];
      if (slot === null || slot === undefined) continue;
      const written = row.cells[column.index] ?? '';
      const code = this.#readResult(written);
      const everyone = everyoneStudies.some(short => words.codes.get(short) === column.subject);
      if (code === BLANK && !everyone) continue;
      const where = { column: this.#setting.header[column.index] ?? '', written };
      if (code === UNKNOWN) {
        this.#unknownGrade(row, role, written, where);
        continue;
      }
      const entry = this.#entryOf(row, slot);
      if (entry === null) continue;
      if (!entry.isNew && toldRepeated) this.#setAgain(row, entry.at, code);
      else this.#setResult(row, entry.at, entry.isNew, code);
      toldRepeated ||= !entry.isNew;
    }
  }

  #unknownGrade(row: Row, role: ColumnRole, written: string, where: Partial<NewRemark> = {}): void {
    const { kind } = this.#setting;
    const { isNationalTest, schoolForms } = kindDescriptions[kind];
    const place = texts.where[isNationalTest ? 'test' : (schoolForms[0] ?? 'GR')];
    const text = texts.gradeUnknown(row.line, written.slice(0, 20), place, this.#allowed, !isNationalTest);
    this.#remark(row, role, 'betyg finns inte i skalan', text, where);
  }

  /** The pupil's entry in a slot, a new one or that of an earlier row; null when the earlier row was of another unit. */
  #entryOf(row: Row, slot: number): { readonly at: number; readonly isNew: boolean } | null {
    const { entries, slots } = this.#tally;
    const known = this.#tally.findEntry(row.pupil, slot);
    if (known === null) return { at: this.#tally.addEntry({ ...row, slot, file: this.#file }), isNew: true };
    if (entries.unit.at(known) === row.unit) return { at: known, isNew: false };
    return this.#remark(
      row,
      'schoolUnitCode',
      'två olika betyg',
      texts.twoUnits(this.#placeOf(known), row.line, slots[slot]?.subject ?? ''),
    );
  }

  /** Where the row of an entry stands, with its file when that is another than this. */
  #placeOf(at: number): string {
    const { entries, files } = this.#tally;
    const file = entries.file.at(at);
    return texts.rowIn(entries.line.at(at), file === this.#file ? null : (files.texts[file] ?? null));
  }

  #twoGrades(row: Row, at: number): false {
    const { entries, slots } = this.#tally;
    const subject = slots[entries.slot.at(at)]?.subject.toLocaleLowerCase('sv') ?? '';
    const { isNationalTest } = kindDescriptions[this.#setting.kind];
    const tell = isNationalTest ? texts.twoResults : texts.twoGrades;
    this.#remark(row, null, 'två olika betyg', tell(this.#placeOf(at), row.line, subject));
    return false;
  }

  #setAgain(row: Row, at: number, code: number): boolean {
    const { result } = this.#tally.entries;
    const before = result.at(at);
    if (before === code || code === BLANK) return true;
    if (before !== BLANK) return this.#twoGrades(row, at);
    result.set(at, code);
    return true;
  }

  #setResult(row: Row, at: number, isNew: boolean, code: number): boolean {
    const hasParts = this.#at.testPart !== undefined;
    const { result } = this.#tally.entries;
    if (!isNew && !hasParts && result.at(at) === code)
      this.#remark(row, null, 'dubbel rad', texts.repeated(this.#placeOf(at), row.line), {
        unit: this.#unitCode(row.unit),
      });
    return this.#setAgain(row, at, code);
  }

  /** A part of a test in åk 6 and 9: only that there is one, and whether it has a result. */
  #readTestPart(row: Row, at: number): void {
    if (this.#at.testPart === undefined) return;
    const part = this.#part(this.#cell(row, 'testPart'));
    if (part === null) return;
    const { entries } = this.#tally;
    if ((entries.parts.at(at) & part) !== 0)
      this.#remark(row, 'testPart', 'dubbel rad', texts.repeated(this.#placeOf(at), row.line), {
        unit: this.#unitCode(row.unit),
      });
    entries.parts.set(at, entries.parts.at(at) | part);
    const written = this.#cell(row, 'testPartResult');
    const isMissing = written === '' || (this.#readResult(written) < 0 && this.#readResult(written) > BLANK);
    if (!isMissing) entries.reached.set(at, entries.reached.at(at) | part);
  }

  #part(name: string): number | null {
    const number = this.#tally.parts.numberOf(name.toLocaleUpperCase('sv'));
    return number < MOST_PARTS ? (2 ** number) | 0 : null;
  }

  #readTestBeside(row: Row, at: number): void {
    const written = this.#cell(row, 'testGrade');
    const code = this.#readTest(written);
    if (code === UNKNOWN) this.#unknownGrade(row, 'testGrade', written);
    else if (isStep(code)) this.#tally.entries.testResult.set(at, code);
  }

  /** Parts of a test that are reached or not: one to a row, or a column for each. */
  #readParts(row: Row): void {
    if (this.#at.testGrade !== undefined && this.#cell(row, 'testGrade') !== '') {
      if (!this.#toldGradeInYear3)
        this.#remark(row, 'testGrade', 'provbetyg i årskurs 3', texts.gradeInYear3());
      this.#toldGradeInYear3 = true;
      return;
    }
    const { wide } = this.#setting.columns;
    const ownSlot =
      wide.every(column => column.subject !== null) && wide.length > 0 ? null : this.#readSlot(row);
    if (wide.length === 0) {
      if (ownSlot !== null)
        this.#readPart(row, ownSlot, this.#cell(row, 'testPart'), this.#cell(row, 'testPartResult'), null);
      return;
    }
    for (const [number, column] of wide.entries()) {
      const slot = this.#wideSlots[number] ?? ownSlot;
      if (slot !== null)
        this.#readPart(row, slot, column.part ?? '', row.cells[column.index] ?? '', column.index);
    }
  }

  #readPart(row: Row, slot: number, name: string, written: string, column: number | null): void {
    const where = column === null ? {} : { column: this.#setting.header[column] ?? '', written };
    const took =
      this.#at.participation === undefined ? null : readParticipation(this.#cell(row, 'participation'));
    const read = this.#readResult(written);
    const code = read === BLANK && took === false ? codeOfReason('deltog inte') : read;
    if (code === UNKNOWN)
      return void this.#remark(
        row,
        'testPartResult',
        'betyg finns inte i skalan',
        texts.resultUnknown(row.line, written.slice(0, 20)),
        where,
      );
    if (code === BLANK && column === null)
      return void this.#remark(
        row,
        'testPartResult',
        'delprov saknar resultat',
        texts.partMissing(row.line, name),
      );
    const part = this.#part(name);
    const entry = part === null ? null : this.#entryOf(row, slot);
    if (part === null || entry === null || code === BLANK) return;
    this.#setPart(row, entry.at, part, code, column !== null);
  }

  #setPart(row: Row, at: number, part: number, code: number, isWide: boolean): void {
    const { entries } = this.#tally;
    const { parts, reached, notReached, partReason } = entries;
    const before = (reached.at(at) & part) !== 0 ? 0 : (notReached.at(at) & part) !== 0 ? 1 : null;
    if ((parts.at(at) & part) !== 0) {
      if (before !== (isStep(code) ? code : null)) this.#twoGrades(row, at);
      else if (!isWide)
        this.#remark(row, null, 'dubbel rad', texts.repeated(this.#placeOf(at), row.line), {
          unit: this.#unitCode(row.unit),
        });
      return;
    }
    parts.set(at, parts.at(at) | part);
    if (code === 0) reached.set(at, reached.at(at) | part);
    else if (code === 1) notReached.set(at, notReached.at(at) | part);
    else partReason.set(at, code);
  }
}
