import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, withScope } from '#app/database/index.ts';
import { loadPublishedValues } from '#app/organisation/index.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { importSkolverket } from './import.ts';
import { fetchSkolverket, importSiris } from './published-statistics.ts';

const unit = {
  ...{ code: '99000001', name: 'Lillåskolan', geographicalAreaCode: '0999', wgs84_Lat: '', wgs84_Long: '' },
  ...{ organisationRegistryNumber: '2120009999', principalOrganizerType: 'Kommunal' },
  ...{ corporationName: 'EKDALA KOMMUN' },
  typeOfSchooling: [{ code: 'gr', displayName: 'Grundskolan', schoolYears: ['7', '8', '9'] }],
};
const values = (value: string, timePeriod: string) => ({
  averageGradesMeritRating9thGrade: [{ value, valueType: 'EXISTS', timePeriod }],
});
const fileOf = (value: string, year: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ unit, statistics: { schoolUnit: unit.code, ...values(value, year) } }),
  );

describe('published statistics', () => {
  let database: Database;
  let authorityId = '';
  let server: http.Server;
  let asked = 0;

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = http.createServer((request, response) => {
      asked += 1;
      const body = request.url?.includes('/statistics/')
        ? values('241,0', '2025/26')
        : { _embedded: { units: [unit] }, page: { totalPages: 1 } };
      response.end(JSON.stringify({ status: 'OK', body }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const taken = await importSkolverket(database, fileOf('233,1', '2024/25'), 'fil', {
      ...{ municipality: '0999', fetchedOn: '2026-04-21' },
    });
    authorityId = taken.authority;
  });
  afterAll(async () => {
    server.close();
    await database.close();
  });

  const known = () =>
    withScope(database, { authorityId, personId: null }, tx =>
      loadPublishedValues(tx, ['averageGradesMeritRating9thGrade']),
    );
  const fetched = (today: string, again = false) =>
    fetchSkolverket(database, {
      ...{ today, again },
      options: { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, between: 1 },
    });

  it('are fetched for the function that reads the file, once a day and once a year', async () => {
    const first = await fetched('2026-11-23');
    if (!first.ok) throw new Error('not fetched');
    await importSkolverket(database, first.value.bytes, 'Skolverket', {
      ...{ municipality: first.value.municipality, fetchedOn: '2026-11-23' },
    });
    const ofUnit = (await known()).filter(({ schoolUnitCode }) => schoolUnitCode === unit.code);
    expect(ofUnit.map(({ academicYearStart, value }) => [academicYearStart, value])).toEqual([
      [2025, 241],
      [2024, 233.1],
    ]);
    const before = asked;
    await expect(fetched('2026-11-23', true)).rejects.toThrow('redan hämtad i dag');
    await expect(fetched('2026-11-24')).rejects.toThrow('finns redan');
    expect(asked).toBe(before);
    expect((await fetched('2027-10-01')).ok).toBe(true);
  });

  it('of SIRIS stand beside them, with a source of their own', async () => {
    const lines = [
      'Valt läsår: 2023/24',
      'Skola;Skol-enhetskod;Skolkommun;Kommun-kod;Typ av huvudman;Huvudman;Huvudman orgnr;Antal elever;Andel som uppnått kunskapskraven i alla ämnen;Andel (%) behörig yrkesprog.;Genomsnittligt meritvärde (17)',
      'Lillåskolan;99000001;Ekdala;0999;Kommunal;Ekdala;2120009999;85;~100;..;228,4',
    ];
    const options = {
      ...{ fetchedOn: '2026-11-23', today: '2026-11-23' },
      orTell: <Value>(outcome: { ok: true; value: Value } | { ok: false; problems: unknown }): Value => {
        if (outcome.ok) return outcome.value;
        throw new Error(JSON.stringify(outcome.problems));
      },
    };
    const bytes = new TextEncoder().encode(lines.join('\n'));
    expect(await importSiris(database, bytes, '139', options)).toEqual({ values: 4, isUnpublished: false });
    const own = (await known()).filter(({ source }) => source === 'Skolverket, SIRIS 139');
    expect(own).toMatchObject([{ value: 228.4, academicYearStart: 2023 }]);
  });
});
