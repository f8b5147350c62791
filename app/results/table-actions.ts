import { recordEvents, type Scoped } from '#app/database/index.ts';
import { loadUnits, OrganisationOn } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { loadLedger, loadReleasedEntries, lockReleases, type Release, saveRelease } from './release-store.ts';
import { loadCells } from './store.ts';
import { blockOfCells } from './suppression/block-of-cells.ts';
import type { ResultGroup } from './suppression/group.ts';
import { identityText, unitsIn } from './suppression/identity.ts';
import type { Reader } from './suppression/primary.ts';
import { type DecidedBlock, type DecidedGroup, decideBlock } from './suppression/release.ts';
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
  /** What is shown instead where a change of few pupils is not told: the group as it was told before. */
  readonly earlier: DecidedGroup['facts'] | null;
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

/** Works out the table as it may be shown to a reader, from the cells as they are now. */
const decide = async (
  tx: Scoped,
  question: TableQuestion,
  reader: Reader,
  isWanted: RowChoice,
): Promise<Decided> => {
  const cells = await loadCells(tx, {
    measures: [question.measure],
    levels: [question.level],
    academicYears: [question.academicYear],
    subjects: [question.subject],
  });
  const block = blockOfCells(question, cells);
  const places = (
    await readPlaces(
      tx,
      question,
      block.atoms.map(({ unit }) => unit),
    )
  ).filter(isWanted);
  const isOutside = reader.audience === 'utanför huvudmannen';
  const earlier = isOutside ? await loadLedger(tx, block.measured) : [];
  const decision = decideBlock(
    block,
    places.map(place => askedGroup(block.measured, question, place)),
    earlier,
    reader,
  );
  const told = earlier.flatMap(({ entries }) => entries);
  const byIdentity = new Map(decision.decided.map(group => [identityText(group.identity), group] as const));
  return {
    question,
    rows: places.flatMap(place => {
      const group = byIdentity.get(identityText(askedGroup(block.measured, question, place).identity));
      if (!group) return [];
      const before = Object.values(group.told).some(state => state.state === 'tidigare')
        ? told.findLast(
            entry =>
              identityText(entry.identity) === identityText(group.identity) &&
              Object.values(entry.told).some(state => state.state === 'visas'),
          )
        : undefined;
      return [{ place, group, earlier: before?.facts ?? null }];
    }),
    unprotected: decision.unprotected,
    entry: decision.entry,
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
  const own = new Set<string>();
  const choose: RowChoice = place => {
    if (place.level === 'enhet' && seesTeachers(place)) for (const code of place.units) own.add(code);
    return isWanted(place);
  };
  const isOwn = ({ identity }: ResultGroup) => {
    const units = unitsIn(identity);
    return units.length === 1 && own.has(units[0] ?? '');
  };
  return decide(tx, question, { audience: 'inom huvudmannen', seesTeachers: isOwn }, choose);
};

/** The table as it would leave the authority now. */
export const previewRelease = (tx: Scoped, question: TableQuestion): Promise<ResultTable> =>
  decide(tx, question, { audience: 'utanför huvudmannen' }, () => true);

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
  const { entry, ...table } = await decide(tx, question, { audience: 'utanför huvudmannen' }, () => true);
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
    const before = entries
      .slice(0, entries.indexOf(group))
      .findLast(
        one =>
          identityText(one.identity) === identityText(group.identity) &&
          Object.values(one.told).some(({ state }) => state === 'visas'),
      );
    const isEarlier = Object.values(group.told).some(({ state }) => state === 'tidigare');
    return [{ place, group: { ...wanted, ...group }, earlier: isEarlier ? (before?.facts ?? null) : null }];
  });
};
