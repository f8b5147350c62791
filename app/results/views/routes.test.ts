import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#app/access/index.ts';
import { type Database, type Scope, withScope } from '#app/database/index.ts';
import { savePublishedValues } from '#app/organisation/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import type { OutTable } from '#app/shared/table.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import { receiveDeliveries } from '../actions.ts';
import { decideAhead } from '../ahead-reading.ts';
import { loadReleases } from '../release-store.ts';
import { birchCode, deliveryOf, endedCode, enterResultsAuthority, oakCode } from '../results.fixture.ts';
import { routes } from './routes.tsx';
import { sv as texts } from './sv.ts';

const today = '2026-11-23';
const table = '/resultat/tabell?slag=np_ak9&matt=provbetygspo%C3%A4ng&amne=Matematik&niva=9&lasar=2025';
const grades = (passed: number, failed: number): string[] => [
  ...Array<string>(passed).fill('C'),
  ...Array<string>(failed).fill('F'),
];

describe('the pages of results', () => {
  let database: Database;
  let server: Hono;
  /** Waits for nothing that must be decided first. */
  let hurried: Hono;
  let scope: Scope;
  let units: Awaited<ReturnType<typeof enterResultsAuthority>>;
  let role: Role = 'utvecklingsledare';
  let roleAt = '';
  const written: OutTable[] = [];
  const clock = new MovableClock();
  clock.moveTo(today);
  const act = <Result>(work: Parameters<typeof withScope<Result>>[2]) => withScope(database, scope, work);

  beforeAll(async () => {
    database = await openQuickForTest();
    const serveFor = (patience: number): Hono =>
      serveRoom({
        routes: routes({
          ...{ patience, decidesAhead: false },
          writeTable: async one => {
            written.push(one);
            return new Uint8Array([1]);
          },
        }),
        clock,
        findViewer: () =>
          viewerWith(act, { authorityId: scope.authorityId, role, unitId: roleAt, on: today }),
        transact: (_viewer, readOnly, work) => withScope(database, scope, work, { readOnly }),
      });
    server = serveFor(Number.POSITIVE_INFINITY);
    hurried = serveFor(0);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    scope = { authorityId: newId(), personId: null };
    units = await act(enterResultsAuthority);
    role = 'utvecklingsledare';
    roleAt = units.root.id;
    written.length = 0;
    await act(tx =>
      receiveDeliveries(tx, {
        deliveries: [
          deliveryOf(grades(4, 3), { schoolUnitCode: birchCode }),
          deliveryOf(grades(30, 12), { schoolUnitCode: oakCode }),
        ],
        isConfirmed: true,
        today,
      }),
    );
  });

  const see = async (path: string): Promise<string> => {
    const response = await server.request(`http://localhost${path}`);
    return (await response.text()).replaceAll('\u00a0', ' ');
  };
  const rowOf = (page: string, name: string): string =>
    new RegExp(`<th scope="row" role="rowheader">${name}</th>(.*?)</tr>`, 's')
      .exec(page)?.[1]
      ?.replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() ?? '';
  const release = (recipient: string, to = server) =>
    to.request(`http://localhost/resultat/tabell`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: `${new URL(table, 'http://x').searchParams}&mottagare=${encodeURIComponent(recipient)}`,
    });

  it('tells what there is, with the whole authority', async () => {
    const page = await see('/resultat');
    expect(page).toContain('Nationella prov åk 9');
    expect(page).toMatch(/Matematik<\/a>.*49.*10,4.*69 %/s);
  });

  it('shows seven pupils inside, marks where few are on a side, and says why something is hidden', async () => {
    const page = await see(table);
    expect(rowOf(page, 'Björkskolan')).toMatch(/^7 /);
    expect(rowOf(page, 'Björkskolan')).toMatch(/ visas inte$/);
    // The share of the other school would tell of the few at the first.
    expect(rowOf(page, 'Ekskolan')).toMatch(/^42 .*visas inte$/);
    expect(page).toContain('färre än fem elever');
  });

  it('puts what Skolverket has published beside, with its source, and its mark where it is no number', async () => {
    const value = (schoolUnitCode: string, number: number | null) => ({
      ...{ source: 'Skolverket' as const, schoolUnitCode, academicYearStart: 2025, approximate: false },
      measure: 'averageResultNationalTestsSubjectMA9thGrade',
      ...{ value: number, raw: number === null ? '..' : '11,6', mark: 'EXISTS', fetchedOn: '2026-04-21' },
    });
    await act(async tx => {
      const deliveries = [birchCode, oakCode].map(schoolUnitCode =>
        deliveryOf(grades(30, 12), { schoolUnitCode }),
      );
      await receiveDeliveries(tx, { deliveries, isConfirmed: true, today });
      await savePublishedValues(tx, [value(oakCode, 11.6), value(birchCode, null)]);
    });
    const page = await see(table);
    expect(rowOf(page, 'Ekskolan')).toMatch(/ 11,6$/);
    expect(rowOf(page, 'Björkskolan')).toMatch(/ \.\.$/);
    expect(page).toContain('Källa för kolumnen Skolverket: Skolverket');
  });

  it('hides what Skolverket has published of a school, number or mark, where the same number is hidden here', async () => {
    const value = {
      ...{
        source: 'Skolverket' as const,
        academicYearStart: 2025,
        approximate: false,
        schoolUnitCode: oakCode,
      },
      measure: 'averageGradePoints9thGrade Matematik',
      ...{ value: 9.9, raw: '9,9', mark: 'EXISTS', fetchedOn: '2026-04-21' },
    };
    const final = [birchCode, oakCode].map(schoolUnitCode => {
      const one = deliveryOf(grades(30, 12), { schoolUnitCode, kind: 'slutbetyg' });
      return {
        ...one,
        cells: one.cells.map(cell => ({ ...cell, measure: 'betygspoäng' as const, teachers: 1 as const })),
      };
    });
    await act(async tx => {
      await receiveDeliveries(tx, { deliveries: final, isConfirmed: true, today });
      const mark = { ...value, schoolUnitCode: birchCode, value: null, raw: '~100' };
      await savePublishedValues(tx, [value, mark]);
    });
    const page = await see(table.replace('np_ak9', 'slutbetyg').replace('provbetygspo', 'betygspo'));
    expect(rowOf(page, 'Ekskolan')).toMatch(/visas inte visas inte$/);
    expect(page).not.toMatch(/9,9|~100/);
  });

  it('says that a rule cannot be tried where nobody has told of the teachers, in the page and in what leaves', async () => {
    const known = [birchCode, oakCode].map(schoolUnitCode => {
      const one = deliveryOf(grades(30, 12), { schoolUnitCode });
      return { ...one, cells: one.cells.map(cell => ({ ...cell, teachers: 3 as const })) };
    });
    const unknown = known.map(({ scope: { schoolUnitCode } }) =>
      deliveryOf(grades(30, 12), { schoolUnitCode }),
    );
    await act(tx => receiveDeliveries(tx, { deliveries: unknown, isConfirmed: true, today }));
    expect(await see(table)).toContain(texts.teachersUnknown);
    await act(tx => receiveDeliveries(tx, { deliveries: known, isConfirmed: true, today }));
    expect(await see(table)).not.toContain(texts.teachersUnknown);
  });

  it('puts what is published of a municipality’s own schools together beside the whole authority', async () => {
    const published = (schoolUnitCode: string, number: number) => ({
      ...{ source: 'Skolverket, SIRIS 92', schoolUnitCode, academicYearStart: 2025, approximate: false },
      measure: 'averageGradePoints9thGrade Matematik',
      ...{ value: number, raw: '', mark: 'EXISTS', fetchedOn: '2026-10-01' },
    });
    const final = [birchCode, oakCode].map(schoolUnitCode => {
      const one = deliveryOf(grades(30, 12), { schoolUnitCode, kind: 'slutbetyg' });
      return { ...one, cells: one.cells.map(cell => ({ ...cell, measure: 'betygspoäng' as const })) };
    });
    await act(async tx => {
      await receiveDeliveries(tx, { deliveries: final, isConfirmed: true, today });
      await savePublishedValues(tx, [
        published('0199 Enskild', 15.9),
        published('0199 Kommunal', 12.3),
        published(oakCode, 9.9),
      ]);
    });
    const page = await see(table.replace('np_ak9', 'slutbetyg').replace('provbetygspo', 'betygspo'));
    expect(rowOf(page, 'Provkommun')).toMatch(/ 12,3$/);
    expect(rowOf(page, 'Ekskolan')).toMatch(/ 9,9$/);
    expect(rowOf(page, 'Björkskolan')).toMatch(/ –$/);
    expect(page).not.toContain('15,9');
    expect(page).toContain('Källa för kolumnen Skolverket: Skolverket');
  });

  it('says what Skolverket has published of the whole country, for the same year and as a number only', async () => {
    const country = (academicYearStart: number, value: number | null) => ({
      ...{ source: 'Skolverket', schoolUnitCode: 'Riket', academicYearStart, approximate: false },
      measure: 'averageResultNationalTestsSubjectMA9thGrade',
      ...{ value, raw: '', mark: 'EXISTS', fetchedOn: '2026-04-21' },
    });
    const sentence = 'I hela riket, alla huvudmän, är samma mått';
    await act(tx => savePublishedValues(tx, [country(2024, 9.1), country(2025, null)]));
    expect(await see(table)).not.toContain(sentence);
    await act(tx => savePublishedValues(tx, [country(2025, 12.2)]));
    const page = await see(table);
    expect(page).toContain(`${sentence} 12,2 läsåret 2025/26. Källa: Skolverket.`);
    // It is nobody's row.
    expect(page).not.toContain('Källa för kolumnen Skolverket');
  });

  it('writes a published share as a share', () => {
    expect(texts.published(78.9, 'godkänd i alla ämnen').replaceAll('\u00a0', ' ')).toBe('78,9 %');
    expect(texts.published(233.1, 'meritvärde')).toBe('233,1');
  });

  /** Two large schools in several years, beside which a few pupils elsewhere are hidden. */
  const fillYears = (years: readonly number[], few: readonly string[]) =>
    act(tx =>
      receiveDeliveries(tx, {
        deliveries: years.flatMap(academicYear => [
          deliveryOf(grades(24 + (academicYear % 3), 16), { schoolUnitCode: birchCode, academicYear }),
          deliveryOf(grades(30, 20 - (academicYear % 2)), { schoolUnitCode: oakCode, academicYear }),
          ...(academicYear === 2019 ? [deliveryOf(few, { schoolUnitCode: endedCode, academicYear })] : []),
        ]),
        isConfirmed: true,
        today,
      }),
    );
  const bandsIn = (page: string): string[] => page.match(/\d+,\d–\d+,\d/g) ?? [];

  it('says that the band is too narrow while a few years cannot tell how much years differ', async () => {
    await fillYears([2024, 2025], grades(2, 1));
    expect(await see(table)).toContain('så det rätta fältet är bredare');
  });

  it('widens the band by how much years differ, and not by pupils who are hidden', async () => {
    const years = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
    await fillYears(years, ['C', 'C', 'C']);
    const page = await see(table);
    expect(page).toContain('och en enhets år skiljer sig åt');
    expect(rowOf(await see(table.replace('2025', '2019')), 'Björkskolan')).toMatch(/^visas inte/);
    await fillYears(years, ['F', 'F', 'A', 'A']);
    expect(bandsIn(page)).toHaveLength(2);
    expect(bandsIn(await see(table))).toEqual(bandsIn(page));
  });

  it('shows a principal their own unit and the whole, not the other school', async () => {
    role = 'rektor';
    roleAt = units.oak.id;
    const page = await see(table);
    expect(rowOf(page, 'Ekskolan')).not.toBe('');
    expect(rowOf(page, 'Björkskolan')).toBe('');
    expect(page).not.toContain('Lämna ut tabellen');
  });

  it('says which deliveries the numbers rest on, and leads to those of one’s own units', async () => {
    const pathsIn = (page: string) => [...page.matchAll(/href="(\/resultat\/inlamningar\/[^"]+)">([^<]+)</g)];
    const all = await see(table);
    expect(all).toContain('Talen vilar på två inlämningar');
    expect(pathsIn(all).map(([, , text]) => text?.split(',')[0])).toEqual(['Björkskolan', 'Ekskolan']);
    role = 'rektor';
    roleAt = units.oak.id;
    const own = await see(table);
    expect(pathsIn(own).map(([, , text]) => text?.split(',')[0])).toEqual(['Ekskolan']);
    expect(own).toContain('En inlämning är från andra enheter.');
  });

  it('shows what rests on two teachers to their principal alone', async () => {
    const delivery = deliveryOf(grades(30, 12), { schoolUnitCode: oakCode });
    const cells = delivery.cells.map(cell => ({ ...cell, teachers: 2 as const }));
    await act(tx =>
      receiveDeliveries(tx, { deliveries: [{ ...delivery, cells }], isConfirmed: true, today }),
    );
    expect(rowOf(await see(table), 'Ekskolan')).toMatch(/^visas inte/);
    role = 'rektor';
    roleAt = units.oak.id;
    expect(rowOf(await see(table), 'Ekskolan')).toMatch(/^42 /);
  });

  /** As the page itself does: asks until it is ready. */
  const askUntilReady = async (ask: () => Response | Promise<Response>): Promise<Response> => {
    for (;;) {
      const response = await ask();
      if (response.status !== 202) return response;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };

  it.each(['/resultat', table])(
    'says that it is still being decided what may be shown, and where: %s',
    async path => {
      // Nobody has asked for just these numbers before.
      await act(tx =>
        receiveDeliveries(tx, {
          deliveries: [deliveryOf(grades(31 + path.length, 12), { schoolUnitCode: oakCode })],
          isConfirmed: true,
          today,
        }),
      );
      const first = await hurried.request(`http://localhost${path}`);
      expect(first.status).toBe(202);
      const page = await first.text();
      expect(page).toContain('data-not-ready');
      expect(page).not.toMatch(/rowheader/);
      const [, address = ''] = /data-not-ready.*?<a href="([^"]+)"/s.exec(page) ?? [];
      const ready = await askUntilReady(() =>
        hurried.request(`http://localhost${address.replaceAll('&amp;', '&')}`),
      );
      expect(await ready.text()).toBe(await (await server.request(`http://localhost${path}`)).text());
    },
  );

  it('shows at once what was decided ahead, and decides ahead again when a delivery has come', async () => {
    const deliver = (passed: number) =>
      act(tx =>
        receiveDeliveries(tx, {
          deliveries: [deliveryOf(grades(passed, 12), { schoolUnitCode: oakCode })],
          isConfirmed: true,
          today,
        }),
      );
    const status = async () => (await hurried.request(`http://localhost${table}`)).status;
    const ahead = () =>
      decideAhead(scope.authorityId, work => withScope(database, scope, work, { readOnly: true }));
    await deliver(101);
    await ahead();
    expect(await status()).toBe(200);
    await deliver(102);
    expect(await status()).toBe(202);
    await ahead();
    expect(await status()).toBe(200);
  });

  it('lets nothing leave that is still being tried, and lets it leave when asked again', async () => {
    await act(tx =>
      receiveDeliveries(tx, {
        deliveries: [deliveryOf(grades(90, 12), { schoolUnitCode: oakCode })],
        isConfirmed: true,
        today,
      }),
    );
    const first = await release('nämnden', hurried);
    expect(first.status).toBe(202);
    const page = await first.text();
    expect(page).toContain('Inget har lämnats ut än.');
    expect(page).toMatch(/name="mottagare" value="nämnden"/);
    expect(await act(loadReleases)).toEqual([]);
    expect((await askUntilReady(() => release('nämnden', hurried))).status).toBe(303);
    expect(await act(loadReleases)).toHaveLength(1);
  });

  it('asks who gets a table before it leaves', async () => {
    const response = await release('');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Skriv vem som får tabellen');
    expect(await act(loadReleases)).toEqual([]);
  });

  it('lets a table leave, keeps it as it left and writes it as a file without a hidden number', async () => {
    const response = await release('nämnden');
    expect(response.status).toBe(303);
    const place = new URL(response.headers.get('location') ?? '', 'http://x').pathname;
    const page = await see(place);
    expect(rowOf(page, 'Björkskolan')).toBe('visas inte visas inte visas inte');
    expect(page).toContain('färre än tio elever');
    expect(page).toMatch(
      /<a class="figure" href="\/siffra\?fraga=results\.told[^"]*tal=medelv[^"]*">10,4<\/a>/,
    );
    await see(`${place}?format=csv`);
    expect(written[0]?.rows.find(([name]) => name === 'Björkskolan')).toEqual([
      'Björkskolan',
      ...Array<string>(3).fill('visas inte'),
    ]);
    expect(await see('/resultat/utlamnat')).toContain('nämnden');
  });

  it.each([
    '/resultat/tabell',
    '/resultat/tabell?slag=hittepa',
    '/resultat/utlamnat/1',
    table.replace('2025', '2019'),
  ])('does not know %s', async path =>
    expect((await server.request(`http://localhost${path}`)).status).toBe(404),
  );
});
