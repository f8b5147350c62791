import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countsIn } from '#demo/bare-number.fixture.ts';
import { type RunningHouse, runCommand, startHouse, temporaryFolder, Visitor } from './house.ts';

/** Skolverket's published file: real school units. It does not go with the program. */
const published =
  process.env.SKOLVERKET_FILE ??
  path.join(import.meta.dirname, '../../shared/data/skolverket/planned-educations-v4-gr.ndjson');
const present = fs.existsSync(published);
if (!present) console.log('SKIPPED: the published statistics file is not here (SKOLVERKET_FILE).');

type PublishedUnit = {
  readonly code: string;
  readonly name: string;
  readonly geographicalAreaCode: string;
  readonly principalOrganizerType: string;
};

const ofMunicipality = (code: string): readonly PublishedUnit[] =>
  fs
    .readFileSync(published, 'utf8')
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { unit: PublishedUnit }).unit)
    .filter(unit => unit.geographicalAreaCode === code && unit.principalOrganizerType === 'Kommunal');

const subjects = [
  'Matematik',
  'Svenska, Svenska som andraspråk',
  'Engelska',
  'Ämnesövergripande',
  'Biologi, Fysik, Kemi',
];
const types = ['Leder ämnesgrupp', 'Huvudansvar för ämne', 'Coachning', 'Systematiskt kvalitetsarbete'];
const funding = ['statsbidrag §16', 'statsbidrag §17', 'egna medel'];
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** A list of positions at real units, every person and task in it made up, and seen to be so. */
const madeUpPositions = (units: readonly PublishedUnit[]): string => {
  const header =
    'tjanst_id;slag;enhet;amnen;uppdragstyp;uppdrag;behov;omfattning_procent;finansiering;tjanst_start;tjanst_slut;anstallningsnr;fornamn;efternamn;epost;innehav_start;innehav_slut';
  const places = units.flatMap((unit, at) => Array.from({ length: 2 + (at % 4) }, () => unit));
  const rows = places.map((unit, at) => {
    const start = `${2014 + (at % 9)}-08-01`;
    const holder = at % 9 === 8 ? ['', '', '', '', ''] : [`P${at}`, `Påhitt${at}`, 'Exempelsson', '', start];
    return [
      ...[`T-${at + 1}`, at % 17 === 16 ? 'Lektor' : 'Förstelärare', at % 2 ? unit.name : unit.code],
      ...[pick(subjects, at), pick(types, at), 'Ett påhittat uppdrag', at % 5 ? 'Ett påhittat behov' : ''],
      ...[at % 3 ? '10' : '12,5', pick(funding, at), start, '', ...holder, ''],
    ].join(';');
  });
  return [header, ...rows].join('\n');
};

const organisation = (units: readonly PublishedUnit[]): string =>
  [
    'slag;namn;hor_till;skolenhetskod;start',
    'Förvaltning;Bildningsförvaltningen;Provkommunen;;2010-01-01',
    'Rektorsområde;Område A;Bildningsförvaltningen;;2010-01-01',
    'Rektorsområde;Område B;Bildningsförvaltningen;;2010-01-01',
    ...units.map(({ name, code }, at) => `Skolenhet;${name};Område ${at % 2 ? 'A' : 'B'};${code};2010-01-01`),
  ].join('\n');

const people = `anstallningsnr;fornamn;efternamn;epost;kon;roll;enhet;start
B1;Påhittade;Chefen;;;Förvaltningschef;Bildningsförvaltningen;2024-08-01
B2;Påhittade;Sekreteraren;;;Nämndsekreterare;Bildningsförvaltningen;2024-08-01`;

/** What a reader sees of a page, figures apart. */
const words = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<(svg|style|script)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, '\n');
/** The text of a document without its figures and without the list that tells where they come from. */
const withoutFigures = (html: string): string =>
  html
    .slice(0, html.indexOf('<h2 id="siffror"'))
    .replace(/<a class="figure"[\s\S]*?<\/a>|(?:Bild|Tabell) \d+\./g, ' ');

