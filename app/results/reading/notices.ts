import type { Cell } from '../cell.ts';
import { pupilsOf } from '../cell.ts';
import { kindDescriptions } from '../kind.ts';
import type { ReadingInput } from '../reading.ts';
import type { Remarks } from './remarks.ts';
import type { SubjectWords } from './subject-words.ts';
import { texts } from './sv.ts';
import type { Tally } from './tally.ts';
import { isStep } from './written-result.ts';

type NoticeSource = {
  readonly input: ReadingInput;
  readonly tally: Tally;
  readonly words: SubjectWords;
  readonly units: readonly {
    readonly schoolUnitCode: string;
    readonly pupils: number;
    readonly linkedPupils: number | null;
    readonly cells: readonly Cell[];
  }[];
  readonly remarks: Remarks;
};

/** Above this share of pupils without an earlier result it is told. */
const MOST_UNLINKED = 0.15;
/** More than this share with F or without result is seldom right; fewer pupils than ten tell nothing. */
const MOST_WITHOUT = 0.5;
const FEWEST = 10;

/** What is seen only when all rows have been read, and hinders nothing. */
export const addNotices = (source: NoticeSource): void => {
  addBothSwedish(source);
  addWithoutParts(source);
  addUnlinked(source);
  addManyWithout(source);
};

const fileName = ({ input }: NoticeSource): string =>
  input.files.length === 1 ? (input.files[0]?.name ?? '') : '';
const unitName = ({ input }: NoticeSource, code: string): string =>
  input.surroundings.units.find(unit => unit.schoolUnitCode === code)?.name ?? code;

const listable = ({ tally }: NoticeSource, at: number): boolean =>
  !tally.protectedPupils.has(tally.entries.pupil.at(at));

const addBothSwedish = (source: NoticeSource): void => {
  const { tally, words, remarks, input } = source;
  if (kindDescriptions[input.kind].levels === null) return;
  const [swedish, second] = ['SV', 'SVA'].map(code => tally.findSlot(words.codes.get(code) ?? ''));
  if (swedish === null || swedish === undefined || second === null) return;
  const { entries } = tally;
  for (let at = 0; at < entries.pupil.length; at++) {
    if (entries.slot.at(at) !== second || !isStep(entries.result.at(at))) continue;
    const other = tally.findEntry(entries.pupil.at(at), swedish);
    if (other === null || !isStep(entries.result.at(other)) || !listable(source, at)) continue;
    const row = Math.max(entries.line.at(at), entries.line.at(other));
    const unit = tally.units.texts[entries.unit.at(at)] ?? '';
    const rule = 'svenska och svenska som andraspråk';
    remarks.add({ rule, file: fileName(source), row, unit, text: texts.bothSwedish(row) });
  }
};

const addWithoutParts = (source: NoticeSource): void => {
  const { tally, remarks, input } = source;
  const { isNationalTest, scale } = kindDescriptions[input.kind];
  if (!isNationalTest || scale === 'kravnivå' || tally.parts.texts.length === 0) return;
  const { entries } = tally;
  for (let at = 0; at < entries.pupil.length; at++) {
    if (!isStep(entries.result.at(at)) || entries.reached.at(at) !== 0 || !listable(source, at)) continue;
    const row = entries.line.at(at);
    const unit = tally.units.texts[entries.unit.at(at)] ?? '';
    remarks.add({
      ...{ rule: 'provbetyg utan delprov', file: fileName(source), row, unit },
      text: texts.gradeWithoutParts(row),
    });
  }
};

const addUnlinked = (source: NoticeSource): void => {
  for (const { schoolUnitCode, pupils, linkedPupils } of source.units) {
    if (linkedPupils === null) continue;
    const without = pupils - linkedPupils;
    if (without <= MOST_UNLINKED * pupils) continue;
    const rule = 'tidigare resultat saknas för många';
    const text = texts.manyUnlinked(unitName(source, schoolUnitCode), without, pupils);
    source.remarks.add({ rule, file: '', text });
    source.remarks.count(rule, schoolUnitCode, without);
  }
};

const addManyWithout = (source: NoticeSource): void => {
  for (const { schoolUnitCode, cells } of source.units)
    for (const cell of cells) {
      if (cell.group !== 'alla' || cell.histogram === null || cell.measure === 'betyg minus provbetyg')
        continue;
      const whole = pupilsOf(cell);
      const without =
        (cell.histogram.F ?? 0) + (cell.missing['deltog inte'] ?? 0) + (cell.missing['uppgift saknas'] ?? 0);
      if (whole < FEWEST || without <= MOST_WITHOUT * whole) continue;
      const rule = 'ovanligt många F eller frånvarande';
      const text = texts.manyWithout(cell.subject, unitName(source, schoolUnitCode), without, whole);
      source.remarks.add({ rule, file: '', text });
      source.remarks.count(rule, schoolUnitCode, without);
    }
};
