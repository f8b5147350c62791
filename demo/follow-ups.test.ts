import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { readYear, type YearView } from '#app/followups/index.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { type LoadedDemo, loadDemo } from './load.ts';
import { demoDay } from './story.ts';

let database: Database;
let loaded: LoadedDemo;
let year: YearView;
const transact = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
  withScope(database, { authorityId: loaded.authorityId, personId: null }, work, { readOnly: true });

beforeAll(async () => {
  database = await openEmbeddedForTest();
  loaded = await loadDemo(database);
  year = await transact(tx => readYear(tx, 2026, demoDay));
}, 300_000);
afterAll(() => database.close());

const states = (round: number) =>
  Object.fromEntries(year.board.map(line => [line.area.name, line.rounds[round - 1]?.covered.state]));

describe('the follow-up of Ekdala', () => {
  it('is for every area of upper secondary and adult education, and the mother-tongue unit', () => {
    expect(Object.keys(states(1))).toEqual([
      ...['Rektorsområde Natur och teknik', 'Rektorsområde Samhälle och ekonomi'],
      ...['Rektorsområde Yrkesprogram', 'Komvux Ekdala', 'Modersmålsenheten'],
    ]);
  });

  it('is finished in the first round but in one area, which is late and shows', () => {
    const { 'Rektorsområde Yrkesprogram': late, ...others } = states(1);
    expect(late).toBe('sent');
    expect(new Set(Object.values(others))).toEqual(new Set(['klart']));
  });

  it('is going on in the second round, at every stage there is on the way', () => {
    expect(new Set(Object.values(states(2)))).toEqual(new Set(['pågår']));
    const stages = new Set(year.followUps.map(one => one.stage));
    expect([...stages].sort()).toEqual([
      ...['godkänd av rektor', 'klarmarkerad', 'mottagen av huvudman', 'pågår', 'öppnad'],
    ]);
  });

  it('follows every position that somebody holds, twice so far', () => {
    expect(year.lines.length).toBeGreaterThan(14);
    expect(year.lines.every(line => line.byRound.size === 2)).toBe(true);
  });
});
