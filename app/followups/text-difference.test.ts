import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, foldedOf, type Stretch } from './text-difference.ts';

/** The stretches as one line: what is removed in [-…-], what is added in {+…+}. */
const told = (stretches: readonly Stretch[]): string =>
  stretches
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

describe('two versions of a text', () => {
  it.each([
    ['say the same', 'Bedöm uppdraget.', 'Bedöm uppdraget.', 'Bedöm uppdraget.'],
    [
      'differ in a word',
      'Klar i oktober varje år',
      'Klar i november varje år',
      'Klar i [-oktober-]{+november+} varje år',
    ],
    ['have got a word', 'Ett kort samtal', 'Ett kort lugnt samtal', 'Ett kort {+lugnt +}samtal'],
    [
      'have lost the end',
      'Börja framåt. Se sedan bakåt.',
      'Börja framåt.',
      'Börja framåt.[- Se sedan bakåt.-]',
    ],
    [
      'have got a paragraph',
      'Bedöm uppdraget.',
      'Bedöm uppdraget.\n\nSkriv kort.',
      'Bedöm uppdraget.{+\n\nSkriv kort.+}',
    ],
    ['were empty', '', 'Nytt', '{+Nytt+}'],
    ['are empty now', 'Gammalt', '', '[-Gammalt-]'],
    [
      'differ in a phrase, which is told whole',
      'Rektorn skriver före samtalet med alla',
      'Båda förbereder före mötet med alla',
      '[-Rektorn skriver före samtalet-]{+Båda förbereder före mötet+} med alla',
    ],
  ])('%s', (_, before, after, expected) => expect(told(differenceOf(before, after))).toBe(expected));

  const text = fc
    .array(fc.constantFrom('uppdraget', 'bedöms', 'två', 'gånger.', '\n', ' ', '  '), { maxLength: 40 })
    .map(parts => parts.join(' '));

  it('can both be read from what differs, whatever they say', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const stretches = differenceOf(before, after);
        const without = (kind: Stretch['kind']) =>
          stretches
            .filter(one => one.kind !== kind)
            .map(one => one.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
        expect(stretches.some(one => one.text === '')).toBe(false);
      }),
    );
  });

  it('that are very long and have nothing in common are told as wholly different, in no time', () => {
    const [before, after] = ['a ', 'b '].map(word => word.repeat(50_000).trim());
    const started = performance.now();
    const kinds = differenceOf(before ?? '', after ?? '').map(one => one.kind);
    expect(kinds).toEqual(['removed', 'added']);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a stretch that stays between two changes', () => {
  const long =
    'och går vidare. Här står sådant som ingen har ändrat, mening efter mening, i båda versionerna. Sist leder';
  it('shows the sentences beside the changes and folds what is between them', () =>
    expect(foldedOf(long, { changeBefore: true, changeAfter: true })).toEqual({
      lead: 'och går vidare. ',
      folded: 'Här står sådant som ingen har ändrat, mening efter mening, i båda versionerna. ',
      trail: 'Sist leder',
    }));

  it('is folded to the end of the text where no change follows', () =>
    expect(foldedOf(long, { changeBefore: true, changeAfter: false })?.trail).toBe(''));

  it.each(['ett par ord bara. Och några till. Sist', 'en mening utan slut', ''])(
    'is shown when it is short: %s',
    text => expect(foldedOf(text, { changeBefore: true, changeAfter: true })).toBeNull(),
  );
});
