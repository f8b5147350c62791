import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '#app/exchange/index.ts';
import { readResults, type Surroundings } from '#app/results/index.ts';
import { demoFolder, type RunningHouse, runCommand, startHouse, temporaryFolder, Visitor } from './house.ts';
import { filesIn, plantedIn, plantIdentities } from './planted-identities.ts';

/**
 * A thousand pupils are planted in files that are delivered by the command and by the page's address, rightly and wrongly. Then
 * everything that the program has left behind is searched: database files with their log, backups, what it said, temporary files.
 */
const planted = plantIdentities(1_000);
/** The program is started some ten times. */
const PATIENCE = 240_000;
const unit = '99302765';
const header = 'Personnummer;Efternamn;Förnamn;Skolenhetskod;Årskurs;Ämne;Provbetyg;Lärare';
const grades = ['A', 'B', 'C', 'D', 'E', 'F', 'deltog inte'];
const row = (at: number, grade = grades[at % grades.length]) => {
  const { number, familyName, givenName } = planted[at] ?? { number: '', familyName: '', givenName: '' };
  return `${number.slice(0, 8)}-${number.slice(8)};${familyName};${givenName};${unit};9;Matematik;${grade};${givenName} ${familyName}`;
};
const rows = planted.map((_, at) => row(at));
const text = [header, ...rows].join('\r\n');
const bytes = new TextEncoder().encode(`\ufeff${text}`);
/** Every fault of a row that a registrar may meet, with the identity beside it. */
const faulty = [
  header,
  ...rows.slice(0, 990),
  row(990, 'G'),
  row(991).replace(unit, '9930276'),
  row(992).replace(unit, '41234567'),
  // What stands for a subject is told back to the registrar, who must find it: so here it is no name.
  row(993).replace('Matematik', 'Mattematik'),
  row(994).replace(/^\d{8}-\d{4}/, `${planted[994]?.number.slice(0, 11)}0`),
  row(995, planted[995]?.number ?? ''),
  row(996).replaceAll(';', ''),
  row(0, 'B'),
].join('\r\n');

let work: string;
let data: string;
let temporary: string;
const said: string[] = [];
const environment = { TMPDIR: process.env.TMPDIR, LOG_LEVEL: process.env.LOG_LEVEL };

const fileOf = (name: string, content: string | Uint8Array): string => {
  const file = path.join(work, name);
  fs.writeFileSync(file, content);
  return file;
};
const command = async (...args: string[]) => {
  const { code, said: out, complained } = await runCommand(...args, '--data', data);
  said.push(out, complained);
  return { code, out, complained };
};
const deliver = (...args: string[]) =>
  command('results', 'deliver', ...args, '--kind', 'np_ak9', '--year', '2026/27');

