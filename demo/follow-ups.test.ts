import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { followUpTasks, readYear, type YearView } from '#app/followups/index.ts';
import { openDemoForTest } from '#tests/demo-database.ts';
import type { LoadedDemo } from './load.ts';
import { demoDay } from './story.ts';

let database: Database;
let loaded: LoadedDemo;
let year: YearView;
let finished: YearView;
const transact = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
  withScope(database, { authorityId: loaded.authorityId, personId: null }, work, { readOnly: true });

beforeAll(async () => {
  ({ database, ...loaded } = await openDemoForTest());
  [finished, year] = await transact(async tx => [
    await readYear(tx, 2025, demoDay),
    await readYear(tx, 2026, demoDay),
  ]);
}, 300_000);
afterAll(() => database.close());

const states = (round: number, of = year) =>
  Object.fromEntries(of.board.map(line => [line.area.name, line.rounds[round - 1]?.covered.state]));

describe('the follow-up of Ekdala', () => {
  it('is for every area of upper secondary and adult education, and the mother-tongue unit', () => {
    expect(Object.keys(states(1))).toEqual([
      ...['Rektorsområde Natur och teknik', 'Rektorsområde Samhälle och ekonomi'],
      ...['Rektorsområde Vuxenutbildning', 'Rektorsområde Yrkesprogram', 'Modersmålsenheten'],
    ]);
  });

  it('has a whole academic year behind it: four rounds in every area, but one that never finished the last', () => {
    const ofArea = Object.fromEntries(
      finished.board.map(({ area, rounds }) => [area.name, rounds.map(({ covered }) => covered.state)]),
    );
    const throughout = ['klart', 'klart', 'klart', 'klart'];
    expect(ofArea).toEqual({
      'Rektorsområde Natur och teknik': throughout,
      'Rektorsområde Samhälle och ekonomi': throughout,
      'Rektorsområde Yrkesprogram': throughout,
      Modersmålsenheten: throughout,
      // Komvux got an area of its own on 1 January. What was followed up in the autumn stands where it was done.
      'Komvux Ekdala': ['klart', 'klart', 'inga uppdrag', 'inga uppdrag'],
      'Rektorsområde Vuxenutbildning': ['inga uppdrag', 'inga uppdrag', 'klart', 'sent'],
    });
    expect(finished.lines.every(line => line.byRound.size === 4)).toBe(true);
  });

  it('keeps the whole history of the unit that was reorganised in the middle of the year', () => {
    const lines = finished.lines.filter(line => line.unit?.name === 'Komvux Ekdala');
    expect(lines.length).toBeGreaterThan(1);
    for (const { byRound } of lines) expect(byRound.size).toBe(4);
    // And its principal still leads it, in the rounds before and after alike.
    expect(new Set(lines.flatMap(one => [...one.byRound.values()].map(({ unitId }) => unitId))).size).toBe(1);
  });

  it('still waits for those who never finished the last year', async () => {
    const cards = await transact(async tx => {
      // Somebody who leads every unit there is.
      const viewer = {
        ...{
          authorityId: loaded.authorityId,
          authorityName: '',
          isDemo: true,
          name: '',
          roleLabels: [],
          holdingIds: [],
          granted: [],
        },
        ...{ personId: '', may: () => ({ allowed: true, because: '' }) },
      };
      return followUpTasks(tx, viewer, demoDay);
    });
    expect(cards.map(one => one.title)).toContain(
      'Uppföljning 4 av 4, läsåret 2025/26: Svenska för invandrare, Komvux Ekdala',
    );
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

describe('the days of those who follow up in Ekdala', () => {
  const swedish = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: 'Europe/Stockholm', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  });

  it('are working days at different times, and the log tells them in the order they came', async () => {
    const events = await transact(tx =>
      tx.db
        .selectFrom('audit_event')
        .select(['entered_at', 'subject'])
        .where('subject', 'like', 'followUp:%')
        .orderBy('sequence')
        .execute(),
    );
    expect(events.length).toBeGreaterThan(300);
    const times = events.map(one => one.entered_at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const told = events.map(one => swedish.format(one.entered_at));
    expect(told.filter(one => /^(?:lör|sön)/.test(one))).toEqual([]);
    const clock = told.map(one => one.slice(-5));
    expect(clock.filter(one => one < '07:30' || one > '17:30')).toEqual([]);
    expect(new Set(clock).size).toBeGreaterThan(150);
  });

  it('have somebody read each follow-up before it is received', async () => {
    const [received, readings] = await transact(async tx => [
      await tx.db
        .selectFrom('follow_up_move')
        .selectAll()
        .where('to_stage', '=', 'mottagen av huvudman')
        .execute(),
      await tx.db.selectFrom('follow_up_reading').selectAll().execute(),
    ]);
    expect(received.length).toBeGreaterThan(40);
    const isRead = (id: string, by: string) =>
      readings.some(one => one.follow_up_id === id && one.reader_id === by);
    expect(received.filter(one => !isRead(one.follow_up_id, one.moved_by))).toEqual([]);
  });

  it('have each write a next step of their own, and another one the next time', async () => {
    const [ratings, agreed, followUps] = await transact(async tx => [
      await tx.db.selectFrom('rating').select(['follow_up_id', 'content']).execute(),
      await tx.db.selectFrom('agreed_rating').select(['follow_up_id', 'content']).execute(),
      await tx.db.selectFrom('follow_up').select(['follow_up_id', 'position_id']).execute(),
    ]);
    const stepOf = (content: unknown) => (content as { nextStep: string }).nextStep;
    const said = [...ratings, ...agreed].map(one => [one.follow_up_id, stepOf(one.content)] as const);
    for (const [, all] of Map.groupBy(said, ([id]) => id))
      expect(new Set(all.map(([, step]) => step)).size).toBe(all.length);
    const positionOf = new Map(followUps.map(one => [one.follow_up_id, one.position_id]));
    const steps = agreed.map(one => `${positionOf.get(one.follow_up_id)} ${stepOf(one.content)}`);
    expect(new Set(steps).size).toBe(steps.length);
  });
});
