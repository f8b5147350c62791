import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertClause, leadIn, orderedIn } from './wording.ts';

const names = { boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' };

const pairs: [string, string][] = [
  ['godkänna återrapporteringen', 'Bildningsnämnden godkänner återrapporteringen.'],
  [
    'ge förvaltningschefen i uppdrag att ta fram en rutin',
    'Bildningsnämnden ger förvaltningschefen i uppdrag att ta fram en rutin.',
  ],
  ['lägga rapporten till handlingarna', 'Bildningsnämnden lägger rapporten till handlingarna.'],
];

describe('the two wordings', () => {
  it.each(pairs)('turn "%s" into "%s" and back', (clause, sentence) => {
    expect(convertClause(clause, 'attSatser', 'numbered', names)).toEqual({ text: sentence, certain: true });
    expect(convertClause(sentence, 'numbered', 'attSatser', names)).toEqual({ text: clause, certain: true });
  });

  it('reads "ska" as a commission', () => {
    const sentence = 'Förvaltningschefen ska senast den 30 april 2027 lämna ett förslag.';
    expect(convertClause(sentence, 'numbered', 'attSatser', names)).toEqual({
      text: 'ge förvaltningschefen i uppdrag att senast den 30 april 2027 lämna ett förslag',
      certain: true,
    });
  });

  it('says when it had to guess', () => {
    expect(convertClause('betrakta frågan', 'attSatser', 'numbered', names).certain).toBe(false);
    expect(convertClause('Frågan är utredd.', 'numbered', 'attSatser', names).certain).toBe(false);
  });

  it('never loses words: what is converted there and back with certainty is what it was', () => {
    const words = fc.array(fc.constantFrom('rapporten', 'om', 'skolor', 'åtta', 'och', 'ärendet'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.constantFrom('godkänna', 'anta', 'avslå', 'fastställa', 'utse'), words, (verb, rest) => {
        const clause = [verb, ...rest].join(' ');
        const there = convertClause(clause, 'attSatser', 'numbered', names);
        expect(convertClause(there.text, 'numbered', 'attSatser', names).text).toBe(clause);
      }),
    );
  });

  it('begins as the administration and the board are called', () => {
    expect(leadIn('attSatser', names)).toBe('Bildningsförvaltningen föreslår bildningsnämnden besluta');
    expect(leadIn('numbered', names)).toBe(
      'Bildningsförvaltningen föreslår att bildningsnämnden beslutar följande:',
    );
  });

  it('finds what a clause orders', () => {
    expect(orderedIn('ge förvaltningschefen i uppdrag att ta fram en rutin.')).toBe('ta fram en rutin');
  });
});
