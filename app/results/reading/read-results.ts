import type { Delivery } from '../delivery.ts';
import { type DeliveryKind, kindDescriptions, type LinkedFile } from '../kind.ts';
import type { ColumnChoice, Reading, ReadingInput, ReadingProgress, ResultFile } from '../reading.ts';
import { cellsOf, type Joined } from './cells.ts';
import { joinPupils } from './join.ts';
import { addNotices } from './notices.ts';
import { type FileEnd, readFile } from './read-file.ts';
import { Remarks } from './remarks.ts';
import type { RowSource } from './source.ts';
import { SubjectWords } from './subject-words.ts';
import { texts } from './sv.ts';
import { Tally } from './tally.ts';

/** What a reading needs from where it runs. */
export type ReadingTools = {
  readonly readRows: RowSource;
  readonly onProgress?: (progress: ReadingProgress) => void;
};

/** Why a reading stops before anything is delivered. */
class Stopped extends Error {
  readonly reading: Reading;

  constructor(reading: Reading) {
    super(reading.kind);
    this.reading = reading;
  }
}

/**
 * Reads files of results and gives cells, or what is wrong, or what must be asked: never some cells of a file in which a row is
 * refused. Pure: files are opened by `tools.readRows`, and all that is known of the authority is in `input.surroundings`. The same
 * files give the same cells in a browser and on a command line. Bytes and identities are held only while it runs.
 */
export const readResults = async (input: ReadingInput, tools: ReadingTools): Promise<Reading> => {
  const remarks = new Remarks();
  try {
    return await read(input, tools, remarks);
  } catch (error) {
    if (error instanceof Stopped) return error.reading;
    throw error;
  }
};

const refused = (remarks: Remarks): Reading => ({
  kind: 'refused',
  remarks: remarks.all,
  unlisted: remarks.unlisted,
});

const read = async (input: ReadingInput, tools: ReadingTools, remarks: Remarks): Promise<Reading> => {
  const { kind } = input;
  const words = new SubjectWords(input.surroundings.subjects);
  const choices: ColumnChoice[] = [];
  const said: string[] = [];
  const readAll = async (
    files: readonly ResultFile[],
    as: DeliveryKind,
    yearsBefore: number,
    isLinked: boolean,
  ) => {
    const tally = new Tally();
    for (const file of files) {
      const end: FileEnd = await readFile(
        {
          ...{ file, kind: as, words, isLinked, surroundings: input.surroundings, choices: input.choices },
          academicYear: input.academicYear - yearsBefore,
          semester: input.semester,
          readRows: tools.readRows,
          onProgress: tools.onProgress ?? (() => undefined),
        },
        tally,
        remarks,
      );
      if (end.asks) throw new Stopped(end.asks);
      said.push(...end.said);
      if (end.choice && !choices.includes(end.choice)) choices.push(end.choice);
    }
    return tally;
  };
  const tally = await readAll(input.files, kind, 0, false);
  const linked = async (as: LinkedFile['as'], files: readonly ResultFile[]): Promise<Tally | null> => {
    const description = kindDescriptions[kind].linked.find(one => one.as === as);
    if (files.length === 0) return null;
    if (description) return readAll(files, description.kind, description.yearsBefore, true);
    remarks.add({ rule: 'raden går inte att läsa', file: files[0]?.name ?? '', text: texts.noLinked });
    return null;
  };
  const prior = await linked('prior', input.prior);
  const tests = await linked('test', input.tests);
  if (remarks.isRefused) return refused(remarks);

  const join = async (other: Tally | null): Promise<Joined | null> =>
    other === null ? null : { tally: other, pupilOf: await joinPupils(tally.pupilIds, other.pupilIds) };
  const joined = { prior: await join(prior), tests: await join(tests) };
  for (const one of [tally, prior, tests]) one?.forgetIdentities();
  const deliveries = deliveriesOf(input, tally, joined, words, remarks);
  return { kind: 'read', deliveries, remarks: remarks.all, unlisted: remarks.unlisted, said, choices };
};

const deliveriesOf = (
  input: ReadingInput,
  tally: Tally,
  joined: { readonly prior: Joined | null; readonly tests: Joined | null },
  words: SubjectWords,
  remarks: Remarks,
): Delivery[] => {
  const { kind, academicYear } = input;
  const semester = kindDescriptions[kind].perSemester ? input.semester : null;
  const scope = { kind, academicYear, semester };
  const cells = cellsOf({ tally, scope, words, ...joined });
  const pupils = tally.pupilsOfUnits();
  const isLinked = (pupil: number): boolean =>
    [joined.prior, joined.tests].some(one => one !== null && (one.pupilOf[pupil] ?? -1) >= 0);
  const hasLinked = joined.prior !== null || joined.tests !== null;
  const units = tally.units.texts.map((schoolUnitCode, unit) => ({
    schoolUnitCode,
    rows: tally.rowsOfUnit[unit] ?? 0,
    pupils: pupils[unit]?.length ?? 0,
    linkedPupils: hasLinked ? (pupils[unit] ?? []).filter(isLinked).length : null,
    cells: cells.get(schoolUnitCode) ?? [],
  }));
  const counted = units
    .filter(unit => unit.rows > 0)
    .sort((a, b) => (a.schoolUnitCode < b.schoolUnitCode ? -1 : 1));
  addNotices({ input, tally, words, units: counted, remarks });
  return counted.map(({ schoolUnitCode, ...unit }) => ({
    scope: { ...scope, schoolUnitCode },
    scale: kindDescriptions[kind].scale,
    notices: remarks.noticesOf(schoolUnitCode),
    ...unit,
  }));
};
