import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { agreementCommand } from './agreement.ts';
import { type Command, CommandProblem } from './command.ts';
import { compressCommand } from './compress.ts';
import { estimateCommand } from './estimate.ts';
import { mdeCommand } from './mde.ts';
import { poolCommand } from './pool.ts';

const cases = path.join(import.meta.dirname, '../../statistics/reference/cases');
const inCase = (file: string): string => path.join(cases, file);

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-analyst-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

let said: string[];
beforeEach(() => {
  said = [];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    said.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const place = (name: string): string => path.join(folder, name);
const write = (name: string, content: string | object): string => {
  fs.writeFileSync(place(name), typeof content === 'string' ? content : JSON.stringify(content));
  return place(name);
};

/** Runs a command that writes its result to a file, and reads it. */
const resultOf = async (command: Command, ...args: readonly string[]) => {
  const out = place('result.json');
  expect(await command.run([...args, '--out', out])).toBe(0);
  return JSON.parse(fs.readFileSync(out, 'utf8'));
};

/** Runs a command that must refuse, and gives its one line; nothing may be written. */
const problemOf = async (command: Command, ...args: readonly string[]): Promise<string> => {
  const out = place('refused.json');
  try {
    await command.run([...args, '--out', out]);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandProblem);
    expect(fs.existsSync(out)).toBe(false);
    const { message } = error as CommandProblem;
    expect(message).not.toContain('\n');
    return message;
  }
  return expect.unreachable('the command did what it should have refused');
};

const panelSpec = {
  columns: {
    ...{ unit: 'unit', cluster: 'skola', subject: 'amne', time: 'lasar', start: 'start', treated: null },
    ...{ n: 'n', sum: 'sz', sumSquares: 'szz', mean: null },
  },
  ...{ estimator: 'imputation', design: 'otherSchools', weights: 'n', inference: ['cv3'] },
};
const plan = {
  ...{ schools: 20, treatedSchools: 8, posts: 12, preYears: 4, postYears: 3, r2: 0, comparisonSubjects: 5 },
  ...{ alpha: 0.05, power: 0.8 },
};
const variation = { pupilsPerCell: 100, shockSd: 0.08, pupilSd: 0.85, residualCorrelation: 0.1 };
const panel = inCase('own_panel100k/input.csv');

describe('samsyn estimate', () => {
  it('estimates by the columns of the specification', async () => {
    const found = await resultOf(estimateCommand, '--data', panel, '--spec', write('spec.json', panelSpec));
    expect(found).toMatchObject({
      estimator: 'imputation',
      observations: 960,
      pupils: 96_900,
      units: 120,
      clusters: 20,
    });
    expect(found.att.se.cv3).toBeGreaterThan(0);
  });

  it('gives the same from semicolons, decimal commas and other names', async () => {
    const text = fs
      .readFileSync(panel, 'utf8')
      .replace(/^unit,skola/, 'Enhet,Skolans namn')
      .replaceAll(',', ';')
      .replaceAll('.', ',')
      .replaceAll('\n', '\r\n');
    const named = { ...panelSpec, columns: { ...panelSpec.columns, unit: 'Enhet', cluster: 'Skolans namn' } };
    const theirs = await resultOf(
      estimateCommand,
      ...['--data', write('celler.csv', `\ufeff${text}`), '--spec', write('other.json', named)],
    );
    expect(theirs).toEqual(
      await resultOf(estimateCommand, '--data', panel, '--spec', write('spec.json', panelSpec)),
    );
  });

  it.each([
    ['an unknown key', { ...panelSpec, wieghts: 'n' }, /nyckeln wieghts: Nyckeln är okänd/],
    [
      'an unknown key further in',
      { ...panelSpec, bootstrap: { draw: 9 } },
      /nyckeln bootstrap\.draw: Nyckeln är okänd/,
    ],
    [
      'an unknown column role',
      { ...panelSpec, columns: { ...panelSpec.columns, skola: 'x' } },
      /columns\.skola/,
    ],
    ['an unknown estimator', { ...panelSpec, estimator: 'ols' }, /nyckeln estimator: Ange ett av imputation/],
    ['a missing key', { ...panelSpec, columns: { time: 'lasar' } }, /nyckeln columns\.unit: Nyckeln saknas/],
    ['text for a number', { ...panelSpec, seed: 'x' }, /nyckeln seed: Ange ett/],
    [
      'a column that is not there',
      { ...panelSpec, columns: { ...panelSpec.columns, unit: 'enhet' } },
      /rad 1, kolumnen enhet: Kolumnen finns inte/,
    ],
  ])('refuses %s', async (_, spec, line) => {
    const file = write('bad.json', spec);
    expect(await problemOf(estimateCommand, '--data', panel, '--spec', file)).toMatch(line);
  });

  it.each([
    ['n < 1', 'a,s,m,2010,0,0,1,1', /rad 3, kolumnen n:/],
    ['Σy² < (Σy)²/n', 'a,s,m,2010,0,2,4,7', /rad 3, kolumnen szz:/],
    ['a number that is not finite', 'a,s,m,2010,0,2,Infinity,7', /rad 3, kolumnen sz:/],
    ['a missing value', ',s,m,2010,0,2,1,7', /rad 3, kolumnen unit:/],
    ['a unit twice in a year', 'u,s,m,2010,0,2,1,7', /rad 3, kolumnen lasar:/],
    ['a row with too few values', 'u,s', /rad 3: Raden har 2 värden/],
  ])('refuses %s and names file, row and column', async (_, row, line) => {
    const file = write('cells.csv', `unit,skola,amne,lasar,start,n,sz,szz\nu,s,m,2010,0,2,1,7\n${row}\n`);
    const message = await problemOf(estimateCommand, '--data', file, '--spec', write('spec.json', panelSpec));
    expect(message).toMatch(line);
    expect(message.startsWith(file)).toBe(true);
  });
});

describe('samsyn pool', () => {
  it('gives the stated keys, with posts by name', async () => {
    const found = await resultOf(
      poolCommand,
      '--data',
      inCase('posts30/input.csv'),
      '--method',
      'REML',
      '--knha',
    );
    expect(Object.keys(found)).toEqual([
      'mu',
      'seMu',
      'interval',
      'tau2',
      'tau2Interval',
      'i2',
      'q',
      'posts',
    ]);
    expect(Object.keys(found.posts[0])).toEqual(['post', 'shrunken', 'se', 'reliability']);
    expect(found.posts[29].post).toBe('30');
    expect(found.mu).toBeCloseTo(0.0130053585091661, 10);
  });

  it('prints one JSON object when no file is asked for', async () => {
    await poolCommand.run(['--data', inCase('posts30/input.csv')]);
    expect(JSON.parse(said.join(''))).toHaveProperty('mu');
  });

  it('leaves the interval of the spread out where there is none', async () => {
    const found = await resultOf(poolCommand, '--data', inCase('posts30/input.csv'), '--method', 'FE');
    expect(found).not.toHaveProperty('tau2Interval');
  });

  it('refuses an unknown method, a missing column, text and an error of 0', async () => {
    const data = inCase('posts30/input.csv');
    expect(await problemOf(poolCommand, '--data', data, '--method', 'ML')).toMatch(
      /--method ML: Ange ett av PM/,
    );
    expect(await problemOf(poolCommand, '--data', panel)).toMatch(/kolumnen post: Kolumnen finns inte/);
    const text = write('posts.csv', 'post,y,se\na,0.1,0.1\nb,x,0.1\n');
    expect(await problemOf(poolCommand, '--data', text)).toMatch(
      /posts\.csv, rad 3, kolumnen y: ”x” är inte ett tal/,
    );
    const zero = write('posts.csv', 'post,y,se\na,0.1,0\nb,0.2,0.1\n');
    expect(await problemOf(poolCommand, '--data', zero)).toMatch(/rad 2, kolumnen se: Medelfelet/);
    expect(await problemOf(poolCommand)).toMatch(/Ange --data/);
    expect(await problemOf(poolCommand, '--data', place('nowhere.csv'))).toMatch(/går inte att läsa/);
    expect(await problemOf(poolCommand, '--data', data, '--knh')).toMatch(/Kör samsyn help/);
  });
});

describe('samsyn agreement', () => {
  const long = (): string => {
    const [, ...rows] = fs.readFileSync(inCase('agreement/krippendorff.csv'), 'utf8').trim().split('\n');
    const ratings = rows.flatMap((row, rater) =>
      row
        .split(',')
        .flatMap((level, item) => (level === '' ? [] : [`Underlag ${item},Person ${rater},${level}`])),
    );
    return `item,rater,level\n${ratings.join('\n')}\n`;
  };

  it('reads one rating a row', async () => {
    const found = await resultOf(agreementCommand, '--data', write('ratings.csv', long()));
    expect(found.alpha.ordinal).toBeCloseTo(0.815387503754881, 12);
    expect(Object.keys(found)).toEqual([
      ...[
        'alpha',
        'gwetAc1',
        'gwetAc2',
        'fleissKappa',
        'rawAgreement',
        'interval',
        'items',
        'raters',
        'itemsNeeded',
      ],
    ]);
    expect([found.items, found.raters]).toEqual([12, 4]);
  });

  it('takes levels in words for names', async () => {
    const named = long().replace(/,(\d)$/gm, (_, level) => `,Nivå ${level}`);
    const found = await resultOf(agreementCommand, '--data', write('ratings.csv', named));
    expect(Object.keys(found.alpha)).toEqual(['nominal']);
  });

  it('refuses a mixture, a second rating and a seed that is not one', async () => {
    const mixed = write('ratings.csv', `${long()}x,y,hög\n`);
    expect(await problemOf(agreementCommand, '--data', mixed)).toMatch(/rad 43, kolumnen level/);
    const twice = write('ratings.csv', `${long()}Underlag 0,Person 0,3\n`);
    expect(await problemOf(agreementCommand, '--data', twice)).toMatch(/rad 43, kolumnen rater/);
    const data = write('ratings.csv', long());
    expect(await problemOf(agreementCommand, '--data', data, '--seed', 'tre')).toMatch(/--seed tre/);
  });
});

describe('samsyn mde', () => {
  it('plans by formula', async () => {
    const found = await resultOf(mdeCommand, '--spec', write('mde.json', { ...plan, ...variation }));
    expect(Object.keys(found)).toEqual(['se', 'multiplier', 'mde']);
    expect(found.mde).toBeCloseTo(found.se * found.multiplier, 14);
  });

  it('answers on demand what more would give', async () => {
    const { gains, ...rest } = await resultOf(
      mdeCommand,
      ...['--gains', '--spec', write('mde.json', { ...plan, ...variation })],
    );
    expect(Object.keys(gains)).toEqual([
      ...['withPriorResults', 'oneMoreYear', 'oneMoreYearBefore', 'withNeighbours'],
    ]);
    for (const { mde } of Object.values<{ mde: number }>(gains)) expect(mde).toBeLessThan(rest.mde);
  });

  it('plans from the authority’s own cells, with placebo starts beside', async () => {
    const spec = write('mde.json', { ...plan, columns: panelSpec.columns, draws: 30 });
    const found = await resultOf(mdeCommand, '--spec', spec, '--data', panel);
    expect(found.estimated.pupilSd).toBeGreaterThan(0.9);
    expect(found.placebo.mde).toBeCloseTo(found.placebo.se * found.multiplier, 14);
    expect(await resultOf(mdeCommand, '--spec', spec, '--data', panel)).toEqual(found);
  });

  it.each([
    ['an unknown key', { ...plan, ...variation, skolor: 3 }, /nyckeln skolor: Nyckeln är okänd/],
    ['a missing key', plan, /nyckeln pupilsPerCell: Nyckeln saknas/],
    ['a number out of range', { ...plan, ...variation, r2: 2 }, /nyckeln r2: Ange ett tal från 0 till 1/],
    [
      'more schools with a post than there are',
      { ...plan, ...variation, treatedSchools: 21 },
      /nyckeln treatedSchools/,
    ],
  ])('refuses %s', async (_, spec, line) => {
    expect(await problemOf(mdeCommand, '--spec', write('bad.json', spec))).toMatch(line);
  });

  it('refuses what is not JSON', async () => {
    expect(await problemOf(mdeCommand, '--spec', write('bad.json', '{'))).toMatch(/inte giltig JSON/);
  });
});

describe('samsyn compress', () => {
  const spec = { keys: ['skola'], outcome: 'z', covariates: ['prior'] };

  it('writes cells, whole', async () => {
    const data = write('pupils.csv', 'z,skola,prior\n1,B,2\n3,A,1\n2,B,0.5');
    const out = place('cells.csv');
    await compressCommand.run(['--data', data, '--spec', write('compress.json', spec), '--out', out]);
    expect(fs.readFileSync(out, 'utf8')).toBe(
      'skola,n,sum,sum_squares,sum_prior,sum_squares_prior,sum_product_prior\nA,1,3,9,1,1,3\nB,2,3,5,2.5,4.25,3\n',
    );
    expect(fs.existsSync(`${out}.part`)).toBe(false);
    expect(JSON.parse(said.join(''))).toEqual({ rows: 3, cells: 2, out });
  });

  it('reads files of several pieces', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `${(i % 1000) / 8},Skola ${i % 7},0.5`);
    const out = place('cells.csv');
    const data = write('pupils.csv', `z,skola,prior\n${rows.join('\n')}\n`);
    await compressCommand.run(['--data', data, '--spec', write('compress.json', spec), '--out', out]);
    const [, ...cells] = fs.readFileSync(out, 'utf8').trim().split('\n');
    expect(cells.length).toBe(7);
    expect(cells.reduce((sum, line) => sum + Number(line.split(',')[1]), 0)).toBe(300_000);
    expect(cells.reduce((sum, line) => sum + Number(line.split(',')[2]), 0)).toBe(
      (300 * (999 * 1000)) / 2 / 8,
    );
  });

  it.each([
    [
      'a value that is not a number',
      'z,skola,prior\n1,B,2\nNA,A,1\n',
      spec,
      /pupils\.csv, rad 3, kolumnen z: ”NA” är inte ett tal/,
    ],
    ['a missing column', 'z,skola\n1,B\n', spec, /pupils\.csv, rad 1, kolumnen prior: Kolumnen finns inte/],
    [
      'an unknown key in the specification',
      'z,skola\n1,B\n',
      { ...spec, weight: 'n' },
      /bad\.json, nyckeln weight/,
    ],
    ['no keys', 'z,skola\n1,B\n', { ...spec, keys: [] }, /bad\.json, nyckeln keys: Ange minst 1/],
  ])('refuses %s', async (_, text, given, line) => {
    const data = write('pupils.csv', text);
    expect(await problemOf(compressCommand, '--data', data, '--spec', write('bad.json', given))).toMatch(
      line,
    );
  });

  it('refuses a folder for a file', async () => {
    const file = write('compress.json', spec);
    expect(await problemOf(compressCommand, '--data', folder, '--spec', file)).toMatch(/går inte att läsa/);
  });
});
