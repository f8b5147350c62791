import { describe, expect, it } from 'vitest';
import type { GroupFacts, Told } from '../suppression/group.ts';
import type { GroupGender, GroupIdentity } from '../suppression/identity.ts';
import { suppressionRules } from '../suppression/primary.ts';
import { auditDisclosure, type ReleasedGroup } from './disclosure.ts';
import { auditTerms, releaseAll, worldOf } from './world.fixture.ts';

const facts = (passed: number, failed: number, more: Partial<GroupFacts> = {}): GroupFacts => ({
  pupils: passed + failed,
  basis: passed + failed,
  part: passed,
  sum: passed * 15,
  teachers: 3,
  largestClass: null,
  ...more,
});
const identity = (
  units: readonly string[],
  gender: GroupGender = 'alla',
  subjects = ['Matematik'],
): GroupIdentity => ({
  ...{ measure: 'betygspoäng', level: '9', academicYear: 2025, semester: 'VT' },
  ...{ units, subjects, gender },
});
const shown: Told = { antal: { state: 'visas' }, medelvärde: { state: 'visas' }, andel: { state: 'visas' } };
const count: Told = { antal: { state: 'visas' } };
const dold = { state: 'dold', because: 'skyddar andra' } as const;
const hidden: Told = { antal: dold, medelvärde: dold, andel: dold };

/** Groups by hand, as a ledger would tell of them: all in one release unless said otherwise. */
const row = (
  units: readonly string[],
  its: GroupFacts,
  told: Told,
  more: { readonly gender?: GroupGender; readonly subjects?: string[]; readonly release?: string } = {},
): ReleasedGroup => ({
  release: more.release ?? '1',
  identity: identity(units, more.gender, more.subjects),
  facts: its,
  told,
});

const found = async (...rows: ReleasedGroup[]): Promise<string[]> =>
  (await auditDisclosure(rows, auditTerms)).map(({ disclosure, interval }) =>
    interval ? `${disclosure} ${interval.from}–${interval.to}` : disclosure,
  );

describe('the auditor', () => {
  it('finds a mean that was hidden and is told as it was before', async () => {
    const earlier = { state: 'tidigare', key: 'en annan' } as const;
    const first = row(['1'], facts(30, 10), count);
    const changed = (told: Told) => row(['1'], facts(31, 10), told, { release: '2' });
    expect(await found(first, changed({ antal: earlier, medelvärde: earlier }))).toEqual([
      'det som var dolt visas som tidigare',
    ]);
    expect(await found(first, changed({ antal: earlier, medelvärde: dold }))).toEqual([]);
  });

  it('finds nothing in what gives nothing away', async () => {
    expect(
      await found(
        row(['1'], facts(30, 10), shown),
        row(['2'], facts(20, 10), shown),
        row(['1', '2'], facts(50, 20), shown),
      ),
    ).toEqual([]);
    expect(
      await found(
        row(['1'], facts(4, 3), hidden),
        row(['2'], facts(9, 8), hidden),
        row(['1', '2'], facts(13, 11), shown),
      ),
    ).toEqual([]);
  });

  it.each<[string, string[], ReleasedGroup[]]>([
    ['seven pupils told outright', ['elevantal för få'], [row(['1'], facts(7, 0), count)]],
    [
      'the only hidden unit of a total',
      ['elevantal går att räkna ut 7–7', 'andel går att räkna ut 4–4', 'andel går att räkna ut 3–3'],
      [
        row(['1'], facts(4, 3), hidden),
        row(['2'], facts(20, 10), shown),
        row(['1', '2'], facts(24, 13), shown),
      ],
    ],
    [
      'boys who are not asked for, by all and the girls',
      ['elevantal går att räkna ut 7–7'],
      [
        row(['1'], facts(40, 20), count),
        row(['1'], facts(38, 15), count, { gender: 'flickor' }),
        row(['1'], facts(2, 5), {}, { gender: 'pojkar' }),
      ],
    ],
    [
      'two hidden units that together are too few',
      ['elevantal går att räkna ut 0–8', 'elevantal går att räkna ut 0–8'],
      [
        row(['1'], facts(2, 2), { antal: dold }),
        row(['2'], facts(2, 2), { antal: dold }),
        row(['3'], facts(20, 10), count),
        row(['1', '2', '3'], facts(24, 14), count),
      ],
    ],
    [
      'a merged pair beside one of its units, a year later',
      ['elevantal går att räkna ut 6–6'],
      [
        row(['1'], facts(3, 3), { antal: dold }),
        row(['2'], facts(20, 10), count),
        row(['1'], facts(3, 3), {}, { release: '2' }),
        row(['2'], facts(20, 10), {}, { release: '2' }),
        row(['1', '2'], facts(23, 13), count, { release: '2' }),
      ],
    ],
    [
      'a grade that came late',
      ['skillnad mellan två utlämnanden'],
      [row(['1'], facts(30, 10), shown), row(['1'], facts(31, 10), shown, { release: '2' })],
    ],
    ['a share that says that two failed', ['andel går att räkna ut'], [row(['1'], facts(38, 2), shown)]],
    [
      'a mark that another sum makes exact',
      ['andel går att räkna ut 2–2'],
      [
        row(['1'], facts(38, 2), { antal: { state: 'visas' }, andel: { state: 'svans', side: '~100' } }),
        row(['2'], facts(30, 10), shown),
        row(['1', '2'], facts(68, 12), shown),
      ],
    ],
    [
      'a mean so high that nobody can have failed',
      ['andel går att räkna ut 0–0'],
      [
        row(['1'], facts(20, 0, { sum: 400 }), {
          antal: { state: 'visas' },
          medelvärde: { state: 'visas' },
        }),
      ],
    ],
    ['a mean of one class', ['en klass dominerar'], [row(['1'], facts(40, 20, { largestClass: 50 }), shown)]],
    ['a result of two teachers', ['för få lärare'], [row(['1'], facts(40, 20, { teachers: 2 }), shown)]],
    [
      'a language with four pupils, by its name',
      ['språk med få elever nämns'],
      [
        row(
          ['1'],
          facts(2, 2),
          { antal: { state: 'dold', because: 'få elever' } },
          { subjects: ['Tigrinja'] },
        ),
      ],
    ],
    [
      'numbers that cannot both be true',
      ['uppgifterna motsäger varandra'],
      [row(['1'], facts(4, 3), {}), row(['2'], facts(20, 10), count), row(['1', '2'], facts(16, 9), count)],
    ],
  ])('finds %s', async (_, disclosures, rows) => {
    expect(await found(...rows)).toEqual(disclosures);
  });
});

