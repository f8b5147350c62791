import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { readRows } from '#app/exchange/index.ts';
import { loadPublishedValues, loadUnits } from '#app/organisation/index.ts';
import { loadRegister, type Register } from '#app/positions/index.ts';
import {
  kindDescriptions,
  loadSurroundings,
  type ReadingInput,
  receiptTexts,
  receiveDeliveries,
  releaseTable,
  type Surroundings,
  whenDecided,
} from '#app/results/index.ts';
import { readResults } from '#app/results/reading/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import { contains } from '#app/shared/period.ts';
import { makeCourseFiles } from './course-files.ts';
import { type HasPost, makeResultFiles } from './result-files.ts';
import type { ResultSchool } from './result-pupils.ts';
import { type DemoResultFile, lastResultYear } from './result-writing.ts';
import { sv } from './sv.ts';

const FAR_AHEAD = 9999;

/** The board's meeting in the autumn after the tests. */
const releasedOn = '2026-10-14';

/** Ekdala's compulsory schools with about as many pupils in each year level as Skolverket says. */
const resultSchools = async (tx: Scoped): Promise<ResultSchool[]> => {
  const published = await loadPublishedValues(tx, ['totalNumberOfPupils']);
  return (await loadUnits(tx)).flatMap(({ schoolUnitCode, versions, startsOn, endsOn }) => {
    const version = versions.at(-1);
    const pupils = published.find(value => value.schoolUnitCode === schoolUnitCode && value.value !== null);
    if (schoolUnitCode === null || !version?.schoolForms.includes('GR') || !pupils?.value) return [];
    const { yearLevels } = version;
    return [
      {
        ...{ schoolUnitCode, yearLevels, perLevel: Math.round(pupils.value / yearLevels.length) },
        firstYear: academicYearOf(startsOn, []).startYear,
        lastYear: endsOn === null ? FAR_AHEAD : academicYearOf(endsOn, []).startYear,
      },
    ];
  });
};

/** Whether a school had a task in a subject in the spring of an academic year. */
const postsOf = async (tx: Scoped, register: Register, { subjects }: Surroundings): Promise<HasPost> => {
  const codeOf = new Map((await loadUnits(tx)).map(unit => [unit.id, unit.schoolUnitCode]));
  const unitOf = new Map(register.positions.map(({ id, unitId }) => [id, codeOf.get(unitId) ?? null]));
  const nameOf = new Map(subjects.map(({ name, code }) => [code, name]));
  return (schoolUnitCode, subjectCode, academicYear) =>
    register.assignments.some(
      assignment =>
        unitOf.get(assignment.positionId) === schoolUnitCode &&
        contains(assignment, `${academicYear + 1}-03-01`) &&
        assignment.subjects.includes(nameOf.get(subjectCode) ?? subjectCode),
    );
};

/** The raw files of Ekdala's results, made from its own schools and posts. */
export const ekdalaResultFiles = async (tx: Scoped): Promise<DemoResultFile[]> => {
  const schools = await resultSchools(tx);
  const hasPost = await postsOf(tx, await loadRegister(tx), await loadSurroundings(tx));
  return [...makeResultFiles(schools, hasPost), ...makeCourseFiles(schools, hasPost)];
};

/** A file together with those that are joined to it, as the registrar of Ekdala chose them. */
export const readingInputOf = (
  { kind, academicYear, semester, name, bytes }: DemoResultFile,
  files: readonly DemoResultFile[],
  surroundings: Surroundings,
): ReadingInput => {
  const linked = (as: 'prior' | 'test') =>
    kindDescriptions[kind].linked
      .filter(link => link.as === as)
      .flatMap(link => {
        const found = files.find(
          file => file.kind === link.kind && file.academicYear === academicYear - link.yearsBefore,
        );
        return found ? [{ name: found.name, bytes: found.bytes, encoding: null }] : [];
      });
  return {
    ...{ kind, academicYear, semester, surroundings, choices: [] },
    files: [{ name, bytes, encoding: null }],
    prior: linked('prior'),
    tests: linked('test'),
  };
};

/** When a file was delivered: in June, the national tests a little later than the grades; in January for the autumn. */
const deliveredOn = ({ kind, academicYear, semester }: DemoResultFile): string =>
  `${academicYear + 1}-${semester === 'HT' ? '01' : '06'}-${kindDescriptions[kind].isNationalTest ? 18 : 15}`;
const firstSentOn = ({ academicYear }: DemoResultFile): string => `${academicYear + 1}-06-12`;

/** The file as it was first sent: its last pupil was missing, so it was sent again. */
const withoutLastPupil = (file: DemoResultFile): DemoResultFile => {
  const text = Buffer.from(file.bytes).toString('latin1');
  const lines = text.split('\r\n').filter(line => line !== '');
  const number = lines.at(-1)?.split(/[;\t]/)[0] ?? '';
  const kept = lines.filter(line => !line.startsWith(number));
  return { ...file, bytes: new Uint8Array(Buffer.from(`${kept.join('\r\n')}\r\n`, 'latin1')) };
};

/** The board has been given a table of each school form, so that a later one is decided against it. */
const releaseToBoard = async (tx: Scoped): Promise<void> => {
  const asked = [
    { kind: 'np_ak9', measure: 'provbetygspoäng', level: '9', title: sv.release.compulsory },
    { kind: 'amnesbetyg', measure: 'betygspoäng', level: 'MATE1000X', title: sv.release.upperSecondary },
  ] as const;
  for (const { title, ...table } of asked) {
    const receipt = await releaseTable(
      tx,
      {
        ...{ ...table, subject: 'Matematik', academicYear: lastResultYear },
        ...{ semester: null, group: 'alla' },
      },
      { title, recipient: sv.release.recipient, today: releasedOn },
    );
    if (receipt.kind !== 'released') throw new Error(`${title} could not be released`);
  }
};

/**
 * Reads Ekdala's five years of results into cells and delivers them, through the same reading and the same act as the page and the
 * command. One file was sent twice, so that there is a history to look at.
 */
export const enterResults = async (database: Database, authorityId: string): Promise<void> => {
  const scope = { authorityId, personId: null };
  const { files, surroundings } = await withScope(
    database,
    scope,
    async tx => ({ files: await ekdalaResultFiles(tx), surroundings: await loadSurroundings(tx) }),
    { readOnly: true },
  );
  const again = files.filter(file => file.kind === 'np_ak6' && file.academicYear === lastResultYear);
  const sent = [
    ...again.map(file => ({ file: withoutLastPupil(file), today: firstSentOn(file) })),
    ...files.map(file => ({ file, today: deliveredOn(file) })),
  ].sort((a, b) => (a.today < b.today ? -1 : Number(a.today > b.today)));
  for (const { file, today } of sent) {
    const reading = await readResults(readingInputOf(file, files, surroundings), { readRows });
    if (reading.kind !== 'read')
      throw new Error(
        `${file.name}: ${JSON.stringify(reading.kind === 'refused' ? reading.remarks.slice(0, 5) : reading)}`,
      );
    const { deliveries, choices } = reading;
    const receipt = await withScope(
      database,
      scope,
      tx => receiveDeliveries(tx, { deliveries, choices, isConfirmed: true, today }),
      { now: new Date(`${today}T08:20:00Z`) },
    );
    if (receipt.kind !== 'received') throw new Error(`${file.name}: ${receiptTexts(receipt).join('\n')}`);
  }
  const now = new Date(`${releasedOn}T08:20:00Z`);
  await whenDecided(() => withScope(database, scope, tx => releaseToBoard(tx), { now }));
};
