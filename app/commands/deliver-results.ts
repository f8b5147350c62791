import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Database, withScope } from '#app/database/index.ts';
import { readRows } from '#app/exchange/index.ts';
import {
  type ColumnChoice,
  type ColumnRole,
  columnRoles,
  columnTexts,
  type Delivery,
  type DeliveryKind,
  deliveryKinds,
  deliveryTitle,
  isDeliveryKind,
  kindDescriptions,
  latestPeriod,
  loadChoices,
  loadSurroundings,
  type Reading,
  type ReadingInput,
  type RemarkGroup,
  type ResultFile,
  type RowRemark,
  readResults,
  receiptTexts,
  receiveDeliveries,
  remarkGroups,
  tryDeliveries,
} from '#app/results/index.ts';
import { academicYearLabel, parseAcademicYear, type Semester, semesters } from '#app/shared/academic-year.ts';
import { systemClock } from '#app/shared/clock.ts';
import { formatNumber } from '#app/shared/swedish.ts';
import { chooseAuthority } from './authority.ts';
import { CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';

const SHOWN_REMARKS = 50;

const resultFile = (file: string): ResultFile => {
  if (!fs.existsSync(file)) throw new CommandProblem(`Filen ${file} finns inte. Kontrollera sökvägen.`);
  return { name: path.basename(file), bytes: new Uint8Array(fs.readFileSync(file)), encoding: null };
};

const kindOf = (written: string | undefined): DeliveryKind => {
  if (written !== undefined && isDeliveryKind(written)) return written;
  throw new CommandProblem(`Ange slag av resultat med --kind: ${deliveryKinds.join(', ')}.`);
};

const yearOf = (kind: DeliveryKind, written: string | undefined): number => {
  const year = parseAcademicYear(written ?? '');
  if (year !== null) return year;
  const latest = academicYearLabel(latestPeriod(kind, systemClock.today()).academicYear);
  throw new CommandProblem(
    `Ange läsåret med --year. Det senaste som kan ha sådana resultat är ${latest}: --year ${latest}.`,
  );
};

const semesterOf = (kind: DeliveryKind, written: string | undefined): Semester | null => {
  if (!kindDescriptions[kind].perSemester) return null;
  const semester = semesters.find(one => one === written);
  if (!semester) throw new CommandProblem('Ange terminen med --semester HT eller --semester VT.');
  return semester;
};

/** '--column pupil=Elevens pnr': which heading holds what, where the headings do not tell. */
const chosenColumns = (written: readonly string[]): ReadonlyMap<ColumnRole, string> =>
  new Map(
    written.map(one => {
      const at = one.indexOf('=');
      const role = columnRoles.find(known => known === one.slice(0, at));
      if (at < 1 || !role)
        throw new CommandProblem(
          `--column skrivs som UPPGIFT=RUBRIK, till exempel --column pupil=Personnr. Uppgifterna är ${columnRoles.map(named).join(', ')}.`,
        );
      return [role, one.slice(at + 1)] as const;
    }),
  );

/** The answer to what a reading asks, by the headings that were given; null when they do not answer it. */
const answerOf = (
  asked: Extract<Reading, { kind: 'asks' }>,
  headings: ReadonlyMap<ColumnRole, string>,
): ColumnChoice | null => {
  const given = [...headings].flatMap(([role, heading]) => {
    const index = asked.header.indexOf(heading);
    return index === -1 ? [] : [[role, index] as const];
  });
  const columns = { ...asked.believed, ...Object.fromEntries(given) };
  return asked.missing.every(role => given.some(([one]) => one === role))
    ? { kind: asked.as, headerHash: asked.headerHash, columns }
    : null;
};

/** What the column holds, and the word for it in --column. */
const named = (role: ColumnRole): string => `${columnTexts(role).label} (${role})`;

const question = ({ file, missing, header, hasHeader }: Extract<Reading, { kind: 'asks' }>): string =>
  [
    `${file}: det går inte att se vilken kolumn som innehåller ${missing.map(named).join(', ')}.`,
    hasHeader
      ? `Rubrikerna är: ${header.join(' | ')}`
      : 'Filen saknar rubrikrad. Lägg till en, så att kolumnerna går att känna igen.',
    ...(hasHeader
      ? [`Ange varje kolumn med --column och rubriken i er fil: --column ${missing[0]}=RUBRIK.`]
      : []),
  ].join('\n');

/** Reads with what is known, and once more for each file whose columns are asked about and answered. */
const readWithAnswers = async (
  input: ReadingInput,
  headings: ReadonlyMap<ColumnRole, string>,
): Promise<Exclude<Reading, { kind: 'asks' }>> => {
  const choices = [...input.choices];
  for (;;) {
    const reading = await readResults({ ...input, choices }, { readRows });
    if (reading.kind !== 'asks') return reading;
    const answer = answerOf(reading, headings);
    if (!answer || choices.some(one => one.headerHash === answer.headerHash && one.kind === answer.kind))
      throw new CommandProblem(question(reading));
    choices.push(answer);
  }
};

const groupLine = ({ file, text, count, rows }: RemarkGroup): string => {
  const where = count === 1 && rows.length > 0 ? `${file}, rad ${rows[0]}` : file;
  const more =
    count > 1 && rows.length > 0 ? ` (${formatNumber(count)} rader, bland andra ${rows.join(', ')})` : '';
  return `  ${where}: ${text}${more}`;
};

const remarkLines = (remarks: readonly RowRemark[], unlisted: number): string[] => {
  const groups = remarkGroups(remarks);
  const lines = groups.slice(0, SHOWN_REMARKS).map(groupLine);
  const more = groups.slice(SHOWN_REMARKS).reduce((sum, { count }) => sum + count, 0) + unlisted;
  return more > 0 ? [...lines, `  … och ${formatNumber(more)} till.`] : lines;
};

const deliveryLine = ({ scope, rows, pupils, cells }: Delivery): string =>
  `  ${deliveryTitle(scope)}: ${formatNumber(rows)} rader, ${formatNumber(pupils)} elever, ${formatNumber(cells.length)} celler`;

/** What the command says as JSON: counts and masked remarks; no cell and no row. */
const report = (outcome: string, texts: readonly string[], reading: Exclude<Reading, { kind: 'asks' }>) => ({
  outcome,
  texts,
  deliveries:
    reading.kind === 'read'
      ? reading.deliveries.map(({ cells, ...delivery }) => ({ ...delivery, cells: cells.length }))
      : [],
  remarks: reading.remarks,
  unlistedRemarks: reading.unlisted,
});

type Delivered = {
  readonly outcome: string;
  readonly texts: readonly string[];
  readonly reading: Exclude<Reading, { kind: 'asks' }>;
};

const deliverTo = async (
  database: Database,
  input: Omit<ReadingInput, 'surroundings' | 'choices'>,
  options: {
    readonly authority: string | undefined;
    readonly headings: ReadonlyMap<ColumnRole, string>;
    readonly dryRun: boolean;
    readonly isConfirmed: boolean;
  },
): Promise<Delivered> => {
  const { headings, dryRun, isConfirmed } = options;
  const scope = { authorityId: await chooseAuthority(database, options.authority), personId: null };
  const known = await withScope(
    database,
    scope,
    async tx => ({
      surroundings: await loadSurroundings(tx),
      choices: (
        await Promise.all(
          [input.kind, ...kindDescriptions[input.kind].linked.map(({ kind }) => kind)].map(kind =>
            loadChoices(tx, kind),
          ),
        )
      ).flat(),
    }),
    { readOnly: true },
  );
  const reading = await readWithAnswers({ ...input, ...known }, headings);
  if (reading.kind === 'refused') return { outcome: 'refused', texts: [], reading };
  const { deliveries, choices } = reading;
  const receiving = { deliveries, choices, isConfirmed, today: systemClock.today() };
  if (dryRun) {
    const tried = await withScope(database, scope, tx => tryDeliveries(tx, receiving), { readOnly: true });
    if (tried.kind !== 'tried') return { outcome: tried.kind, texts: receiptTexts(tried), reading };
    const text = `${tried.fresh} inlämningar skulle tas emot, ${tried.unchanged} finns redan. Inget har ändrats.`;
    return { outcome: 'tried', texts: [text], reading };
  }
  const receipt = await withScope(database, scope, tx => receiveDeliveries(tx, receiving));
  return { outcome: receipt.kind, texts: receiptTexts(receipt), reading };
};

/**
 * Reads files of results on this machine and delivers their cells. Files are read into memory alone; nothing of a pupil is written
 * anywhere, and remarks are told with personnummer masked.
 */
export const deliverResults = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, {
    ...dataOption,
    authority: { type: 'string' },
    kind: { type: 'string' },
    year: { type: 'string' },
    semester: { type: 'string' },
    prior: { type: 'string', multiple: true, default: [] },
    tests: { type: 'string', multiple: true, default: [] },
    column: { type: 'string', multiple: true, default: [] },
    confirm: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (positionals.length === 0)
    throw new CommandProblem('Ange vilken fil, eller vilka filer, som ska lämnas in.');
  const kind = kindOf(values.kind);
  const input = {
    ...{ kind, academicYear: yearOf(kind, values.year), semester: semesterOf(kind, values.semester) },
    ...{ files: positionals.map(resultFile), prior: values.prior.map(resultFile) },
    tests: values.tests.map(resultFile),
  };
  const headings = chosenColumns(values.column);
  const { outcome, texts, reading } = await withDatabase(values.data, database =>
    deliverTo(database, input, {
      ...{ authority: values.authority, headings, dryRun: values['dry-run'], isConfirmed: values.confirm },
    }),
  );
  const isDone = outcome === 'received' || outcome === 'tried';
  if (values.json) {
    say(JSON.stringify(report(outcome, texts, reading), null, 2));
    return isDone ? 0 : 2;
  }
  if (reading.kind === 'read') for (const delivery of reading.deliveries) say(deliveryLine(delivery));
  for (const line of remarkLines(reading.remarks, reading.unlisted)) say(line);
  if (outcome === 'refused' && texts.length === 0)
    say('Filen är inte inlämnad. Inget har ändrats. Rätta raderna och försök igen.');
  for (const text of texts) say(text);
  if (outcome === 'asks') say('Inget har ändrats. Om det stämmer: kör samma kommando med --confirm.');
  return isDone ? 0 : 2;
};
