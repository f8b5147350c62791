import { describe, expect, it } from 'vitest';
import { utf8 } from '#app/exchange/spreadsheets/made-files.ts';
import { deliveryFaults } from '#app/results/delivery.ts';
import { type Reading, type ReadingInput, readResults, remarkGroups } from '#app/results/reading/index.ts';
import { readFiles, resultFile, surroundings, testPupils } from './world.ts';

const pupils = testPupils(12);
const [anna = '', bo = '', cilla = '', dan = ''] = pupils;
const unit = '99000001';
const file = (header: string, rows: readonly string[]) => resultFile(utf8([header, ...rows].join('\n')));
const tests = (rows: readonly (readonly [pnr: string, subject: string, grade: string])[], code = unit) =>
  file(
    'Personnummer;Skolenhetskod;Ämne;Provbetyg',
    rows.map(([pnr, subject, grade]) => `${pnr};${code};${subject};${grade}`),
  );

const read = async (asked: Partial<ReadingInput> & Pick<ReadingInput, 'kind'>) => {
  const outcome: Reading = await readFiles(asked);
  if (outcome.kind !== 'read') throw new Error(JSON.stringify(outcome, null, 1));
  for (const delivery of outcome.deliveries)
    expect(deliveryFaults(delivery, surroundings.subjects)).toEqual([]);
  return outcome;
};

describe('an earlier result', () => {
  it('is joined pupil by pupil and subject by subject, wherever the pupil went to school', async () => {
    const { deliveries, remarks } = await read({
      kind: 'np_ak9',
      files: [
        tests([
          [anna, 'MA', 'A'],
          [bo, 'MA', 'C'],
          [cilla, 'MA', 'E'],
          [anna, 'EN', 'B'],
        ]),
      ],
      // In another form, at a school of another authority, and one who has moved away.
      prior: [
        tests(
          [
            [`${anna.slice(2, 8)}-${anna.slice(8)}`, 'Matematik', 'B'],
            [bo, 'MA', 'F'],
            [dan, 'MA', 'A'],
          ],
          '41234567',
        ),
      ],
    });
    const cell = deliveries[0]?.cells.find(one => one.subject === 'Matematik' && one.group === 'alla');
    expect(cell).toMatchObject({
      n: 3,
      sum: 45,
      prior: { n: 2, sumX: 17.5, sumSquaresX: 306.25, sumXY: 350, sumY: 35, sumSquaresY: 625 },
    });
    expect(
      deliveries[0]?.cells.find(one => one.subject === 'Engelska' && one.group === 'alla')?.prior,
    ).toBeNull();
    expect(deliveries[0]).toMatchObject({
      pupils: 3,
      linkedPupils: 2,
      notices: { 'tidigare resultat saknas för många': 1 },
    });
    expect(remarks.map(remark => remark.text)).toEqual([
      'Björkskolan: tidigare resultat saknas för en elev av 3. Jämförelser med tidigare resultat bygger på de övriga.',
    ]);
  });

  it('gives the same cells each time, though the key is another', async () => {
    const asked = {
      kind: 'np_ak9' as const,
      files: [tests([[anna, 'MA', 'A']])],
      prior: [tests([[anna, 'MA', 'B']])],
    };
    expect((await read(asked)).deliveries).toEqual((await read(asked)).deliveries);
  });

  it('is not asked of a kind that has none', async () => {
    const reading = await readFiles({
      kind: 'np_ak6',
      files: [tests([[anna, 'MA', 'A']])],
      prior: [tests([[anna, 'MA', 'B']])],
    });
    expect(reading).toMatchObject({ kind: 'refused' });
  });
});

describe('grades beside tests', () => {
  it('tell how many have a higher grade, the same or a lower', async () => {
    const { deliveries } = await read({
      kind: 'slutbetyg',
      files: [
        file('Personnummer;Skolenhetskod;Ämne;Betyg', [
          `${anna};${unit};MA;A`,
          `${bo};${unit};MA;C`,
          `${cilla};${unit};MA;E`,
          `${dan};${unit};MA;D`,
        ]),
      ],
      tests: [
        tests([
          [anna, 'MA', 'B'],
          [bo, 'MA', 'C'],
          [cilla, 'MA', 'D'],
          [dan, 'MA', 'deltog inte'],
        ]),
      ],
    });
    const gap = deliveries[0]?.cells.find(
      one => one.measure === 'betyg minus provbetyg' && one.group === 'alla',
    );
    expect(gap).toMatchObject({ n: 3, sum: 0, sumSquares: 12.5, histogram: { högre: 1, lika: 1, lägre: 1 } });
  });
});

