import { keepUntilNextEvent, recordEvents, type Scoped } from '#app/database/index.ts';
import { loadUnits, OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import type { CellGroup } from './cell.ts';
import { loadLedger, loadReleasedEntries, lockReleases, type Release, saveRelease } from './release-store.ts';
import { loadCells } from './store.ts';
import { blockOfCells } from './suppression/block-of-cells.ts';
import { identityText, unitsIn } from './suppression/identity.ts';
import type { Reader } from './suppression/primary.ts';
import {
  type DecidedBlock,
  type DecidedGroup,
  decideBlock,
  type LedgerBlock,
  toldEarlier,
} from './suppression/release.ts';
import { type Audience, thresholds } from './suppression/thresholds.ts';
import { askedGroup, dayInYear, placesOf, type TablePlace, type TableQuestion } from './table-question.ts';
import { behindGap, hasFew, hideMore, otherOf } from './tables-together.ts';

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

type Decided = ResultTable & { readonly entry: DecidedBlock['entry'] };

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

/** Whether a name of a language may stand: not for so few pupils that it would tell who they are, not even with its numbers hidden. */
const isUnnamed = ({ told }: DecidedGroup): boolean =>
  Object.values(told).some(state => state.state === 'dold' && state.because === 'språk');

/**
 * Works out the table as it may be shown to a reader, from the cells as they are now. It is decided over all rows and against all that has
 * left before, whichever rows the reader then gets: otherwise two readers, or one with two tables, would see different rows hidden.
 * Inside, girls and boys are decided together, and after all pupils, so that what all the three tables show together is decided too.
 */
const decide = async (
  tx: Scoped,
  question: TableQuestion,
  audience: Audience,
  own: ReadonlySet<string>,
  readBehind: (question: TableQuestion) => Promise<ResultTable>,
): Promise<Decided> => {
  const other = otherOf(question.subject);
  const loaded = await loadCells(tx, {
    measures: [question.measure],
    levels: [question.level],
    academicYears: [question.academicYear],
    subjects: [question.subject, ...(other ? [other] : [])],
  });
  const blockOf = (subject: string) =>
    blockOfCells(
      question,
      loaded.filter(cell => cell.subject === subject),
    );
  const block = blockOf(question.subject);
  const places = await readPlaces(
    tx,
    question,
    block.atoms.map(({ unit }) => unit),
  );
  const reader: Reader = {
    audience,
    seesTeachers: ({ identity }) => {
      const units = unitsIn(identity);
      return units.length === 1 && own.has(units[0] ?? '');
    },
  };
  const isOutside = audience === 'utanför huvudmannen';
  const earlier = await loadLedger(tx, block.measured);
  const groupsOf = (group: CellGroup) =>
    places.map(place => askedGroup(block.measured, { ...question, group }, place));
  const decideGroups = (groups: readonly CellGroup[], told: readonly LedgerBlock[]) =>
    decideBlock(block, groups.flatMap(groupsOf), told, reader);
  const first = decideGroups([isOutside ? question.group : 'alla'], earlier);
  const decision =
    isOutside || question.group === 'alla'
      ? first
      : decideGroups(['flickor', 'pojkar'], [...earlier, first.entry]);

  const isCountHidden =
    other !== null &&
    hasFew([...block.atoms, ...blockOf(other).atoms], question, thresholds.pupils[audience]);
  const hiddenBehind = new Set<string>();
  for (const one of behindGap(question)) {
    const { rows } = await readBehind(one);
    for (const { place, group } of rows)
      if (group.told.medelvärde?.state === 'dold') hiddenBehind.add(place.units.join());
  }
  const whole = places.find(({ level }) => level === 'huvudman');
  const safe = hideMore(decision, ({ units }) => [
    ...(isCountHidden && units.length < (whole?.units.length ?? 0) ? (['antal'] as const) : []),
    ...(hiddenBehind.has(units.join()) ? (['medelvärde', 'andel'] as const) : []),
  ]);

  const told = earlier.flatMap(({ entries }) => entries);
  const byIdentity = new Map(safe.decided.map(group => [identityText(group.identity), group] as const));
  const rows = places.flatMap((place): TableRowShown[] => {
    const group = byIdentity.get(identityText(askedGroup(block.measured, question, place).identity));
    return group ? [{ place, group, earlier: toldEarlier(group.told, told) }] : [];
  });
  const mayBeNamed = !rows.some(({ place, group }) => place.level === 'huvudman' && isUnnamed(group));
  return {
    question,
    rows: mayBeNamed ? rows : [],
    unprotected: safe.unprotected,
    entry: safe.entry,
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
  const decideFor = (own: ReadonlySet<string>) =>
    decide(tx, question, 'inom huvudmannen', own, one => readTableInside(tx, one, seesTeachers));
  const common = await keepUntilNextEvent(tx, `table ${JSON.stringify(question)}`, () =>
    decideFor(new Set()),
  );
  const own = new Set(
    common.rows
      .filter(({ place }) => place.level === 'enhet' && seesTeachers(place))
      .flatMap(({ place }) => place.units),
  );
  const table = own.size === 0 ? common : await decideFor(own);
  return { ...table, rows: table.rows.filter(({ place }) => isWanted(place)) };
};

const decideOutside = (tx: Scoped, question: TableQuestion): Promise<Decided> =>
  decide(tx, question, 'utanför huvudmannen', new Set(), one => decideOutside(tx, one));

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
  const { entry, ...table } = await decideOutside(tx, question);
  if (table.unprotected.length > 0 || table.rows.length === 0) return { kind: 'refused', table };
  const id = newId();
  await saveRelease(tx, { id, title, recipient, asked: question }, entry);
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