describe('a thousand planted identities', () => {
  let house: RunningHouse | null = null;
  const requests: string[] = [];

  beforeAll(async () => {
    work = temporaryFolder();
    data = await demoFolder();
    temporary = path.join(work, 'temporary');
    fs.mkdirSync(temporary);
    process.env.TMPDIR = temporary;
    process.env.LOG_LEVEL = 'trace';
    house = await startHouse(data);
    house.process.stdout?.on('data', chunk => said.push(String(chunk)));
    house.process.stderr?.on('data', chunk => said.push(String(chunk)));
  }, PATIENCE);
  afterAll(async () => {
    await house?.stop();
    process.env.TMPDIR = environment.TMPDIR ?? '';
    process.env.LOG_LEVEL = environment.LOG_LEVEL ?? 'warn';
    if (environment.TMPDIR === undefined) delete process.env.TMPDIR;
    if (environment.LOG_LEVEL === undefined) delete process.env.LOG_LEVEL;
    for (const folder of [work, data]) fs.rmSync(folder, { recursive: true, force: true });
  });

  it('are found where they are: in the file, and in a database that is told one', () => {
    const found = new Set(plantedIn(bytes, planted));
    const all = planted.flatMap(({ number, familyName, givenName }) => [number, familyName, givenName]);
    expect(all.filter(one => !found.has(one))).toEqual([]);
    const other = Buffer.from(
      `xx\0\x01${planted[7]?.number.slice(2)}\0 ${planted[8]?.familyName}`,
      'utf16le',
    );
    expect(plantedIn(new Uint8Array(other), planted)).toHaveLength(2);
  });

  it('do not leave the place of reading when cells are sent', async () => {
    const visitor = new Visitor(house?.base ?? '');
    await visitor.signInAs('Vide Rönnbark');
    const known = await (await visitor.get('/resultat/inlamningar/underlag.json?slag=np_ak9')).json();
    const { surroundings } = known as { surroundings: Surroundings };
    const reading = await readResults(
      {
        ...{ kind: 'np_ak9', academicYear: 2025, semester: null, prior: [], tests: [], choices: [] },
        files: [{ name: 'np.csv', bytes, encoding: null }],
        surroundings,
      },
      { readRows },
    );
    if (reading.kind !== 'read') throw new Error(JSON.stringify(reading).slice(0, 500));
    const { deliveries, choices } = reading;
    const body = JSON.stringify({ deliveries, choices, isConfirmed: true });
    requests.push(body);
    const answer = await visitor.sendJson('/resultat/inlamningar', body);
    const receipt = await answer.text();
    requests.push(receipt);
    expect([answer.status, JSON.parse(receipt).kind]).toEqual([200, 'received']);
  });

  it('are refused when somebody sends them all the same, and nothing of them is kept', async () => {
    const visitor = new Visitor(house?.base ?? '');
    await visitor.signInAs('Vide Rönnbark');
    const form = new FormData();
    form.append('file', new File([bytes], `${planted[1]?.familyName}.csv`));
    const answers = [
      await visitor.post('/resultat/inlamningar', form),
      await visitor.post('/resultat/inlamningar', { rows: text }),
      await visitor.sendJson('/resultat/inlamningar', text),
      await visitor.sendJson('/resultat/inlamningar', JSON.stringify({ deliveries: [], rows })),
      await visitor.sendJson(
        '/resultat/inlamningar',
        JSON.stringify(Object.fromEntries(planted.map(one => [one.number, one.familyName]))),
      ),
    ];
    for (const answer of answers) {
      expect([415, 422]).toContain(answer.status);
      requests.push(await answer.text());
    }
    await house?.stop();
    house = null;
  });

  it(
    'stay with the registrar when the command delivers, also when rows are wrong',
    async () => {
      const file = fileOf('np.csv', bytes);
      const prior = fileOf('np6.csv', text.replaceAll(';9;', ';6;'));
      expect((await deliver(file, '--dry-run')).code).toBe(0);
      expect((await deliver(fileOf('fel.csv', faulty))).code).toBe(2);
      expect((await deliver(fileOf('fel2.csv', faulty), '--json')).code).toBe(2);
      expect((await deliver(fileOf('utan-rubriker.csv', rows.join('\r\n')))).code).toBe(2);
      const unknown = fileOf('okand.csv', text.replace('Personnummer', 'Vem'));
      expect((await deliver(unknown)).complained).toContain('personnummer (pupil)');
      expect((await deliver(unknown, '--column', 'pupil=Vem', '--dry-run')).code).toBe(0);
      const done = await deliver(file, '--prior', prior, '--confirm', '--json');
      expect([done.code, JSON.parse(done.out).outcome]).toEqual([0, 'received']);
      expect((await deliver(file, '--prior', prior)).out).toContain('fanns redan');
    },
    PATIENCE,
  );

  it(
    'are nowhere in what the program wrote, said or answered',
    async () => {
      const backup = path.join(work, 'kopia.backup');
      expect((await command('backup', backup)).code).toBe(0);
      const found: string[] = [];
      const look = (where: string, content: Uint8Array) => {
        const here = plantedIn(content, planted);
        if (here.length > 0) found.push(`${where}: ${here.length} planted, ${here.slice(0, 5).join(', ')}`);
      };
      const files = [...filesIn(data), ...filesIn(temporary)];
      for (const one of files) look(one.name, one.bytes);
      fs.mkdirSync(path.join(work, 'backup'));
      fs.renameSync(backup, path.join(work, 'backup/kopia.backup'));
      const copies = filesIn(path.join(work, 'backup'));
      for (const one of copies) look(one.name, one.bytes);
      look('what it said', new TextEncoder().encode(said.join('\n')));
      look('requests and answers', new TextEncoder().encode(requests.join('\n')));
      expect(found).toEqual([]);
      // The search saw the database with its log, and what was packed.
      expect(files.some(({ name }) => name.includes('pg_wal'))).toBe(true);
      expect(
        copies.some(
          ({ name, bytes: whole }) => name.endsWith('unpacked') && latinText(whole).includes('result_cell'),
        ),
      ).toBe(true);
      expect(said.join('').length).toBeGreaterThan(1_000);
    },
    PATIENCE,
  );
});

const latinText = (content: Uint8Array): string => new TextDecoder('latin1').decode(content);