describe('what is told of rows', () => {
  it('is never which rows have protected pupils, right or wrong', async () => {
    const header = 'Personnummer;Namn;Skolenhetskod;Ämne;Provbetyg;Sekretess';
    const right = await read({
      kind: 'np_ak9',
      files: [file(header, [`${anna};x;${unit};MA;A;1`, `${bo};x;${unit};MA;B;`])],
    });
    expect(right.deliveries[0]).toMatchObject({ pupils: 2, notices: { 'skyddade personuppgifter': 1 } });
    const wrong = await readFiles({
      kind: 'np_ak9',
      files: [file(header, [`${anna};x;${unit};MA;Q;ja`, `${bo};x;${unit};MA;B;`])],
    });
    if (wrong.kind !== 'refused') throw new Error(wrong.kind);
    for (const reading of [right, wrong])
      for (const remark of reading.remarks) expect(remark).toMatchObject({ row: null, written: null });
  });

  it('is that a row stands twice, and it is counted once', async () => {
    const { deliveries, remarks } = await read({
      kind: 'np_ak9',
      files: [
        tests([
          [anna, 'MA', 'A'],
          [anna, 'MA', 'A'],
        ]),
      ],
    });
    expect(deliveries[0]).toMatchObject({ rows: 2, pupils: 1, notices: { 'dubbel rad': 1 } });
    expect(remarks[0]).toMatchObject({
      row: 3,
      text: 'Rad 3 säger detsamma som rad 2 och räknas inte en gång till.',
    });
  });

  it('is that two files overlap, and it is said in which file and row the other stands', async () => {
    const outcome = await readFiles({
      kind: 'np_ak9',
      files: [
        { ...tests([[anna, 'MA', 'A']]), name: 'klass-9a.csv' },
        {
          ...tests([
            [anna, 'MA', 'C'],
            [bo, 'MA', 'C'],
          ]),
          name: 'klass-9b.csv',
        },
      ],
    });
    if (outcome.kind !== 'refused') throw new Error(outcome.kind);
    expect(outcome.remarks[0]).toMatchObject({
      ...{ file: 'klass-9b.csv', row: 2 },
      text: expect.stringContaining('Elev på rad 2 i filen klass-9a.csv och rad 2 har två olika resultat'),
    });
  });

  it('is that the file is of another kind, and it is said which it looks like', async () => {
    const rows = pupils.slice(0, 9).map(pnr => `${pnr};${unit};9;MA;C`);
    const outcome = await readFiles({
      kind: 'np_ak6',
      files: [file('Personnummer;Skolenhetskod;Årskurs;Ämne;Provbetyg', rows)],
    });
    if (outcome.kind !== 'refused') throw new Error(outcome.kind);
    const groups = remarkGroups(outcome.remarks);
    expect(groups.map(({ count }) => count)).toEqual([1, 9]);
    expect(groups[0]?.text).toBe(
      'Filen ser ut att vara Nationella prov åk 9: 9 av 9 rader har årskurs 9. Välj det slaget och läs in filen igen.',
    );
  });

  it('is that names are not used, whatever columns they stand in', async () => {
    const { remarks } = await read({
      kind: 'np_ak9',
      files: [
        file('Personnummer;Förnamn;Efternamn;Skolenhetskod;Ämne;Provbetyg', [`${anna};Anna;Ek;${unit};MA;C`]),
      ],
    });
    expect(remarks.map(({ text }) => text)).toEqual([
      'Elevernas namn används inte och lämnar aldrig din dator.',
    ]);
  });

  it('is that a pupil has both kinds of Swedish', async () => {
    const { deliveries } = await read({
      kind: 'slutbetyg',
      files: [
        file('Personnummer;Skolenhetskod;Ämne;Betyg', [`${anna};${unit};SV;A`, `${anna};${unit};SVA;C`]),
      ],
    });
    expect(deliveries[0]?.notices).toEqual({ 'svenska och svenska som andraspråk': 1 });
  });

  it('is that most have F or no result, when there are ten or more', async () => {
    const rows = pupils.map((pnr, at): [string, string, string] => [pnr, 'MA', at < 7 ? 'F' : 'C']);
    const { deliveries } = await read({ kind: 'np_ak9', files: [tests(rows)] });
    expect(deliveries[0]?.notices).toEqual({ 'ovanligt många F eller frånvarande': 7 });
  });
});

describe('several files', () => {
  it('are one reading, a delivery for each unit', async () => {
    const { deliveries } = await read({
      kind: 'np_ak9',
      files: [tests([[bo, 'MA', 'B']], '99000002'), tests([[anna, 'MA', 'A']])],
    });
    expect(deliveries.map(({ scope, pupils: count }) => [scope.schoolUnitCode, count])).toEqual([
      ['99000001', 1],
      ['99000002', 1],
    ]);
  });

  it('are delivered together or not at all', async () => {
    const reading = await readFiles({
      kind: 'np_ak9',
      files: [tests([[bo, 'MA', 'B']]), tests([[anna, 'MA', 'Q']])],
    });
    expect(reading).toMatchObject({ kind: 'refused' });
    expect(reading).not.toHaveProperty('deliveries');
  });
});

it('a reader that fails is not taken for a file that is wrong', async () => {
  const input = {
    kind: 'np_ak9' as const,
    academicYear: 2024,
    semester: null,
    files: [tests([[anna, 'MA', 'A']])],
    prior: [],
    tests: [],
    surroundings,
    choices: [],
  };
  await expect(
    readResults(input, { readRows: () => Promise.reject(new Error('no memory')) }),
  ).rejects.toThrow('no memory');
});
