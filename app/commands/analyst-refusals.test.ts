import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementCommand } from './agreement.ts';
import { type Command, CommandProblem } from './command.ts';
import { compressCommand } from './compress.ts';
import { estimateCommand } from './estimate.ts';
import { mdeCommand } from './mde.ts';
import { poolCommand } from './pool.ts';

/*
 * What an analyst's command cannot use ends with one line that names the file, the row and the column, and with nothing written.
 */

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-refusals-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | object | Uint8Array): string => {
  const file = path.join(folder, name);
  const raw = typeof content === 'string' || content instanceof Uint8Array;
  fs.writeFileSync(file, raw ? content : JSON.stringify(content));
  return file;
};

const refusalOf = async (
  command: Command,
  data: string | Uint8Array | null,
  spec: object | null,
): Promise<string> => {
  const args = [
    ...(data === null ? [] : ['--data', write('data.csv', data)]),
    ...(spec ? ['--spec', write('spec.json', spec)] : []),
  ];
  const out = path.join(folder, 'out.json');
  const problem = await command.run([...args, '--out', out]).then(
    () => expect.unreachable('it did what it should have refused'),
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(CommandProblem);
  expect(fs.existsSync(out)).toBe(false);
  expect(fs.readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([]);
  const { message } = problem as CommandProblem;
  expect(message.split('\n')).toHaveLength(1);
  return message;
};

const header = 'unit,skola,amne,lasar,start,n,sz,szz';
const good = [
  'a,N,Ma,2018,2020,20,4,30',
  'a,N,Ma,2019,2020,20,5,30',
  'a,N,Ma,2020,2020,20,6,30',
  'b,S,Ma,2018,0,20,4,30',
  'b,S,Ma,2019,0,20,5,30',
  'b,S,Ma,2020,0,20,5,30',
];
const columns = {
  ...{ unit: 'unit', cluster: 'skola', subject: 'amne', time: 'lasar', start: 'start' },
  ...{ n: 'n', sum: 'sz', sumSquares: 'szz' },
};
/** The good rows with the third row of the file (the second of data) replaced. */
const withRow = (row: string): string => [header, good[0], row, ...good.slice(2)].join('\n');
const cells = [header, ...good].join('\n');

describe('samsyn estimate refuses', () => {
  it.each([
    ['no pupils', 'a,N,Ma,2019,2020,0,5,30', 3, 'n'],
    ['half a pupil', 'a,N,Ma,2019,2020,0.5,5,30', 3, 'n'],
    ['a missing number of pupils', 'a,N,Ma,2019,2020,,5,30', 3, 'n'],
    ['squares that are too small', 'a,N,Ma,2019,2020,20,100,30', 3, 'szz'],
    ['a missing sum', 'a,N,Ma,2019,2020,20,,30', 3, 'sz'],
    ['NA', 'a,N,Ma,2019,2020,20,NA,30', 3, 'sz'],
    ['NaN', 'a,N,Ma,2019,2020,20,NaN,30', 3, 'sz'],
    ['Inf', 'a,N,Ma,2019,2020,20,Inf,30', 3, 'sz'],
    ['a number beyond all', 'a,N,Ma,2019,2020,20,1e999,30', 3, 'sz'],
    ['a number in hexadecimals', 'a,N,Ma,2019,2020,20,0x5,30', 3, 'sz'],
    ['a suppressed number', 'a,N,Ma,2019,2020,20,~,30', 3, 'sz'],
    ['a missing year', 'a,N,Ma,,2020,20,5,30', 3, 'lasar'],
    ['a year that is not one', 'a,N,Ma,2019/21,2020,20,5,30', 3, 'lasar'],
    ['a unit without name', ',N,Ma,2019,2020,20,5,30', 3, 'unit'],
    ['a unit without school', 'a,,Ma,2019,2020,20,5,30', 3, 'skola'],
    ['a unit in another school', 'a,S,Ma,2019,2020,20,5,30', 3, 'skola'],
    ['a unit in another subject', 'a,N,Sv,2019,2020,20,5,30', 3, 'amne'],
    ['a unit with another start', 'a,N,Ma,2019,2019,20,5,30', 3, 'start'],
    ['a unit twice in a year', 'a,N,Ma,2018,2020,20,5,30', 3, 'lasar'],
    ['the same row twice', good[0] ?? '', 3, 'lasar'],
  ])('%s', async (_, row, line, column) => {
    const message = await refusalOf(estimateCommand, withRow(row), { columns });
    expect(message).toContain(`data.csv, rad ${line}, kolumnen ${column}: `);
  });

  it.each([
    ['a row with too few values', 'a,N,Ma', /data\.csv, rad 3: Raden har 3 värden/],
    ['a row with too many values', 'a,N,Ma,2019,2020,20,5,30,9', /data\.csv, rad 3: Raden har 9 värden/],
    ['an empty row', '', /data\.csv, rad 3: Raden är tom/],
    [
      'a quotation mark that is not closed',
      '"a,N,Ma,2019,2020,20,5,30',
      /data\.csv, rad 3: Raden tar inte slut/,
    ],
  ])('%s', async (_, row, expected) => {
    expect(await refusalOf(estimateCommand, withRow(row), { columns })).toMatch(expected);
  });

  it.each([
    ['an empty file', '', {}, /data\.csv/],
    ['a file with a header only', `${header}\n`, {}, /data\.csv: Det finns inga rader/],
    ['a column that is not there', cells, { columns: { ...columns, n: 'antal' } }, /rad 1, kolumnen antal/],
    ['no outcome', cells, { columns: { ...columns, sum: null, sumSquares: null } }, /kolumnen sum: Varken/],
    ['a sum without a number of pupils', cells, { columns: { ...columns, n: null } }, /kolumnen n: /],
    ['neither start nor mark', cells, { columns: { ...columns, start: null } }, /kolumnen start: Varken/],
    ['an unknown key', cells, { sedd: 1 }, /spec\.json, nyckeln sedd: Nyckeln är okänd/],
    ['an unknown key further in', cells, { bootstrap: { n: 1 } }, /nyckeln bootstrap\.n: Nyckeln är okänd/],
    ['an unknown inference', cells, { inference: ['cr9'] }, /nyckeln inference\.0: Ange ett av/],
    ['no draws', cells, { randomization: { draws: 0 } }, /nyckeln randomization\.draws: Ange minst 1/],
    ['a seed that is not whole', cells, { seed: 1.5 }, /nyckeln seed/],
    ['nobody with a post', cells.replaceAll(',2020,20,', ',0,20,'), {}, /data\.csv.*: Ingen enhet/],
    ['posts in every cell', cells.replace(/20\d\d,(0|2020),20/g, '2018,2018,20'), {}, /data\.csv/],
    ['nobody to compare with', [header, ...good.slice(0, 3)].join('\n'), {}, /data\.csv.*jämföra med/],
    [
      'nobody who never gets a post',
      cells.replaceAll(',0,20', ',2021,20').replaceAll('b,S,Ma,2020,2021', 'b,S,Ma,2021,2021'),
      { estimator: 'callawaySantAnna', controls: 'neverTreated' },
      /data\.csv/,
    ],
    [
      'weights without pupils',
      cells,
      { weights: 'n', columns: { unit: 'unit', time: 'lasar', start: 'start', mean: 'sz' } },
      /Vikterna är n/,
    ],
    ['a covariate that is not there', cells, { covariates: ['prior'] }, /rad 1, kolumnen prior/],
    [
      'a covariate with half its sums',
      cells,
      { covariates: [{ name: 'x', sum: 'sz' }] },
      /nyckeln covariates\.0/,
    ],
    [
      'two covariates of pupils without their product',
      cells,
      {
        covariates: ['x', 'y'].map(name => ({ name, sum: 'sz', sumSquares: 'szz', sumProduct: 'szz' })),
      },
      /korsprodukten med x/,
    ],
    ['the same covariate twice', cells, { covariates: ['sz', 'sz'] }, /Kovariaten sz finns två gånger/],
  ])('%s', async (_, data, changed, expected) => {
    expect(await refusalOf(estimateCommand, data, { columns, ...changed })).toMatch(expected);
  });

  it('a file that is not text', async () => {
    const wide = Buffer.from(`\ufeff${cells}`, 'utf16le');
    expect(await refusalOf(estimateCommand, wide, { columns })).toMatch(/data\.csv/);
  });
});

describe('samsyn pool refuses', () => {
  it.each([
    ['a single post', 'post,y,se\na,0.1,0.1\n', /data\.csv: Det behövs minst två tjänster/],
    ['an error of 0', 'post,y,se\na,0.1,0\nb,0.2,0.1\n', /data\.csv, rad 2, kolumnen se: /],
    ['a negative error', 'post,y,se\na,0.1,0.1\nb,0.2,-0.1\n', /data\.csv, rad 3, kolumnen se: /],
    ['a missing estimate', 'post,y,se\na,,0.1\nb,0.2,0.1\n', /data\.csv, rad 2, kolumnen y: /],
    ['an endless estimate', 'post,y,se\na,1,0.1\nb,Inf,0.1\n', /data\.csv, rad 3, kolumnen y: /],
    ['a post without name', 'post,y,se\n,1,0.1\nb,1,0.1\n', /data\.csv, rad 2, kolumnen post: /],
    ['a missing column', 'post,y\na,1\nb,1\n', /data\.csv, rad 1, kolumnen se: /],
  ])('%s', async (_, data, expected) => {
    expect(await refusalOf(poolCommand, data, null)).toMatch(expected);
  });
});

describe('samsyn agreement refuses', () => {
  it.each([
    ['a missing level', 'item,rater,level\n1,A,1\n1,B,\n', /data\.csv, rad 3, kolumnen level: /],
    [
      'a level that is not finite',
      'item,rater,level\n1,A,1\n1,B,Inf\n',
      /data\.csv, rad 3, kolumnen level: /,
    ],
    ['a rater without name', 'item,rater,level\n1,,1\n1,B,2\n', /data\.csv, rad 2, kolumnen rater: /],
    ['an item without name', 'item,rater,level\n,A,1\n1,B,2\n', /data\.csv, rad 2, kolumnen item: /],
    ['a rating twice', 'item,rater,level\n1,A,1\n1,A,2\n', /data\.csv, rad 3, kolumnen rater: /],
    ['nothing to compare', 'item,rater,level\n1,A,1\n2,A,2\n', /data\.csv: Inget underlag/],
    ['a missing column', 'item,rater\n1,A\n', /data\.csv, rad 1, kolumnen level: /],
  ])('%s', async (_, data, expected) => {
    expect(await refusalOf(agreementCommand, data, null)).toMatch(expected);
  });
});

describe('samsyn mde refuses', () => {
  const plan = {
    ...{ schools: 20, treatedSchools: 8, posts: 12, preYears: 4, postYears: 3, pupilsPerCell: 100 },
    ...{ shockSd: 0.08, pupilSd: 0.85, r2: 0, comparisonSubjects: 5, residualCorrelation: 0.1 },
    ...{ alpha: 0.05, power: 0.8 },
  };
  const grid = Object.keys(plan).flatMap(key =>
    [
      ['text', 'x'],
      ['nothing', undefined],
      ['a negative number', -2],
    ].map(([what, value]) => [key, what, value] as const),
  );

  it.each(grid)('%s that is %s', async (key, _, value) => {
    const message = await refusalOf(mdeCommand, null, { ...plan, [key]: value });
    expect(message).toContain(`spec.json, nyckeln ${key}: `);
  });
});

describe('samsyn compress refuses', () => {
  const spec = { keys: ['skola'], outcome: 'z', covariates: ['prior'] };

  it.each([
    ['a missing outcome', 'skola,z,prior\nA,,1\n', spec, /data\.csv, rad 2, kolumnen z: /],
    [
      'a covariate that is not a number',
      'skola,z,prior\nA,1,x\n',
      spec,
      /data\.csv, rad 2, kolumnen prior: /,
    ],
    ['an empty key', 'skola,z,prior\n,1,1\n', spec, /data\.csv, rad 2, kolumnen skola: /],
    ['a missing column', 'skola,z\nA,1\n', spec, /data\.csv, rad 1, kolumnen prior: /],
    ['a row that is too short', 'skola,z,prior\nA,1,1\nB,1\n', spec, /data\.csv, rad 3/],
    ['a header only', 'skola,z,prior\n', spec, /data\.csv/],
    ['an empty file', '', spec, /data\.csv/],
    ['an unknown key', 'skola,z,prior\nA,1,1\n', { ...spec, by: 1 }, /nyckeln by: Nyckeln är okänd/],
  ])('%s', async (_, data, given, expected) => {
    expect(await refusalOf(compressCommand, data, given)).toMatch(expected);
  });
});
