import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAssignmentType } from './assignment-type.ts';
import { commonSubjects, editDistance, isCrossSubject, readNames, SubjectCatalogue } from './subject.ts';

const catalogue = new SubjectCatalogue(['Lokal slöjdhistoria']);

describe('a subject', () => {
  it.each<[string, string | null]>([
    ['Matematik', 'Matematik'],
    ['matematik ', 'Matematik'],
    ['MA', 'Matematik'],
    ['sva', 'Svenska som andraspråk'],
    ['SV', 'Svenska'],
    ['SFI', 'Svenska för invandrare'],
    ['Idrott  och hälsa', 'Idrott och hälsa'],
    ['Slo\u0308jd', 'Slöjd'],
    ['latin - språk och kultur', 'Latin – språk och kultur'],
    ['lokal slöjdhistoria', 'Lokal slöjdhistoria'],
    ['Modersmål arabiska', 'Modersmål arabiska'],
    ['Trolleri', null],
    ['', null],
  ])('written %j is %j', (written, name) => {
    expect(catalogue.findSubject(written)?.name ?? null).toBe(name);
  });

  it.each<[string, string | null]>([
    ['Matematk', 'Matematik'],
    ['Enelska', 'Engelska'],
    ['Slojd', 'Slöjd'],
    ['Trolleri', null],
    ['Xy', null],
    ['x'.repeat(5000), null],
  ])('misspelt %j is near %j', (written, name) => {
    expect(catalogue.nearestSubject(written)?.name ?? null).toBe(name);
  });

  it('has one name of its own, in a list of at least 120', () => {
    const names = commonSubjects.map(subject => subject.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(120);
    for (const { name, code } of commonSubjects) {
      expect(catalogue.findSubject(name)?.name).toBe(name);
      if (code) expect(catalogue.findSubject(code)?.name).toBe(name);
    }
  });

  it('is as far from another as the other is from it', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'å'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 10)).toBe(editDistance(b, a, 10));
        expect(editDistance(a, b, 10) === 0).toBe(a === b);
      }),
    );
  });
});

it.each([
  ['Ämnesövergripande', true],
  ['ämnes-övergripande', true],
  ['amnesovergripande', true],
  ['Ämne', false],
])('%j as Ämnesövergripande: %j', (written, expected) => {
  expect(isCrossSubject(written)).toBe(expected);
});

it('reads names with commas between and inside them', () => {
  const { known, unknown } = readNames('MA, Moderna språk, elevens val,Trolleri, ma', name =>
    catalogue.findSubject(name),
  );
  expect(known.map(subject => subject.name)).toEqual(['Matematik', 'Moderna språk, elevens val']);
  expect(unknown).toEqual(['Trolleri']);
});

it.each([
  ['Leder ämnesgrupp', 'amnesgrupp'],
  ['leder amnesgrupp', 'amnesgrupp'],
  ['rattssakerBetygssattning', 'rattssakerBetygssattning'],
  ['VFU', 'vfu'],
  ['Verksamhetsförlagd utbildning', 'vfu'],
  ['verksamhetsförlagd utbildning (vfu)', 'vfu'],
  ['Mentorskap', null],
])('reads the assignment type %j as %j', (written, type) => {
  expect(findAssignmentType(written)).toBe(type);
});
