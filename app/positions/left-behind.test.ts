import { describe, expect, it } from 'vitest';
import { leftBehind } from './left-behind.ts';
import type { CareerPosition, DevelopmentNeed } from './position.ts';
import { emptyRegister } from './register.fixture.ts';
import { noStructures, type Structure } from './structures/structure.ts';

const position = (changes: Partial<CareerPosition>): CareerPosition => ({
  ...{ id: 'p', externalId: 'F-1', kind: 'Förstelärare', unitId: 'school', funding: 'egna medel' },
  ...{ startsOn: '2020-08-01', endsOn: null, version: 1, earlierUnits: [] },
  ...changes,
});
const need = (changes: Partial<DevelopmentNeed>): DevelopmentNeed => ({
  ...{ id: 'n', unitId: 'school', title: 'Fler ska nå målen', source: null },
  ...{ identifiedOn: '2025-08-01', endedOn: null, version: 1, earlierUnits: [] },
  ...changes,
});

const group = (changes: Partial<Structure>): Structure => ({
  ...noStructures({ id: 'g', unitId: 'school' }, '2025-08-01'),
  ...{ kind: 'ämnesgrupp', subjects: ['Matematik'] },
  ...changes,
});
const nothing = { ...emptyRegister, structures: [] };

describe('what would be left at a school that ends after 30 June 2027', () => {
  it.each<[string, Partial<CareerPosition>, string[]]>([
    ['a position until further notice', {}, ['Förstelärare F-1, gäller tills vidare']],
    ['one that ends with the school', { endsOn: '2027-06-30' }, []],
    ['one that ends the day after', { endsOn: '2027-07-01' }, ['Förstelärare F-1, gäller till 1 juli 2027']],
    ['one that begins later', { startsOn: '2027-08-01' }, ['Förstelärare F-1, gäller tills vidare']],
    ['one at another school', { unitId: 'other' }, []],
  ])('%s', (_, changes, expected) => {
    const register = { ...nothing, positions: [position(changes)] };
    expect(leftBehind(register, ['school'], '2027-06-30').map(one => one.text)).toEqual(expected);
  });

  it.each<[string, Partial<DevelopmentNeed>, string[]]>([
    ['a need that is still there', {}, ['Behov: Fler ska nå målen']],
    ['one that has ended by then', { endedOn: '2027-06-30' }, []],
    ['one at another school', { unitId: 'other' }, []],
  ])('%s', (_, changes, expected) => {
    const register = { ...nothing, needs: [need(changes)] };
    expect(leftBehind(register, ['school'], '2027-06-30').map(one => one.text)).toEqual(expected);
  });

  it.each<[string, Partial<Structure>, string[]]>([
    ['a subject group that is still there', {}, ['Ämnesgrupp: Matematik']],
    ['one that has ended by then', { endsOn: '2027-06-30' }, []],
    ['one at another school', { unitId: 'other' }, []],
    ['the answer that there are none', { kind: 'inga strukturer' }, []],
  ])('%s', (_, changes, expected) => {
    const register = { ...nothing, structures: [group(changes)] };
    expect(leftBehind(register, ['school'], '2027-06-30').map(one => one.text)).toEqual(expected);
  });

  it('leads to the page where each is seen to', () => {
    const register = { ...nothing, positions: [position({})], needs: [need({})], structures: [group({})] };
    expect(leftBehind(register, ['school'], '2027-06-30').map(one => one.href)).toEqual([
      '/tjanster/p/andra',
      '/tjanster/behov/n',
      '/tjanster/strukturer/school/g',
    ]);
  });
});
