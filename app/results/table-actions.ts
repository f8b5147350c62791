import { keepUntilNextEvent, recordEvents, type Scoped } from '#app/database/index.ts';
import { loadUnits, OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import type { CellGroup } from './cell.ts';
import { eachDecided, keptDecision } from './deciding/kept-decisions.ts';
import { measureDescriptions } from './measure.ts';
import { loadLedger, loadReleasedEntries, lockReleases, type Release, saveRelease } from './release-store.ts';
import { loadCells } from './store.ts';
import { blockOfCells, decidedWith, finalGradesOf } from './suppression/block-of-cells.ts';
import type { ValueBounds } from './suppression/group.ts';
import { identityText, type Measured } from './suppression/identity.ts';
import { joinedBlock, resultsBehind, withResultsOfTheTime } from './suppression/linked-results.ts';
import {
  type Block,
  type DecidedBlock,
  type DecidedGroup,
  type ReleasedBlock,
  type ToldBlock,
  toldEarlier,
} from './suppression/release.ts';
import type { Audience } from './suppression/thresholds.ts';
import { askedGroup, dayInYear, placesOf, type TablePlace, type TableQuestion } from './table-question.ts';

/** Resultattabell: rows as they may be shown to those it is for. */
export type ResultTable = {
  readonly question: TableQuestion;
  readonly rows: readonly TableRowShown[];
  /** Rows that cannot be protected, since earlier releases give them away: then nothing may leave. */
  readonly unprotected: readonly string[];
};
export type TableRowShown = {
  readonly place: TablePlace;
  readonly group: DecidedGroup;
  /** What is shown instead where a change of few pupils is not told: the group as it was told before, and what was told of it. */
  readonly earlier: Pick<DecidedGroup, 'facts' | 'told'> | null;
};

/** Which rows a table has. Left out, all of them. */
export type RowChoice = (place: TablePlace) => boolean;

type Decided = ResultTable &
  ToldBlock & {
    readonly measured: Measured;
    /** Of a difference: the results that it is made of, as they would be told to the same reader. */
    readonly behind: readonly Decided[];
  };

/** The rows of a question for units with these codes, named as in its academic year. */
const readPlaces = async (
  tx: Scoped,
  question: TableQuestion,
  codes: readonly string[],
): Promise<readonly TablePlace[]> => {
  const units = await loadUnits(tx);
  const organisation = new OrganisationOn(units, dayInYear(question.academicYear) as IsoDate);
  const nameOf = (code: string) =>
    units.find(unit => unit.schoolUnitCode === code)?.versions.at(-1)?.name ?? code;
  return placesOf(codes, organisation, nameOf);
};

/** Whom a table is decided for, and how other results of the same pupils are decided for them. */
type Asker = {
  readonly audience: Audience;
  /** Units that the reader is the principal of. */
  readonly own: ReadonlySet<string>;
  /** The groups of pupils that are decided, one step after another: what one step tells is known in the next. */
  readonly steps: (group: CellGroup) => readonly (readonly CellGroup[])[];
  readonly decideOther: (question: TableQuestion) => Promise<Decided>;
};

/** Girls and boys together, after all pupils, so that what all the three tables show together is decided too. */
const everyStep = (group: CellGroup): readonly (readonly CellGroup[])[] =>
  group === 'alla' ? [['alla']] : [['alla'], ['flickor', 'pojkar']];

/**
 * Works out the table as it may be shown to a reader, from the cells as they are now. It is decided over all rows and against all that has
 * left before, whichever rows the reader then gets: otherwise two readers, or one with two tables, would see different rows hidden.
 * Subjects that pupils have one of are decided in one block, and a difference after the results that it is made of.
 *
 * @throws {Undecided} when something has not been decided yet: ask through `whenDecided`
 */
const decide = async (
  tx: Scoped,
  question: TableQuestion,
  { audience, own, steps, decideOther }: Asker,
): Promise<Decided> => {
  const subjects = decidedWith(question.subject);
  const topics = [question, ...resultsBehind(question)];
  const cells = await loadCells(tx, {
    measures: topics.map(({ measure }) => measure),
    levels: [question.level],
    academicYears: topics.map(({ academicYear }) => academicYear),
    subjects,
  });
  const behind = await eachDecided(resultsBehind(question), decideOther);
  const block: Block = { ...blockOfCells(question, cells), behind };
  // Whoever asks for what nobody has results in, asks for nothing: it is neither decided nor kept in place of what takes long to decide.
  if (block.atoms.length === 0)
    return {
      ...{ question, rows: [], unprotected: [], behind },
      ...{ measured: block.measured, bounds: block.bounds, entry: { entries: [] } },
    };
  const places = await readPlaces(
    tx,
    question,
    block.atoms.map(({ unit }) => unit),
  );
  // Inside, readers see the tables of all the subjects; what has left is in the ledger.
  const isOutside = audience === 'utanför huvudmannen';
  const together = isOutside ? [question.subject] : subjects;
  const groupsOf = (group: CellGroup) =>
    together.flatMap(subject =>
      places.map(place => askedGroup(block.measured, { ...question, group, subject }, place)),
    );
  const ledgers: { readonly bounds: ValueBounds; readonly ledger: readonly ReleasedBlock[] }[] = [];
  for (const { bounds, measured } of behind) ledgers.push({ bounds, ledger: await loadLedger(tx, measured) });
  const left = await loadLedger(tx, block.measured);
  // Readers inside see the final grades as well.
  const final = finalGradesOf(question);
  const seen = isOutside || final === question ? [] : [(await decideOther(final)).entry];
  const earlier =
    behind.length === 0
      ? left
      : withResultsOfTheTime(left, ledgers, measureDescriptions[question.measure].highest);
  const decisions: DecidedBlock[] = [];
  for (const groups of steps(question.group)) {
    const told = decisions.map(({ entry }) => entry);
    const asked = groups.flatMap(groupsOf);
    decisions.push(keptDecision({ block, asked, earlier: [...earlier, ...seen, ...told], audience, own }));
  }

  const told = earlier.flatMap(({ entries }) => entries);
  const byIdentity = new Map(
    (decisions.at(-1)?.decided ?? []).map(group => [identityText(group.identity), group] as const),
  );
  const rows = places.flatMap((place): TableRowShown[] => {
    const group = byIdentity.get(identityText(askedGroup(block.measured, question, place).identity));
    // A row that names a language few read has nothing told of it, and is left out.
    if (!group || Object.keys(group.told).length === 0) return [];
    return [{ place, group, earlier: toldEarlier(group.told, told) }];
  });
  return {
    question,
    rows,
    unprotected: [...behind, ...decisions].flatMap(({ unprotected }) => unprotected),
    ...{ measured: block.measured, bounds: block.bounds },
    entry: joinedBlock(decisions.map(({ entry }) => entry)),
    behind,
  };
};

/**
 * The table for readers inside the authority. Nothing is recorded: it has not left. `seesTeachers` tells of which units the reader may
 * see results that rest on one or two teachers: those whose principal it is.
 */
export const readTableInside = async (
  tx: Scoped,
  question: TableQuestion,
  seesTeachers: RowChoice,
  isWanted: RowChoice = () => true,
): Promise<ResultTable> => {
  const common = await decideInside(tx, question, new Set());
  const own = new Set(
    common.rows
      .filter(({ place }) => place.level === 'enhet' && seesTeachers(place))
      .flatMap(({ place }) => place.units),
  );
  const table = own.size === 0 ? common : await decideInside(tx, question, own);
  return { ...table, rows: table.rows.filter(({ place }) => isWanted(place)) };
};

const decideInside = (tx: Scoped, question: TableQuestion, own: ReadonlySet<string>): Promise<Decided> => {
  const decideOne = () =>
    decide(tx, question, {
      ...{ audience: 'inom huvudmannen', own, steps: everyStep },
      decideOther: one => decideInside(tx, one, own),
    });
  return own.size > 0 ? decideOne() : keepUntilNextEvent(tx, `table ${JSON.stringify(question)}`, decideOne);
};

/** Only the group that is asked for leaves; the results behind a difference are decided for all the groups that it could tell of. */
const decideOutside = (
  tx: Scoped,
  question: TableQuestion,
  steps: Asker['steps'] = group => [[group]],
): Promise<Decided> =>
  decide(tx, question, {
    ...{ audience: 'utanför huvudmannen', own: new Set(), steps },
    decideOther: one => decideOutside(tx, one, everyStep),
  });

/** The table as it would leave the authority now. */
export const previewRelease = (tx: Scoped, question: TableQuestion): Promise<ResultTable> =>
  decideOutside(tx, question);

export type ReleaseReceipt =
  | { readonly kind: 'released'; readonly id: string; readonly table: ResultTable }
  | { readonly kind: 'refused'; readonly table: ResultTable };

/**
 * Lets a table leave the authority: it is decided against everything that has left before, and what it tells is remembered for good.
 * One at a time, so that two tables that are safe each for itself cannot give something away together.
 */
export const releaseTable = async (
  tx: Scoped,
  question: TableQuestion,
  {
    title,
    recipient,
    today,
  }: { readonly title: string; readonly recipient: string; readonly today: IsoDate },
): Promise<ReleaseReceipt> => {
  await lockReleases(tx);
  const { entry, behind, bounds: _, measured: __, ...table } = await decideOutside(tx, question);
  if (table.unprotected.length > 0 || table.rows.length === 0) return { kind: 'refused', table };
  const id = newId();
  // Whoever gets the difference may get the results that it is made of on another day: they are remembered as if they had left now.
  const all = [entry, ...behind.map(one => one.entry)].flatMap(({ entries }) => entries);
  await saveRelease(tx, { id, title, recipient, asked: question }, { entries: all });
  await recordEvents(tx, [
    {
      kind: 'resultsReleased',
      subject: `release:${id}`,
      happenedOn: today,
      details: { title, recipient, groups: entry.entries.length },
    },
  ]);
  return { kind: 'released', id, table };
};

/** The rows of a release as they were told. */
export const readRelease = async (tx: Scoped, { id, asked }: Release): Promise<readonly TableRowShown[]> => {
  const [own] = await loadReleasedEntries(tx, { releaseId: id });
  if (!own) return [];
  const { units: _, subjects: __, gender: ___, ...measured } = own.identity;
  const entries = await loadReleasedEntries(tx, { measured });
  const told = entries.filter(({ releaseId }) => releaseId === id);
  const places = await readPlaces(
    tx,
    asked,
    told.flatMap(({ identity }) => identity.units),
  );
  return places.flatMap(place => {
    const wanted = askedGroup(measured, asked, place);
    const group = told.find(({ identity }) => identityText(identity) === identityText(wanted.identity));
    if (!group || Object.keys(group.told).length === 0) return [];
    const before = entries.slice(0, entries.indexOf(group));
    return [{ place, group: { ...wanted, ...group }, earlier: toldEarlier(group.told, before) }];
  });
};
