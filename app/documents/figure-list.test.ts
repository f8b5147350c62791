import { describe, expect, test } from 'vitest';
import { type Figure, makeFigure } from '#app/shared/figure.ts';
import { paragraph, prose } from './block.ts';
import { sampleFigure } from './document.fixture.ts';
import { figureList, figuresIn } from './figure-list.ts';

const unitId = '01a20aaf-f383-792c-8f0e-2b9d1f0a7c11';
const positions = sampleFigure('positions.count', 34);
const vacant = sampleFigure('positions.count', 1, 'antal', { unit: unitId, state: 'vakant' });
const pupils = sampleFigure('positions.pupils', 312);
const questions = { 'positions.count': 'Antal karriärtjänster' };
const blocksOf = (...figures: readonly Figure[]) => figures.map(figure => paragraph(prose`${figure}`));

test('figures are listed once each, in the order they are met', () => {
  expect(figuresIn({ blocks: blocksOf(pupils, positions, pupils) })).toEqual([pupils, positions]);
});

test('a document without figures has no list', () => {
  expect(figureList({ blocks: [] })).toEqual({ remark: '', groups: [] });
});

describe('a figure in the list', () => {
  test('stands under what it counts, with what sets it apart beside it', () => {
    const figureNames = {
      [positions.code]: { group: 'Antal karriärtjänster', name: '' },
      [vacant.code]: { group: 'Antal karriärtjänster', name: 'Almlundsskolan, vakanta' },
    };
    expect(figureList({ blocks: blocksOf(positions, vacant), questions, figureNames }).groups).toEqual([
      {
        title: 'Antal karriärtjänster',
        entries: [
          { code: positions.code, value: '34', name: '' },
          { code: vacant.code, value: '1', name: 'Almlundsskolan, vakanta' },
        ],
      },
    ]);
  });

  test('without a name stands under the title of its question, never with keys or ids', () => {
    const list = figureList({ blocks: blocksOf(vacant, pupils), questions });
    expect(list.groups.map(group => group.title)).toEqual(['Antal karriärtjänster', 'Övriga siffror']);
    expect(JSON.stringify(list)).not.toMatch(/01a20aaf|unit|state|vakant|positions\./u);
  });
});

describe('the state of the data', () => {
  const { code: _, ...asked } = { ...positions };
  const before = makeFigure({ ...asked, cut: { on: '2017-12-20', event: positions.cut.event } });
  const later = makeFigure({ ...asked, cut: { on: '2017-12-20', event: 7 } });

  test('is said once when all figures have the same', () => {
    const list = figureList({ blocks: blocksOf(positions, vacant), questions });
    expect(list.remark).toContain('Alla siffror gäller läget den 15 sep 2026, händelse 1482 i loggen.');
    expect(list.groups[0]?.entries.map(entry => entry.name)).toEqual(['', '']);
  });

  test('is said at the figures that differ from the commonest', () => {
    const list = figureList({ blocks: blocksOf(before, positions, vacant, later), questions });
    expect(list.remark).toContain('Där inget annat står gäller siffrorna läget den 15 sep 2026');
    expect(list.groups[0]?.entries.map(entry => entry.name)).toEqual([
      '20 dec 2017',
      '',
      '',
      '20 dec 2017, händelse 7',
    ]);
  });
});
