import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { swedishDayOf } from '#app/shared/clock.ts';
import { addDays, addMonths, type IsoDate } from '#app/shared/date.ts';
import { valueOfSource } from '#app/shared/figure-source.ts';
import { openQuickForTest } from '#tests/database.ts';
import { FRESHNESS } from './figures.ts';
import { insertFinalised } from './follow-up-store.ts';
import { type FollowUpWorld, newFollowUpWorld, openFirstRound } from './followups.fixture.ts';
import { readFreshness } from './freshness-reading.ts';
import { followUpQuestions } from './question-texts.ts';

describe('how fresh the follow-up of an authority is', () => {
  let database: Database;
  let world: FollowUpWorld;
  let finalisedOn: IsoDate;
  const found = (on: IsoDate) =>
    world.act(async tx =>
      (await readFreshness(tx, on)).map(({ area, assignments }) => [
        area.name,
        ...assignments.map(one => one.freshness),
      ]),
    );

  beforeAll(async () => {
    database = await openQuickForTest();
    world = await newFollowUpWorld(database);
    const followUp = await openFirstRound(world);
    finalisedOn = await world.act(async tx => {
      await insertFinalised(tx, followUp.id, '{}');
      return swedishDayOf(tx.now);
    });
  });
  afterAll(() => database.close());

  it('is told by area on the day it is asked: not before it was finalised, older as months go', async () => {
    const areas = (freshness: string) => [
      ['Område Nord', freshness],
      ['Modersmålsenheten', 'inte uppföljd än'],
    ];
    expect(await found(addDays(finalisedOn, -1))).toEqual(areas('inte uppföljd än'));
    expect(await found(finalisedOn)).toEqual(areas('färsk'));
    expect(await found(addMonths(finalisedOn, 5))).toEqual(areas('börjar bli gammal'));
    expect(await found(addMonths(finalisedOn, 9))).toEqual(areas('gammal'));
  });

  it('is counted only where a decided routine is in force', async () =>
    expect(await found('2026-06-30')).toEqual([]));

  it('is a figure that its rows add up to, of an area and of all', async () => {
    const question = followUpQuestions.find(({ key }) => key === FRESHNESS);
    const cut = { on: finalisedOn, event: 0 };
    for (const [parameters, value] of [
      [{ state: 'färsk' }, 1],
      [{ state: 'färsk', unit: world.units.area }, 1],
      [{ state: 'färsk', unit: world.units.school }, 1],
      [{ state: 'färsk', unit: world.units.administration }, 1],
      [{ state: 'färsk', unit: world.units.motherTongue }, 0],
      [{ state: 'inte uppföljd än' }, 1],
      [{ state: 'ny' }, null],
    ] as const) {
      const figure = await world.act(
        tx => question?.ask(tx, { parameters, cut }, finalisedOn) ?? Promise.reject(),
      );
      expect(figure.value).toBe(value);
      const source = await world.act(tx => question?.source(tx, figure) ?? Promise.reject());
      expect(valueOfSource(source)).toBe(value);
      expect(source.rows.every(row => row.personal && row.personId !== null)).toBe(true);
    }
  });
});
