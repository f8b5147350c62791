import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedText,
  type Figure,
  figureCode,
  figureQuery,
  liveFigureHref,
  makeFigure,
  parameterText,
  readFigureQuery,
} from './figure.ts';

const cut = { on: '2026-11-23', event: 412 };
const asked = { question: 'positions.count', parameters: { unit: 'u1', kind: 'Lektor' }, cut };
const figure = (parts: Partial<Omit<Figure, 'code'>> = {}): Figure =>
  makeFigure({ ...asked, value: 34, unit: 'antal', ...parts });

describe('the code of a figure', () => {
  it('is seven characters that can be read aloud', () => {
    expect(figure().code).toMatch(/^S-[2-9A-HJ-NP-Z]{7}$/);
  });

  it('is the same whatever order the parameters come in, and whatever the value', () => {
    const other = figure({ value: 35, parameters: { kind: 'Lektor', unit: 'u1' } });
    expect(other.code).toBe(figure().code);
  });

  it.each<[string, Partial<Omit<Figure, 'code'>>]>([
    ['question', { question: 'positions.vacant' }],
    ['value of a parameter', { parameters: { unit: 'u2', kind: 'Lektor' } }],
    ['name of a parameter', { parameters: { unit: 'u1', form: 'Lektor' } }],
    ['number of parameters', { parameters: { unit: 'u1' } }],
    ['day', { cut: { on: '2026-11-22', event: 412 } }],
    ['state of the data', { cut: { on: '2026-11-23', event: 413 } }],
  ])('is another for another %s', (_, parts) => {
    expect(figure(parts).code).not.toBe(figure().code);
  });

  it('cannot be had by moving a sign between a name and a value', () => {
    const one = figureCode({ ...asked, parameters: { a: 'b","c":"d' } });
    expect(one).not.toBe(figureCode({ ...asked, parameters: { a: 'b', c: 'd' } }));
  });

  it('goes along when a figure is written down', () => {
    const written = JSON.parse(JSON.stringify(figure({ value: null, missing: 'inte publicerat' })));
    expect(written).toEqual({
      ...{ ...asked, code: figureCode(asked), value: null, unit: 'antal', missing: 'inte publicerat' },
    });
  });

  it('differs for figures that ask for different things', () => {
    const parameters = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 });
    fc.assert(
      fc.property(parameters, parameters, (one, other) => {
        const [a, b] = [
          { ...asked, parameters: one },
          { ...asked, parameters: other },
        ];
        expect(figureCode(a) === figureCode(b)).toBe(askedText(a) === askedText(b));
      }),
    );
  });
});

describe('the question of a figure', () => {
  it('stands in an address in Swedish', () => {
    expect(figureQuery(asked)).toBe('fraga=positions.count&datum=2026-11-23&enhet=u1&slag=Lektor');
    expect(liveFigureHref(asked)).toBe(`/siffra?${figureQuery(asked)}`);
  });

  it('is read back out of its address', () => {
    const names = ['unit', 'kind', 'subject', 'from', 'atMost', 'anything'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), parameters => {
        const read = readFigureQuery(new URLSearchParams(figureQuery({ ...asked, parameters })));
        expect(read).toEqual({ question: 'positions.count', parameters: { ...parameters } });
      }),
    );
  });

  it('is nothing where nothing is asked', () => {
    expect(readFigureQuery(new URLSearchParams('datum=2026-11-23'))).toBeNull();
    expect(readFigureQuery(new URLSearchParams('fraga='))).toBeNull();
  });

  it('has Swedish names for its parameters, and their own where there is none', () => {
    expect(parameterText('subject')).toBe('Ämne');
    expect(parameterText('anything')).toBe('anything');
  });
});
