import { describe, expect, it } from 'vitest';
import {
  type Block,
  cellProse,
  figuresIn,
  type Manuscript,
  type Prose,
  renderHtmlDocument,
} from '#app/documents/index.ts';
import { draftOf, finishedItem } from './boards.fixture.ts';
import { itemDocument } from './item-document.ts';
import { itemFigures } from './item-figures.ts';
import { onePage } from './one-page.ts';
import { bareNumbers } from './own-text.ts';
import { childQuestions } from './participation.ts';
import { seal, unseal } from './seal.ts';

const draft = draftOf();
const chapters = draft.filling.chapters();
const manuscript = itemDocument(draft, chapters, { date: '2026-11-23', draft: true });

const proseOf = (block: Block): readonly Prose[] => {
  switch (block.kind) {
    case 'heading':
      return [[block.text]];
    case 'paragraph':
    case 'quote':
    case 'note':
      return [block.text];
    case 'list':
    case 'clauses':
      return block.items;
    case 'facts':
      return block.items.flatMap(item => [[item.term], item.description]);
    case 'table':
      return block.rows.flatMap(row => row.cells.map(cellProse));
    case 'picture':
      return [[block.title], [block.description]];
    default:
      return [];
  }
};
/** The words of a document without its figures: what may hold no data. */
const plainWords = (blocks: readonly Block[]): string[] =>
  blocks
    .flatMap(proseOf)
    .map(runs =>
      runs.map(run => (typeof run === 'string' ? run : run.kind === 'figure' ? '' : run.text)).join(''),
    );

const textOf = ({ blocks }: Pick<Manuscript, 'blocks'>): string => plainWords(blocks).join('\n');

describe('the document of a board item', () => {
  it('has the headings of the founding document, in its order', () => {
    const headings = manuscript.blocks.flatMap(block =>
      block.kind === 'heading' && block.level === 1 ? [block.text] : [],
    );
    expect(headings).toEqual([
      'Ärendebeskrivning',
      'Svar på nämndens frågor',
      'Beredning',
      'Förslag till beslut',
      'Barns och elevers delaktighet',
      'Beslutsunderlag',
      'Expedieras till',
    ]);
  });

  it('begins with a summary and counts the costs when somebody has written them', () => {
    const texts = { ...finishedItem.texts, summary: 'Kort.', economy: 'Inget kostar mer.' };
    const full = itemDocument(draftOf({ ...finishedItem, texts }), chapters, {
      date: '2026-11-23',
      draft: true,
    });
    const headings = full.blocks.flatMap(block =>
      block.kind === 'heading' && block.level === 1 ? [block.text] : [],
    );
    expect(headings[0]).toBe('Sammanfattning');
    expect(headings.indexOf('Ekonomiska konsekvenser')).toBe(
      headings.indexOf('Barns och elevers delaktighet') + 1,
    );
  });

  it('tells the history from the thread', () => {
    const text = textOf(manuscript);
    expect(text).toContain(
      'Bildningsnämnden beslutade den 17 mars 2017, § 23, att ge bildningsförvaltningen i uppdrag att sammanställa',
    );
    expect(text).toContain(
      'Den 20 december 2017, § 96, presenterades en utvärdering av karriärtjänsterna, som bildningsnämnden beslutade att godkänna.',
    );
    expect(text).toContain(
      'Bildningsnämnden beslutade samtidigt att ge bildningsförvaltningen i uppdrag att tydliggöra',
    );
    expect(text).toContain(
      'Det här ärendet svarar på uppdragen från den 17 mars 2017 (§ 23) och den 20 december 2017 (§ 96).',
    );
  });

  it('puts both questions about children under headings of their own, word for word', () => {
    const headings = manuscript.blocks.flatMap(block => (block.kind === 'heading' ? [block.text] : []));
    expect(headings).toContain(childQuestions.first);
    expect(headings).toContain(childQuestions.second);
  });

  it("answers each question in the board's own words, verdict first, and says what cannot be told", () => {
    const words = plainWords(manuscript.blocks);
    const at = words.indexOf('Vilken effekt respektive karriärtjänst har haft på elevernas resultat');
    expect(words[at + 1]).toMatch(/^Går inte att avgöra\. Vilken effekt en enskild tjänst/);
    expect(words[words.indexOf('Hur karriärtjänsterna är fördelade mellan kommunens skolor') + 1]).toBe(
      'Besvarad. Ekdala har  karriärtjänster.',
    );
  });

  it('has no digit of data outside its figures', () => {
    const blocks = [...manuscript.blocks, ...onePage(draft, chapters)];
    expect(plainWords(blocks).flatMap(bareNumbers)).toEqual([]);
    expect(figuresIn(manuscript).map(figure => figure.value)).toEqual([34, 240]);
  });

  it('lists every figure with what it asks and how it reads', () => {
    expect(itemFigures(manuscript).map(({ value, title, text }) => [value, title, text])).toEqual([
      [34, 'Antal karriärtjänster', '34'],
      [240, 'Antal tillfrågade elever', '240'],
    ]);
  });

  it('keeps the item itself first among what the decision rests on', () => {
    const list = manuscript.blocks.findLast(block => block.kind === 'list' && block.ordered);
    expect(list?.kind === 'list' && list.items).toEqual([
      ['Bildningsförvaltningens tjänsteskrivelse, 23 november 2026'],
      ['Rutin för uppföljning, 1 augusti 2026'],
    ]);
  });

  it('says that an unasked board gets no empty heading', () => {
    const bare = draftOf({ ...finishedItem, reportBacks: [] });
    expect(textOf(itemDocument(bare, chapters, { date: '2026-11-23', draft: true }))).not.toContain(
      'Svar på nämndens frågor',
    );
  });
});

describe('a sealed item', () => {
  const sealed = seal({ manuscript, onePage: onePage(draft, chapters) });

  it('is the same document, byte for byte, each time it is read', () => {
    const [first, second] = [unseal(sealed), unseal({ ...sealed })];
    expect(renderHtmlDocument(first.manuscript)).toBe(renderHtmlDocument(second.manuscript));
    expect(renderHtmlDocument(first.manuscript)).toBe(renderHtmlDocument(manuscript));
    expect(seal(first)).toEqual(sealed);
  });

  it('is refused when a single character has changed', () => {
    const content = sealed.content.replace('34', '35');
    expect(() => unseal({ ...sealed, content })).toThrow(/no longer matches/);
  });
});
