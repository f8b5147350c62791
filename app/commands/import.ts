import * as fs from 'node:fs';
import * as path from 'node:path';
import { importPeople } from '#app/access/index.ts';
import { type Database, listAuthorities, withScope } from '#app/database/index.ts';
import { isSirisReport, readPlannedEducations, readTable, sirisReports } from '#app/exchange/index.ts';
import { importOrganisation, type RegisteredUnit, takeInRegister } from '#app/organisation/index.ts';
import { formatImportReport, importPositionsFile, positionColumns } from '#app/positions/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import { capitalise, formatNumber } from '#app/shared/swedish.ts';
import type { FileError } from '#app/shared/table.ts';
import { chooseAuthority, createAuthority } from './authority.ts';
import { type Command, CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';
import { fetchSkolverket, importSiris } from './published-statistics.ts';

const LONG_AGO = '2010-01-01';
const SHOWN_ERRORS = 50;

const readFile = (file: string | undefined): Uint8Array => {
  if (!file) throw new CommandProblem('Ange vilken fil som ska läsas in.');
  if (!fs.existsSync(file)) throw new CommandProblem(`Filen ${file} finns inte. Kontrollera sökvägen.`);
  return fs.readFileSync(file);
};

const place = (error: FileError): string =>
  [error.line === null ? '' : `Rad ${error.line}`, error.column ?? ''].filter(Boolean).join(', kolumnen ');

/** The value, or the problems on standard error, one a line, and nothing changed. */
const orTell = <Value>(file: string, outcome: Outcome<Value, FileError>): Value => {
  if (outcome.ok) return outcome.value;
  const shown = outcome.problems
    .slice(0, SHOWN_ERRORS)
    .map(error => [place(error), error.text].filter(Boolean).join(': '));
  const more = outcome.problems.length - shown.length;
  if (more > 0) shown.push(`… och ${formatNumber(more)} fel till.`);
  throw new CommandProblem(`${path.basename(file)} lästes inte in. Inget har ändrats.\n${shown.join('\n')}`);
};

/** Takes in school units and published statistics from Skolverket's file; sets up the authority in an empty installation. */
export const importSkolverket = async (
  database: Database,
  bytes: Uint8Array,
  fileName: string,
  options: { readonly municipality: string; readonly fetchedOn: IsoDate; readonly authority?: string },
): Promise<{
  readonly authority: string;
  readonly added: number;
  readonly known: number;
  readonly values: number;
}> => {
  const read = orTell(fileName, readPlannedEducations(bytes, options.municipality));
  const first = read.units[0];
  if (!first) throw new CommandProblem('Filen har inga enheter för kommunen.');
  if ((await listAuthorities(database)).length === 0) {
    await createAuthority(
      database,
      {
        name: first.corporationName
          .toLowerCase()
          .split(' ')
          .map(capitalise)
          .join(' ')
          .replace(/ Kommun$/, ' kommun')
          .replace(/ Stad$/, ' stad'),
        organisationNumber: first.organisationNumber,
        municipalityCode: options.municipality,
        boardName: 'utbildningsnämnden',
        administrationName: 'utbildningsförvaltningen',
        clauseStyle: 'attSatser',
      },
      LONG_AGO,
    );
  }
  const authorityId = await chooseAuthority(database, options.authority);
  const units = read.units.map((unit): RegisteredUnit => {
    const level = (year: number) => (year === 0 ? 'F' : String(year));
    return {
      schoolUnitCode: unit.schoolUnitCode,
      name: unit.name,
      schoolForms: unit.schoolForms.flatMap(form => schoolFormOf[form.code] ?? []),
      yearLevels: [...new Set(unit.schoolForms.flatMap(form => form.yearLevels.map(level)))],
    };
  });
  const values = read.values.map(value => ({ ...value, source: 'Skolverket', fetchedOn: options.fetchedOn }));
  const taken = await withScope(database, { authorityId, personId: null }, tx =>
    takeInRegister(tx, LONG_AGO, units, values),
  );
  return { authority: authorityId, ...taken };
};

const schoolFormOf: Readonly<Record<string, RegisteredUnit['schoolForms'][number]>> = {
  fsk: 'FKLASS',
  gr: 'GR',
  gran: 'GRAN',
  gy: 'GY',
  gyan: 'GYAN',
};

export const importCommand: Command = {
  name: 'import',
  usage: [
    'samsyn import skolverket FIL --municipality 0126 [--fetched 2026-04-21]',
    'samsyn import skolverket --fetch [--municipality 0126] [--again]',
    'samsyn import siris FIL --report 139 [--municipality 0126] [--fetched 2026-04-21]',
    'samsyn import organisation FIL',
    'samsyn import people FIL',
    'samsyn import positions FIL [--dry-run] [--json]      (alla: [--authority NAMN] [--data MAPP])',
  ].join('\n  '),
  about:
    'Läser in skolenheter, publicerad statistik, organisation, personer eller tjänster. Allt i filen läses in, eller inget.',
  run: async args => {
    const { values, positionals } = readArguments(args, {
      ...dataOption,
      municipality: { type: 'string' },
      fetched: { type: 'string' },
      authority: { type: 'string' },
      fetch: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const [kind, file = ''] = positionals;
    const today = systemClock.today();
    const { authority } = values;
    const fetchedOn = values.fetched ?? today;
    if (!isIsoDate(fetchedOn)) throw new CommandProblem('--fetched ska vara en dag som 2026-04-21.');
    const where = {
      ...(authority ? { authority } : {}),
      ...(values.municipality ? { municipality: values.municipality } : {}),
    };
    if (kind === 'siris') {
      const number = values.report ?? '';
      if (!isSirisReport(number))
        throw new CommandProblem(`Ange rapportens nummer med --report: ${sirisReports.join(', ')}.`);
      const bytes = readFile(file);
      const taken = await withDatabase(values.data, database =>
        importSiris(database, bytes, number, {
          ...{ ...where, fetchedOn, today },
          orTell: outcome => orTell(file, outcome),
        }),
      );
      say(
        taken.isUnpublished
          ? 'Rapporten har inga rader: läsåret är inte publicerat än. Inget har ändrats.'
          : `Inläst: ${formatNumber(taken.values)} publicerade värden. Källa: Skolverket.`,
      );
      return 0;
    }
    if (kind === 'skolverket') {
      const report = await withDatabase(values.data, async database => {
        if (values.fetch) {
          const fetched = orTell(
            'Skolverket',
            await fetchSkolverket(database, { ...where, today, again: values.again }),
          );
          const { bytes, municipality } = fetched;
          return importSkolverket(database, bytes, 'Skolverket', { ...where, municipality, fetchedOn });
        }
        const { municipality } = where;
        if (!municipality)
          throw new CommandProblem('Ange kommunen med --municipality, fyra siffror, till exempel 0126.');
        return importSkolverket(database, readFile(file), file, { ...where, municipality, fetchedOn });
      });
      say(
        `Inläst: ${formatNumber(report.added)} nya skolenheter, ${formatNumber(report.known)} redan kända, ` +
          `${formatNumber(report.values)} publicerade värden. Källa: Skolverket.`,
      );
      return 0;
    }
    if (kind === 'organisation' || kind === 'people') {
      const table = orTell(file, await readTable(readFile(file), path.basename(file)));
      return withDatabase(values.data, async database => {
        const authorityId = await chooseAuthority(database, values.authority);
        await withScope(database, { authorityId, personId: null }, async tx => {
          if (kind === 'organisation') {
            const { added, changed } = orTell(file, await importOrganisation(tx, today, table));
            say(`Organisationen är inläst: ${added} nya enheter, ${changed} ändrade.`);
          } else {
            const { people, roles } = orTell(file, await importPeople(tx, today, table));
            say(`Personerna är inlästa: ${people} nya personer, ${roles} nya roller.`);
          }
        });
        return 0;
      });
    }
    if (kind === 'positions') {
      const bytes = readFile(file);
      const dryRun = values['dry-run'];
      const report = await withDatabase(values.data, async database => {
        const authorityId = await chooseAuthority(database, values.authority);
        return importPositionsFile({
          ...{ bytes, fileName: path.basename(file), today, dryRun },
          readTable: (content, name) => readTable(content, name, { expect: positionColumns }),
          transact: work => withScope(database, { authorityId, personId: null }, work, { readOnly: dryRun }),
        });
      });
      say(values.json ? JSON.stringify(report, null, 2) : formatImportReport(report));
      return report.errors.length > 0 ? 2 : 0;
    }
    throw new CommandProblem(
      'Skriv vad som ska läsas in: skolverket, siris, organisation, people eller positions.',
    );
  },
};
