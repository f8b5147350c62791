import { describe, expect, it } from 'vitest';
import { deliveryFaults, deliveryText } from '#app/results/delivery.ts';
import type { Reading } from '#app/results/reading/index.ts';
import { asking, type CorpusFile, exact, plain, refused, sameAsPlain } from './corpus.ts';
import { readFiles, resultFile, surroundings } from './world.ts';

const reading = ({ bytes, asked }: CorpusFile): Promise<Reading> =>
  readFiles({ files: [resultFile(bytes)], ...asked });

/** The reading, or what hindered it, in words. */
const read = async (file: CorpusFile): Promise<Extract<Reading, { kind: 'read' }>> => {
  const outcome = await reading(file);
  if (outcome.kind !== 'read') throw new Error(JSON.stringify(outcome, null, 1));
  for (const delivery of outcome.deliveries)
    expect(deliveryFaults(delivery, surroundings.subjects)).toEqual([]);
  return outcome;
};

describe('the files that schools have', () => {
  it('are more than sixty', () =>
    expect(1 + sameAsPlain.length + exact.length + asking.length + refused.length).toBeGreaterThan(60));

  it('give the cells that can be counted by hand', async () => {
    const { deliveries } = await read(plain);
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]).toMatchObject({ rows: 12, pupils: 6, linkedPupils: null, notices: {} });
    const cells = deliveries[0]?.cells.filter(cell => cell.group === 'alla') ?? [];
    expect(
      cells.map(({ subject, n, sum, sumSquares, histogram, missing }) => [
        subject,
        n,
        sum,
        sumSquares,
        histogram,
        missing,
      ]),
    ).toEqual([
      ['Matematik', 5, 57.5, 881.25, { A: 1, C: 1, D: 1, E: 1, F: 1 }, { 'deltog inte': 1 }],
      ['Svenska som andraspråk', 2, 10, 100, { E: 1, F: 1 }, {}],
      ['Svenska', 4, 62.5, 1031.25, { A: 1, B: 1, C: 1, E: 1 }, {}],
    ]);
  });
});

describe('the same pupils in another file give the same cells', () => {
  it.each(sameAsPlain.map(file => [file.name, file] as const))('%s', async (_, file) => {
    const [wanted] = (await read(plain)).deliveries;
    const hash = file.asked.choices ? await headerHash(file) : null;
    const asked =
      hash === null
        ? file.asked
        : {
            ...file.asked,
            choices: (file.asked.choices ?? []).map(choice => ({ ...choice, headerHash: hash })),
          };
    const [found] = (await read({ ...file, asked })).deliveries;
    expect(found?.cells).toEqual(wanted?.cells);
    expect(found?.pupils).toBe(wanted?.pupils);
  });

  it('and say it in the same words, whatever the order of the rows', async () => {
    const [header = '', ...rest] = new TextDecoder().decode(plain.bytes).split('\n');
    const turned = [header, ...rest.reverse()].join('\n');
    const [one] = (await read(plain)).deliveries;
    const [other] = (await read({ ...plain, bytes: new TextEncoder().encode(turned) })).deliveries;
    expect(other && deliveryText(other)).toBe(one && deliveryText(one));
  });
});

const headerHash = async (file: CorpusFile): Promise<string | null> => {
  const { choices: _none, ...asked } = file.asked;
  const outcome = await reading({ ...file, asked });
  return outcome.kind === 'asks' ? outcome.headerHash : null;
};

describe('files of every kind are read exactly', () => {
  it.each(exact.map(file => [file.name, file] as const))('%s', async (_, file) => {
    const { deliveries } = await read(file);
    const cells = deliveries.flatMap(delivery => delivery.cells).filter(cell => cell.group === 'alla');
    for (const [words, [n, sum]] of Object.entries(file.cells)) {
      const found = cells.find(
        cell =>
          `${cell.measure} ${cell.subject}` === words ||
          `${cell.measure} ${cell.subject} ${cell.level}` === words,
      );
      expect({ words, n: found?.n, sum: found?.sum }).toEqual({ words, n, sum });
    }
  });
});

describe('what a file does not tell is asked', () => {
  it.each(asking.map(file => [file.name, file] as const))('%s', async (_, file) => {
    expect(await reading(file)).toMatchObject({ kind: 'asks', missing: file.missing });
  });
});

describe('what is wrong is told by its row, and nothing is delivered', () => {
  it.each(refused.map(file => [file.name, file] as const))('%s', async (_, file) => {
    const outcome = await reading(file);
    if (outcome.kind !== 'refused') throw new Error(JSON.stringify(outcome, null, 1));
    expect(outcome.remarks.map(remark => remark.rule)).toContain(file.rule);
    expect(outcome.remarks.find(remark => remark.rule === file.rule)?.text).toMatch(file.says);
    expect(JSON.stringify(outcome)).not.toMatch(/\d{8}-?\d{4}|Andersson/);
  });
});
