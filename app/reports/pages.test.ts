import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, withScope } from '#app/database/index.ts';
import {
  distributionChapters,
  distributionQuestions,
  distributionRoutes,
  readDistribution,
  sourceOf,
} from '#app/positions/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { type Figure, figureQuery, liveFigureHref } from '#app/shared/figure.ts';
import { newId } from '#app/shared/id.ts';
import type { OutTable } from '#app/shared/table.ts';
import { openQuickForTest } from '#tests/database.ts';
import { serveRoom } from '#tests/served.ts';
import { saveSmallAuthority } from './figures.fixture.ts';
import { routes } from './routes.tsx';
import { freezeFigures } from './store.ts';

const ON = '2026-11-23';

describe('the pages of numbers', () => {
  let database: Database;
  let app: Hono;
  let known: Awaited<ReturnType<typeof saveSmallAuthority>>;
  let figures: readonly Figure[];
  let maySeeHolders = false;
  const written: OutTable[] = [];
  const scope = { authorityId: newId(), personId: null };

  beforeAll(async () => {
    database = await openQuickForTest();
    known = await withScope(database, scope, saveSmallAuthority);
    figures = await withScope(database, scope, async tx => {
      const reading = await readDistribution(tx, ON);
      const all = distributionChapters(reading).flatMap(chapter => chapter.figures);
      await freezeFigures(tx, all, figure => sourceOf(figure, reading));
      return all;
    });
    app = serveRoom({
      routes: [
        ...distributionRoutes({
          writeTable: async table => {
            written.push(table);
            return new TextEncoder().encode(table.title);
          },
        }),
        ...routes({ questions: distributionQuestions }),
      ],
      clock: systemClock,
      findViewer: async () => ({
        authorityId: scope.authorityId,
        authorityName: 'Ekdala kommun',
        isDemo: false,
        personId: newId(),
        name: 'Karin Ek',
        roleLabels: ['Förvaltningschef'],
        holdingIds: [],
        granted: [],
        may: action => ({
          allowed: action === 'seeDistribution' || (action === 'seeHolder' && maySeeHolders),
          because: '',
        }),
      }),
      transact: (_viewer, readOnly, work) => withScope(database, scope, work, { readOnly }),
    });
  });
  afterAll(() => database.close());

  const read = async (address: string) => {
    const response = await app.request(address);
    return { status: response.status, response, html: await response.text() };
  };

  it.each(['', '/amnen', '/uppdrag', '/tid', '/forandring'])(
    'show the distribution at /fordelning%s',
    async page => {
      for (const query of [
        `datum=${ON}`,
        `datum=${ON}&jamfor=2021-01-01&visa=omraden&sortera=-elever`,
        `datum=${ON}&skolform=GR&enhet=${known.area.id}`,
        `datum=${ON}&enhet=${known.oak.id}&visa=enheter`,
        'datum=2001-01-01',
      ]) {
        const { status, html } = await read(`/fordelning${page}?${query}`);
        expect([query, status]).toEqual([query, 200]);
        expect(html).not.toMatch(/undefined|NaN|\[object/);
        expect(html).not.toContain('Anna');
      }
    },
  );

  it.each(['', '/amnen', '/uppdrag', '/tid', '/forandring'])(
    'give the table of /fordelning%s as a file',
    async page => {
      written.length = 0;
      for (const format of ['csv', 'xlsx'])
        expect((await read(`/fordelning${page}?datum=${ON}&format=${format}`)).status).toBe(200);
      expect(written).toHaveLength(2);
      for (const table of written) {
        expect(table.notes.join(' ')).toContain('Källa: Tjänsteregistret den 23 november 2026');
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      }
    },
  );

  it('know no unit that is not there', async () => {
    expect((await read(`/fordelning?enhet=${newId()}`)).status).toBe(404);
    expect((await read('/fordelning?enhet=hej')).status).toBe(404);
    expect((await read(`/siffra?fraga=positions.count&enhet=${newId()}`)).status).toBe(404);
    expect((await read('/siffra?fraga=nothing')).status).toBe(404);
    expect((await read('/siffra/S-2222222')).status).toBe(404);
  });

  it('sort a table by the address alone', async () => {
    const order = async (sorting: string) => {
      const { html } = await read(`/fordelning?datum=${ON}&sortera=${sorting}`);
      const table = html.slice(html.lastIndexOf('<table'));
      return table.indexOf('Björkskolan') < table.indexOf('Ekskolan');
    };
    expect(await order('namn')).toBe(true);
    expect(await order('-namn')).toBe(false);
    expect(await order('tjanster')).toBe(false);
    expect(await order('-tjanster')).toBe(true);
  });

  it('lead from every number on paper to the page behind it', async () => {
    for (const figure of figures.slice(0, 25)) {
      const { status, html } = await read(`/siffra/${figure.code}`);
      expect(status).toBe(200);
      expect(html).toContain(figure.code);
      expect(html).toContain('fryst');
    }
  });

  it('answer the question anew where the figure of a draft is not frozen', async () => {
    const figure: Figure = { ...(figures[0] as Figure), parameters: { unit: known.oak.id } };
    const { status, html } = await read(`/siffra/S-2222222?${figureQuery(figure)}`);
    expect(status).toBe(200);
    expect(html).toContain('inte fryst');
    expect(html).toContain('Antal karriärtjänster: 1');
  });

  it('show names only to those who may see them, and protected ones to none of them', async () => {
    const address = liveFigureHref({
      question: 'positions.count',
      parameters: { unit: known.birch.id },
      cut: { on: ON, event: 0 },
    });
    maySeeHolders = false;
    expect((await read(address)).html).not.toMatch(/Anna|Bo Prov/);
    maySeeHolders = true;
    const { html } = await read(address);
    expect(html).toContain('Anna Prov');
    expect(html).toContain('Skyddade personuppgifter');
    expect(html).not.toContain('Bo Prov');
    maySeeHolders = false;
  });

  it('find a figure by the code that somebody types in', async () => {
    const code = figures[0]?.code ?? '';
    const found = await app.request(`/siffra?kod=${encodeURIComponent(` ${code.toLowerCase()} `)}`);
    expect([found.status, found.headers.get('location')]).toEqual([303, `/siffra/${code}`]);
    const { status, html } = await read('/siffra?kod=S-2222222');
    expect(status).toBe(422);
    expect(html).toContain('Det finns ingen fryst siffra med koden S-2222222');
    expect((await read('/siffra')).html).toContain('Sifferkod');
  });
});
