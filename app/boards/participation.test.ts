import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFirst, checkSecond, type FirstAnswer, type SecondAnswer } from './participation.ts';
import { similarity } from './similarity.ts';

const today = '2026-11-23';
type Yes = Extract<FirstAnswer, { asked: 'ja' }>;
type No = Extract<FirstAnswer, { asked: 'nej' }>;

const yes = (more: Partial<Yes> = {}): Yes => ({
  asked: 'ja',
  ways: ['elevråd'],
  count: 240,
  on: '2026-10-14',
  views: 'Eleverna vill veta vem som är förstelärare.',
  changed: 'Förslaget har fått ett krav på information.',
  fedBackOn: '2026-11-12',
  ...more,
});
const reason = 'Skälet är att frågan bara gäller hur tjänsterna bokförs mellan två potter.';
const no = (more: Partial<No> = {}): No => ({
  asked: 'nej',
  reason: 'annat',
  explanation: reason,
  earlierMatter: '',
  askOn: null,
  ...more,
});

const seedFirst =
  'Då ärendet avser förslag som inte är förenliga med gällande bestämmelser för utbildningsverksamheten, har barn och elever inte tillfrågats.';
const seedSecond =
  'Bildningsförvaltningens synpunkter handlar om att huvudman såväl som rektor fullgör sitt ansvar enligt gällande bestämmelser. Det är bildningsförvaltningens bedömning att barn- och elevperspektivet är tydligt i förvaltningens arbete med att fullfölja dessa.';

const firstGrid: [string, FirstAnswer | null, [severity: string, field: string][]][] = [
  ['nothing', null, [['error', 'asked']]],
  ['yes, in full', yes(), []],
  ['yes, but not how', yes({ ways: [] }), [['error', 'ways']]],
  ['yes, but not how many', yes({ count: null }), [['warning', 'count']]],
  ['yes, but not when', yes({ on: null }), [['error', 'on']]],
  ['yes, on a day to come', yes({ on: '2026-12-01' }), [['error', 'on']]],
  ['yes, but not what they said', yes({ views: ' ' }), [['error', 'views']]],
  ['yes, but not what it changed', yes({ changed: '' }), [['error', 'changed']]],
  ['yes, but they have not been told', yes({ fedBackOn: null }), [['warning', 'fedBackOn']]],
  ['no, with a reason that is explained', no(), []],
  ['no, with no reason chosen', no({ reason: null }), [['error', 'reason']]],
  ['no, hardly explained', no({ explanation: 'Hann inte.' }), [['error', 'explanation']]],
  ['asked earlier, but not in which matter', no({ reason: 'tidigare' }), [['error', 'earlierMatter']]],
  ['asked earlier, in a named matter', no({ reason: 'tidigare', earlierMatter: 'BUN 2026/071' }), []],
  ['no time, and no day to ask', no({ reason: 'tidsskäl' }), [['error', 'askOn']]],
  ['no time, to be asked later', no({ reason: 'tidsskäl', askOn: '2027-01-20' }), []],
  ['the paragraph of the founding document', no({ explanation: seedFirst }), [['error', 'explanation']]],
  ['a personnummer', yes({ views: 'Elev 20120315-1234 vill ha läxhjälp.' }), [['error', 'views']]],
];

describe('the first question about children', () => {
  it.each(firstGrid)('answered with %s', (_, answer, expected) => {
    expect(checkFirst(answer, today, []).map(({ severity, field }) => [severity, field])).toEqual(expected);
  });

  it('warns of an answer that another item gave, though days and a word have changed', () => {
    const earlier = [{ label: 'BUN 2026/071', text: `${reason} Läsåret 2024/25.` }];
    const remarks = checkFirst(no({ explanation: `${reason} Läsåret 2026/27!` }), today, earlier);
    expect(remarks).toMatchObject([{ severity: 'warning', field: 'explanation' }]);
    expect(remarks[0]?.text).toContain('BUN 2026/071');
  });
});

const second = (more: Partial<SecondAnswer> = {}): SecondAnswer => ({
  evidence: [{ kind: 'skolenkät', datedOn: '2026-03-02', text: '' }],
  influence: 'Svaren om studiero har använts när behoven på skolorna bedömdes.',
  ...more,
});
const secondGrid: [string, SecondAnswer | null, [severity: string, field: string][]][] = [
  ['nothing', null, [['error', 'influence']]],
  ['in full', second(), []],
  ['hardly a word', second({ influence: 'Ja.' }), [['error', 'influence']]],
  ['nothing to rest on', second({ evidence: [] }), [['warning', 'evidenceKind-1']]],
  [
    'an undated survey',
    second({ evidence: [{ kind: 'lokalEnkät', datedOn: null, text: '' }] }),
    [['error', 'evidenceDatedOn-1']],
  ],
  ['the paragraph of the founding document', second({ influence: seedSecond }), [['error', 'influence']]],
];

describe('the second question about children', () => {
  it.each(secondGrid)('answered with %s', (_, answer, expected) => {
    expect(checkSecond(answer, []).map(({ severity, field }) => [severity, field])).toEqual(expected);
  });
});

describe('how alike two texts are', () => {
  const text = fc
    .array(fc.constantFrom('elever', 'har', 'svarat', 'om', 'skolan', 'åtta', 'gånger'))
    .map(words => words.join(' '));

  it('lies between nothing and all, and does not mind which comes first', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
  it('is all for the same words with other capitals and dates', () => {
    expect(similarity('Elevrådet svarade den 3 maj 2026.', 'elevrådet svarade den 9 maj 2024')).toBe(1);
  });
  it('is little for texts about other things', () => {
    expect(
      similarity('Elevrådet vill ha läxhjälp på torsdagar.', 'Enkäten handlade om maten i matsalen.'),
    ).toBe(0);
  });
});