describe('the auditor, who lays betyg, provbetyg and their difference together,', () => {
  /** One school in one release: its pupils, the sum of their values, and how many teachers these rest on. */
  const told = (
    measure: 'betygspoäng' | 'provbetygspoäng' | 'skillnad',
    [pupils, sum, teachers]: readonly [pupils: number, sum: number, teachers: 1 | 3],
    what: Told,
    release = '1',
  ): ReleasedGroup => ({
    release,
    identity: { ...identity(['1']), measure, semester: measure === 'provbetygspoäng' ? null : 'VT' },
    facts: facts(pupils - 10, 10, { sum, teachers, ...(measure === 'skillnad' ? { part: 10 } : {}) }),
    told: what,
  });
  const grades = told('betygspoäng', [41, 500, 3], shown);
  const tests = told('provbetygspoäng', [40, 465, 3], shown);

  it('finds the grade of the one who missed the test', async () => {
    expect(await found(grades, tests, told('skillnad', [40, 15, 3], shown))).toEqual([
      'betyg eller prov för dem som bara har det ena går att räkna ut 17.5–20',
    ]);
  });

  it('finds it on whatever days the three left', async () => {
    const on = (release: string) => (group: ReleasedGroup) => ({ ...group, release });
    const difference = told('skillnad', [40, 15, 3], shown);
    expect(await found(on('1')(difference), on('2')(tests), on('3')(grades))).toHaveLength(1);
  });

  it('finds nothing where the difference is hidden', async () => {
    expect(await found(grades, tests, told('skillnad', [40, 15, 3], hidden))).toEqual([]);
  });

  it('finds the mean of a test that rests on one teacher, from the grades and the difference', async () => {
    const rows = [
      told('betygspoäng', [40, 480, 3], shown),
      told('provbetygspoäng', [40, 465, 1], hidden),
      told('skillnad', [40, 15, 3], shown),
    ];
    expect(await found(...rows)).toEqual(['medelvärde går att räkna ut 462.5–465']);
  });
});

describe('the auditor, who knows how many pupils there are,', () => {
  it('finds how few have Swedish as a second language by how many have Swedish', async () => {
    const second = ['Svenska som andraspråk'];
    const rows = (what: Told) => [
      row(['1'], facts(30, 10), what, { subjects: ['Svenska'] }),
      row(['1'], facts(2, 1), { antal: dold }, { subjects: second }),
    ];
    expect(await found(...rows(count))).toContain('elevantal går att räkna ut 3–3');
    expect(await found(...rows({ antal: dold }))).toEqual([]);
  });
});

/** All five, and a thousand worlds, in the long tests. */
const YEARS = 2;

describe('years of a random authority, with mergers, moves and late grades', () => {
  it.each([1, 2])('give nothing away (%i)', async seed => {
    const { released, shown: parts, refused } = releaseAll(worldOf(seed, YEARS));
    expect(await auditDisclosure(released, auditTerms)).toEqual([]);
    expect(parts).toBeGreaterThan(50);
    expect(refused).toBe(0);
  });

  it('are refused no table that is safe, though its proof is hard to find', () => {
    expect(releaseAll(worldOf(4, 1)).refused).toBe(0);
  });

  it('give nothing away where only halves of pupils would hide a number', async () => {
    expect(await auditDisclosure(releaseAll(worldOf(107)).released, auditTerms)).toEqual([]);
  });

  it.each(suppressionRules)('give something away without the rule %s', async rule => {
    const { released } = releaseAll(worldOf(1, YEARS), rule);
    expect(await auditDisclosure(released, auditTerms)).not.toEqual([]);
  });
});
