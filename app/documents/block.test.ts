import { describe, expect, test } from 'vitest';
import { type Block, cellProse, heading, paragraph, prose, strong } from './block.ts';
import { sampleFigure } from './document.fixture.ts';

describe('running text', () => {
  test('keeps figures and marked pieces as what they are', () => {
    const positions = sampleFigure('tjanster.antal', 34);
    expect(prose`Det finns ${positions} tjänster, ${strong('inte fler')}.`).toEqual([
      'Det finns ',
      { kind: 'figure', figure: positions },
      ' tjänster, ',
      { kind: 'strong', text: 'inte fler' },
      '.',
    ]);
  });

  test('takes a figure in a table cell as a figure', () => {
    const positions = sampleFigure('tjanster.antal', 3);
    expect(cellProse(positions)).toEqual([{ kind: 'figure', figure: positions }]);
    expect(cellProse('Ekskolan')).toEqual(['Ekskolan']);
  });

  test('is plain data that survives being stored', () => {
    const blocks: readonly Block[] = [
      heading(1, 'Beredning'),
      paragraph(prose`${sampleFigure('a', 1)} enhet`),
    ];
    expect(JSON.parse(JSON.stringify(blocks))).toEqual(blocks);
  });
});
