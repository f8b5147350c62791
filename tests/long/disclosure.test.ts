import { describe, expect, it } from 'vitest';
import { auditDisclosure, type Finding } from '#app/results/audit/disclosure.ts';
import { auditTerms, releaseAll, worldOf } from '#app/results/audit/world.fixture.ts';
import { type SuppressionRule, suppressionRules } from '#app/results/suppression/primary.ts';

const WORLDS = 1_000;
const AN_HOUR = 3_600_000;

const findingsOf = (seed: number, without: SuppressionRule | null): Promise<readonly Finding[]> =>
  auditDisclosure(releaseAll(worldOf(seed), without).released, auditTerms);

describe(`${WORLDS} random authorities over five years`, () => {
  it('give nothing away', { timeout: 4 * AN_HOUR }, async () => {
    const given: string[] = [];
    for (let seed = 1; seed <= WORLDS; seed += 1)
      for (const { disclosure, identity } of await findingsOf(seed, null))
        given.push(`${seed}: ${disclosure} ${JSON.stringify(identity)}`);
    expect(given).toEqual([]);
  });

  it.each(suppressionRules)(
    'give something away, every one of them, without the rule %s',
    { timeout: 4 * AN_HOUR },
    async rule => {
      const silent: number[] = [];
      for (let seed = 1; seed <= WORLDS / 10; seed += 1)
        if ((await findingsOf(seed, rule)).length === 0) silent.push(seed);
      expect(silent).toEqual([]);
    },
  );
});
