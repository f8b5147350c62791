import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPlannedEducations } from './fetch-planned-educations.ts';
import { readPlannedEducations } from './planned-educations.ts';

type Answer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly drop?: boolean;
  readonly wait?: string;
};

/** A server that stands in for Skolverket: what it answers to each address, and what it was asked. */
const servers: http.Server[] = [];
const skolverket = async (answers: (path: string, times: number) => Answer) => {
  const asked: { path: string; accept: string | undefined; at: number }[] = [];
  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, accept: request.headers.accept, at: performance.now() });
    const { status = 200, body, drop, wait } = answers(path, asked.filter(one => one.path === path).length);
    if (drop) return request.socket.destroy();
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(wait ? { 'retry-after': wait } : {}),
    });
    return response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const unit = (code: string, geographicalAreaCode = '0999') => ({
  ...{ code, name: `Skola ${code}`, geographicalAreaCode, wgs84_Lat: '59.2', wgs84_Long: '17.7' },
  ...{ organisationRegistryNumber: '2120009999', principalOrganizerType: 'Kommunal' },
  ...{ corporationName: 'EKDALA KOMMUN', _links: { self: { href: 'x' } } },
  typeOfSchooling: [{ code: 'gr', displayName: 'Grundskolan', schoolYears: ['7', '8', '9'] }],
});
const list = (units: readonly unknown[], totalPages = 1): Answer => ({
  body: {
    status: 'OK',
    message: null,
    body: { _embedded: { listedSchoolUnits: units }, page: { totalPages } },
  },
});
const merit = { value: '233,1', valueType: 'EXISTS', timePeriod: '2024/25' };
const statistics: Answer = {
  body: { status: 'OK', body: { _links: {}, schoolUnit: '1', averageGradesMeritRating9thGrade: [merit] } },
};
const quick = { between: 1, patience: 2_000 };
const problem = async (base: string) => {
  const fetched = await fetchPlannedEducations('0999', { base, ...quick });
  return fetched.ok ? '' : (fetched.problems[0]?.text ?? '');
};

describe('statistics fetched from Skolverket', () => {
  it('are read as a file is, over several pages', async () => {
    const { base, asked } = await skolverket(path =>
      path.includes('/statistics/')
        ? statistics
        : list([unit(path.includes('page=0') ? '99000001' : '99000002')], 2),
    );
    const fetched = await fetchPlannedEducations('0999', { base, ...quick });
    if (!fetched.ok) throw new Error(fetched.problems[0]?.text);
    const read = readPlannedEducations(fetched.value, '0999');
    expect(read).toMatchObject({
      ok: true,
      value: {
        units: [{ schoolUnitCode: '99000001' }, { schoolUnitCode: '99000002' }],
        values: [
          { schoolUnitCode: '99000001', measure: 'averageGradesMeritRating9thGrade', value: 233.1 },
          { schoolUnitCode: '99000002' },
          { schoolUnitCode: 'Riket', value: 233.1 },
        ],
      },
    });
    expect(asked.every(({ accept }) => accept?.includes('plannededucations.api.v4.hal+json'))).toBe(true);
  });

  it('are of the municipality alone, also when the whole country is answered', async () => {
    const { base, asked } = await skolverket(path =>
      path.includes('/statistics/') ? statistics : list([unit('99000001'), unit('99000009', '0180')]),
    );
    await fetchPlannedEducations('0999', { base, ...quick });
    expect(asked.filter(({ path }) => path.includes('/statistics/gr'))).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['that it has none', { status: 404 }],
    ['with an empty text', { body: { status: 'NOT_FOUND', message: '', body: '' } }],
  ])('may lack, of a unit and of the country, when Skolverket says %s', async (_, answer) => {
    const { base } = await skolverket(path =>
      path.includes('/statistics/') ? answer : list([unit('99000001')]),
    );
    const fetched = await fetchPlannedEducations('0999', { base, ...quick });
    expect(fetched.ok && readPlannedEducations(fetched.value, '0999')).toMatchObject({
      value: { units: [{}], values: [] },
    });
  });

  it('are asked for again when the connection drops or Skolverket asks to wait', async () => {
    const { base, asked } = await skolverket((path, times) => {
      if (path.includes('/statistics/')) return times === 1 ? { status: 429, wait: '0' } : statistics;
      return times === 1 ? { drop: true } : list([unit('99000001')]);
    });
    expect((await fetchPlannedEducations('0999', { base, ...quick })).ok).toBe(true);
    expect(asked).toHaveLength(6);
  });

  it('are asked for at most as often as is said', async () => {
    const { base, asked } = await skolverket(path =>
      path.includes('/statistics/')
        ? statistics
        : list([unit('99000001'), unit('99000002'), unit('99000003')]),
    );
    await fetchPlannedEducations('0999', { base, between: 40, patience: 2_000 });
    const gaps = asked.slice(1).map(({ at }, index) => at - (asked[index]?.at ?? 0));
    // The receiver's clock may see two requests a little closer than they were sent.
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThan(3 * 40 * 0.8);
  });

  it.each<[string, Answer, string]>([
    ['is out of order', { status: 503 }, 'svarade 503'],
    ['refuses', { status: 400 }, 'svarade 400'],
    ['drops every connection', { drop: true }, 'svarade inte'],
    ['answers with a page', { body: '<html>' }, 'svarade inte'],
    ['answers in another form', { body: { units: [] } }, 'form som Samsyn inte känner till'],
  ])('are given up in words when Skolverket %s', async (_, answer, text) => {
    const { base } = await skolverket(() => answer);
    expect(await problem(base)).toContain(text);
  });

  it('are not asked for of a municipality that is no number', async () => {
    const { base, asked } = await skolverket(() => list([]));
    expect((await fetchPlannedEducations('99&x=1', { base })).ok).toBe(false);
    expect(asked).toEqual([]);
  });
});
