import { describe, expect, it } from 'vitest';
import { retentionYears } from '#app/results/index.ts';
import { readYears } from './retention.ts';

describe('how long an authority keeps its results', () => {
  it('is as the program says where the authority has decided nothing else', () =>
    expect(readYears([], retentionYears)).toEqual(retentionYears));

  it('is as its own plan says, rule by rule', () =>
    expect(readYears(['gällande=10', 'ersatta=1'], retentionYears)).toEqual({
      ...{ gällande: 10, ersatta: 1 },
      återkallade: 2,
    }));

  it.each(['gällande', 'gällande=', 'gällande=0', 'gällande=-1', 'gällande=1,5', 'gällande=1000', 'alla=2'])(
    'is asked for again when it is written %s, with what it could be',
    text =>
      expect(() => readYears([text], retentionYears)).toThrow(
        `som ersatta=2 eller återkallade=2 eller gällande=15, inte ”${text}”`,
      ),
  );

  it('is not asked for where a routine has told everybody how long', () =>
    expect(() => readYears(['underlag=1'], {})).toThrow('står i rutinen'));
});
