import { importPeople } from '#app/access/index.ts';
import { createAuthority } from '#app/commands/authority.ts';
import { importSkolverket } from '#app/commands/import.ts';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { readTable } from '#app/exchange/index.ts';
import { rootFolder } from '#app/main.ts';
import { importOrganisation, type SchoolAuthority } from '#app/organisation/index.ts';
import { formatImportReport, importPositionsFile } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import type { FileError, Table } from '#app/shared/table.ts';
import { type DemoFile, readDemoFile } from './files.ts';
import { enterFollowUps } from './follow-ups.ts';
import { enterDecided, enterMatters } from './matters.ts';
import { enterResults } from './results.ts';
import { demoDay } from './story.ts';
import { enterStructures } from './structures.ts';

const ekdala = {
  name: 'Ekdala kommun',
  organisationNumber: '2120000001',
  municipalityCode: '9999',
  boardName: 'bildningsnämnden',
  administrationName: 'bildningsförvaltningen',
  clauseStyle: 'attSatser',
} as const satisfies SchoolAuthority;

/** Before the first position: Ekdala began in 2011. */
const since: IsoDate = '2010-01-01';
const fetchedOn: IsoDate = '2026-10-05';

export type LoadedDemo = {
  readonly authorityId: string;
  /** The item that is being written. */
  readonly itemId: string;
};

/** The raw files go with the program, so a fault in them is a fault in the program. */
const orThrow = <Value>(file: DemoFile, outcome: Outcome<Value, FileError>): Value => {
  if (outcome.ok) return outcome.value;
  const told = outcome.problems.map(({ line, column, text }) => `${line ?? '-'} ${column ?? '-'}: ${text}`);
  throw new Error(`${file}\n${told.join('\n')}`);
};

/**
 * Sets up the fictitious municipality Ekdala from its raw files, through the same functions as the commands that read a real
 * municipality's. The item to the board stands as a draft, ready to be moved. `today` is the day it is all seen from.
 */
export const loadDemo = async (database: Database, today: IsoDate = demoDay): Promise<LoadedDemo> => {
  const read = (file: DemoFile): Uint8Array => readDemoFile(rootFolder(), file);
  const readRows = async (file: DemoFile): Promise<Table> => orThrow(file, await readTable(read(file), file));
  const organisation = await readRows('organisation.csv');
  const people = await readRows('personer.csv');

  const authorityId = await createAuthority(database, ekdala, since, true);
  const transact = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
    withScope(database, { authorityId, personId: null }, work);
  await transact(async tx => orThrow('organisation.csv', await importOrganisation(tx, today, organisation)));
  await importSkolverket(database, read('skolverket.ndjson'), 'skolverket.ndjson', {
    municipality: ekdala.municipalityCode,
    fetchedOn,
    authority: ekdala.name,
  });
  await transact(async tx => orThrow('personer.csv', await importPeople(tx, today, people)));
  const positions = await importPositionsFile({
    ...{ bytes: read('tjanster.csv'), fileName: 'tjanster.csv' },
    ...{ readTable, transact, today },
  });
  if (positions.errors.length > 0) throw new Error(formatImportReport(positions));
  await transact(tx => enterStructures(tx, read('strukturer.json')));
  await transact(tx => enterDecided(tx, read('arenden.json')));
  await enterFollowUps(database, authorityId, read('uppfoljning.json'));
  const itemId = await transact(tx => enterMatters(tx, today, read('arenden.json')));
  await enterResults(database, authorityId);
  return { authorityId, itemId };
};
