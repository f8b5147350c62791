import { expect, test } from 'vitest';
import type { FigureUnit } from '#app/shared/figure.ts';
import { sampleFigure } from './document.fixture.ts';
import { figureHref, figureText } from './figure-text.ts';

const written: readonly (readonly [FigureUnit, number, string])[] = [
  ['antal', 34, '34'],
  ['antal', 12_345, '12\u202f345'],
  ['antal', 2.5, '2,5'],
  ['andel', 0.94, '94\u00a0%'],
  ['procent av arbetstid', 12.5, '12,5\u00a0%'],
  ['procent av arbetstid', 15, '15\u00a0%'],
  ['per 100 elever', 0.617, '0,62'],
  ['elever per tjänst', 180.6, '181'],
  ['poäng', 10.4, '10,4\u00a0poäng'],
  ['meritpoäng', 233, '233\u00a0meritpoäng'],
  ['poängs skillnad', 2, '2,0\u00a0poäng'],
  ['procent', 69, '69\u00a0%'],
  ['kronor', 85_000, '85\u202f000\u00a0kr'],
];

test.each(written)('a figure in %s with the value %d reads %s', (unit, value, text) => {
  expect(figureText(sampleFigure('fråga', value, unit))).toBe(text);
});

test('a figure without a value says why', () => {
  expect(figureText(sampleFigure('fråga', null))).toBe('färre än 10');
  const { missing: _, ...unexplained } = sampleFigure('fråga', null);
  expect(figureText(unexplained)).toBe('uppgift saknas');
});

test('a figure leads to the page that explains it', () => {
  expect(figureHref({ code: 'S-9F2M7KQ' })).toBe('/siffra/S-9F2M7KQ');
});
