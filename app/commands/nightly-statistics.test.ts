import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, withScope } from '#app/database/index.ts';
import { loadPublishedValues } from '#app/organisation/index.ts';
import { swedishDayOf } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { importSkolverket } from './import.ts';
import { fetchEveryNight } from './nightly-statistics.ts';

const unit = {
  ...{ code: '99000001', name: 'Lillåskolan', geographicalAreaCode: '0999', wgs84_Lat: '', wgs84_Long: '' },
  ...{ organisationRegistryNumber: '2120009999', principalOrganizerType: 'Kommunal' },
  ...{ corporationName: 'EKDALA KOMMUN' },
  typeOfSchooling: [{ code: 'gr', displayName: 'Grundskolan', schoolYears: ['9'] }],
};

describe('Skolverket’s statistics at night', () => {
  let database: Database;
  let authorityId = '';
  let server: http.Server;
  let asked = 0;
  let isOpen = true;
  const faults: unknown[] = [];

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = http.createServer((request, response) => {
      asked += 1;
      if (!isOpen) {
        response.writeHead(400);
        return response.end();
      }
      const merit = { value: '241,0', valueType: 'EXISTS', timePeriod: '2025/26' };
      const body = request.url?.includes('/statistics/')
        ? { averageGradesMeritRating9thGrade: [merit] }
        : { _embedded: { units: [unit] }, page: { totalPages: 1 } };
      return response.end(JSON.stringify({ status: 'OK', body }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const file = new TextEncoder().encode(JSON.stringify({ unit, statistics: { schoolUnit: unit.code } }));
    const taken = await importSkolverket(database, file, 'fil', {
      ...{ municipality: '0999', fetchedOn: '2026-04-21' },
    });
    authorityId = taken.authority;
  });
  afterAll(async () => {
    server.close();
    await database.close();
  });

  /** One start of the program at a moment, stopped when it has done what it does then. */
  const startAt = async (instant: string): Promise<void> => {
    const now = new Date(instant);
    await fetchEveryNight({
      database,
      clock: { now: () => now, today: () => swedishDayOf(now) },
      options: { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, between: 1 },
      onFault: error => faults.push(error),
    }).stop();
  };
  const known = () =>
    withScope(database, { authorityId, personId: null }, tx =>
      loadPublishedValues(tx, ['averageGradesMeritRating9thGrade']),
    );

  it('are left in peace in the daytime', async () => {
    await startAt('2026-11-26T11:00:00Z');
    await startAt('2026-11-26T23:30:00Z');
    expect(asked).toBe(0);
  });

  it('are tried again the night after Skolverket did not answer', async () => {
    isOpen = false;
    await startAt('2026-11-27T01:30:00Z');
    expect(String(faults[0])).toContain('svarade 400');
    expect(await known()).toEqual([]);
    isOpen = true;
    await startAt('2026-11-28T01:30:00Z');
    expect((await known()).map(({ schoolUnitCode, value }) => [schoolUnitCode, value])).toEqual(
      expect.arrayContaining([
        ['99000001', 241],
        ['Riket', 241],
      ]),
    );
  });

  it('are not asked for again when the year is whole', async () => {
    const before = asked;
    await startAt('2026-11-28T02:30:00Z');
    await startAt('2026-11-29T01:30:00Z');
    expect([asked, faults.length]).toEqual([before, 1]);
  });
});