describe.runIf(present)('a real municipality, from Skolverket’s file and its own list', () => {
  const folder = temporaryFolder();
  const data = path.join(folder, 'data');
  const units = present ? ofMunicipality('0126') : [];
  let house: RunningHouse;
  let lead: Visitor;
  let item = '';

  const command = async (...args: readonly string[]): Promise<string> => {
    const { code, said, complained } = await runCommand(...args, '--data', data);
    expect([code, complained]).toEqual([0, '']);
    return said;
  };
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const page = async (address: string): Promise<string> => {
    const answer = await lead.get(address);
    expect([address, answer.status]).toEqual([address, 200]);
    return answer.text();
  };
  /** Sends the form of a page as it stands there, with what the person changed, and returns where it led. */
  const send = async (address: string, changes: Readonly<Record<string, string>>): Promise<string> => {
    const [form = '', action = ''] =
      (await page(address)).match(/<form method="post" action="([^"]*)"[\s\S]*?<\/form>/) ?? [];
    const fields: Record<string, string> = {};
    for (const [select, name = ''] of form.matchAll(/<select[^>]* name="([^"]*)"[\s\S]*?<\/select>/g))
      fields[name] = /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '';
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const [name, value] = [/ name="([^"]*)"/.exec(tag)?.[1], / value="([^"]*)"/.exec(tag)?.[1]];
      if (name && (!/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))) fields[name] = value ?? '';
    }
    const answer = await lead.post(action, { ...fields, ...changes });
    expect([address, answer.status]).toEqual([address, 303]);
    return answer.headers.get('location') ?? '';
  };

  beforeAll(async () => {
    const who = ['--name', 'Provkommunen', '--admin', 'Påhittade Administratören', '--number', 'A1'];
    const names = ['--board', 'bildningsnämnden', '--administration', 'bildningsförvaltningen'];
    await command('init', ...who, ...names, '--municipality', '0126');
    expect(await command('import', 'skolverket', published, '--municipality', '0126')).toContain(
      '12 nya skolenheter',
    );
    await command('import', 'organisation', write('organisation.csv', organisation(units)));
    await command('import', 'people', write('personer.csv', people));
    const list = write('tjanster.csv', madeUpPositions(units));
    expect(await command('import', 'positions', list, '--dry-run')).toContain('42 tjänster läggs till');
    expect(await command('import', 'positions', list)).toContain('Inläst: 42 nya tjänster');
    expect(await command('import', 'positions', list)).toContain('redan inläst');
    const link = /http\S+/.exec(await command('sign-in-link', 'A1'))?.[0] ?? '';
    house = await startHouse(data, '--no-demo');
    lead = new Visitor(house.base);
    await lead.post('/logga-in/lank', { token: new URL(link).searchParams.get('nyckel') ?? '' });
  }, 120_000);
  afterAll(async () => {
    await house?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('shows its own school units, with the year levels that Skolverket told', async () => {
    const shown = words(await page('/organisation'));
    expect(units).toHaveLength(12);
    for (const { name } of units) expect(shown).toContain(name);
    expect(shown).toContain('7–9');
  });

  it('answers on every page of the distribution, and each number opens', async () => {
    for (const address of ['', '/amnen', '/uppdrag', '/tid', '/forandring']) {
      const html = await page(`/fordelning${address}`);
      expect(words(html)).not.toMatch(/undefined|NaN|\[object/);
      const [figure] = [...html.matchAll(/href="(\/siffra[^"]*)"/g)].map(([, href = '']) => href);
      expect(words(await page((figure ?? '').replaceAll('&amp;', '&')))).toContain('Så räknas den');
    }
    const spread = words(await page('/fordelning')).replace(/\s+/g, ' ');
    expect(spread).toContain('42 karriärtjänster');
    expect(spread).toContain('12 av 12 enheter');
  });

  it('writes an item in which no number of data lacks its figure, in all three forms', async () => {
    const matter = await send('/arenden/nytt', { title: 'Karriärtjänster', registryNumber: 'BUN 2026/1' });
    await send(`${matter}/uppdrag/nytt`, {
      ...{ givenOn: '2026-03-17', paragraph: '23', addressee: 'bildningsförvaltningen' },
      ...{ text: 'sammanställa hur karriärtjänsterna är fördelade', question: 'hur är de fördelade' },
    });
    item = await send(`${matter}/skrivelser/ny`, { meetingOn: '2030-12-16' });
    expect(words(await page(item))).toContain('Innan skrivelsen lämnas');

    const html = await page(`${item}/skrivelse.html`);
    const counted = words(withoutFigures(html))
      .split('\n')
      .flatMap(line => countsIn(line).map(number => `${number} in ”${line.trim()}”`));
    expect(counted).toEqual([]);
    const figures = JSON.parse(await page(`${item}/figures.json`)) as readonly { readonly code: string }[];
    expect(figures.length).toBeGreaterThan(100);
    for (const { code } of figures) expect(html).toContain(code);

    for (const [ending, signature] of [
      ['.pdf', '%PDF-1.7'],
      ['.docx', 'PK'],
    ] as const) {
      const bytes = Buffer.from(await (await lead.get(`${item}/skrivelse${ending}`)).arrayBuffer());
      expect(bytes.length).toBeGreaterThan(20_000);
      expect(bytes.subarray(0, signature.length).toString('latin1')).toBe(signature);
    }
  });
});
