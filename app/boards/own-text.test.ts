import { describe, expect, it } from 'vitest';
import { positionsFigure } from './boards.fixture.ts';
import { bareNumbers, codesIn, ownBlocks, ownProse } from './own-text.ts';

const find = (code: string) => (code === 'S-TESTAAA' ? positionsFigure : null);

describe("somebody's own text", () => {
  it('becomes paragraphs, headings and lists', () => {
    const text = '## Grundskolan\nFörsta raden\nandra raden.\n\n- ett\n- två\n\nSist.';
    expect(ownBlocks(text, find, 2)).toEqual([
      { kind: 'heading', level: 2, text: 'Grundskolan' },
      { kind: 'paragraph', text: ['Första raden andra raden.'] },
      { kind: 'list', items: [['ett'], ['två']] },
      { kind: 'paragraph', text: ['Sist.'] },
    ]);
  });

  it('is nothing when it is empty', () => {
    expect(ownBlocks(' \n\n ', find, 2)).toEqual([]);
  });

  it('carries its figures', () => {
    expect(ownProse('Det finns {{S-TESTAAA}} tjänster.', find)).toEqual([
      'Det finns ',
      { kind: 'figure', figure: positionsFigure },
      ' tjänster.',
    ]);
    expect(codesIn('{{S-TESTAAA}} och {{S-TESTAAA}} och {{ S-ANNAN22 }}')).toEqual([
      'S-TESTAAA',
      'S-ANNAN22',
    ]);
  });

  it('shows the code of a figure that is gone', () => {
    expect(ownProse('{{S-BORTA22}}', find)).toEqual(['[S-BORTA22]']);
  });
});

describe('numbers without a source', () => {
  const grid: [string, string[]][] = [
    ['Det finns 34 tjänster.', ['34']],
    ['Andelen är 12,5 % och 1 234 elever.', ['12,5 %', '1 234']],
    ['Totalt 2 000 av 3.', ['2 000', '3']],
    ['Den 17 mars 2017 och 2–4 maj.', []],
    ['Beslut 2026-11-23, i mars 2018, 2011.', []],
    ['Läsåret 2018/2019, 2018/19 och 2024–2026.', []],
    ['§ 23 och 4 kap. 3 § skollagen, 5–7 §§, 3 a §.', []],
    ['SFS 2019:1288, skollagen (2010:800) och SOU 2025:26.', []],
    ['Se BUN 2026/118, ÅBN 2026/7 och ÖN-2026:12.', []],
    ['Årskurs 7–9, åk 6 och F–6.', []],
    ['P1 och U2, punkt 2, fråga 1, version 3.', []],
    ['Mötet var kl. 10.30.', []],
    ['{{S-9F2M7KQ}} tjänster.', []],
    ['Vi har 2017 tjänster', []],
    ['en, två, tre', []],
    ['Satsningen kostade 85 000 kr 2024.', ['85 000']],
  ];
  it.each(grid)('in "%s"', (text, expected) => {
    expect(bareNumbers(text).map(number => number.replace(/\s/g, ' '))).toEqual(expected);
  });
});
