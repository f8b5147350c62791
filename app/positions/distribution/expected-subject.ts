import type { Place } from './place.ts';

/**
 * Ämnen i grundskolan (skollagen 10 kap. 4 §, timplanen i skolförordningen bilaga 1) by stage. Subjects in natural and
 * social sciences are often one assignment together in the lower years; higher up they stand one by one.
 */
const allStages = [
  'Bild',
  'Engelska',
  'Idrott och hälsa',
  'Matematik',
  'Musik',
  'Slöjd',
  'Svenska',
  'Svenska som andraspråk',
  'Teknik',
];
const lowStage = ['Naturorienterande ämnen', 'Samhällsorienterande ämnen'];
const fromMiddleStage = [
  'Biologi',
  'Fysik',
  'Geografi',
  'Hem- och konsumentkunskap',
  'Historia',
  'Kemi',
  'Moderna språk',
  'Religionskunskap',
  'Samhällskunskap',
];

/** A subject is not missing where an assignment is for a group of subjects that it belongs to. */
const covering: Readonly<Record<string, readonly string[]>> = {
  Biologi: ['Naturorienterande ämnen'],
  Fysik: ['Naturorienterande ämnen'],
  Kemi: ['Naturorienterande ämnen'],
  Geografi: ['Samhällsorienterande ämnen'],
  Historia: ['Samhällsorienterande ämnen'],
  Religionskunskap: ['Samhällsorienterande ämnen'],
  Samhällskunskap: ['Samhällsorienterande ämnen'],
  'Naturorienterande ämnen': ['Biologi', 'Fysik', 'Kemi'],
  'Samhällsorienterande ämnen': ['Geografi', 'Historia', 'Religionskunskap', 'Samhällskunskap'],
  'Moderna språk': ['Moderna språk, elevens val', 'Moderna språk, språkval', 'Franska', 'Spanska', 'Tyska'],
};

const none: readonly string[] = [];
const low = [...allStages, ...lowStage];
const higher = [...allStages, ...fromMiddleStage];

/**
 * The subjects that every unit of this kind teaches, so that one without a position is a gap. Only compulsory school has
 * such a list; elsewhere the question does not arise, and the answer is empty.
 */
export const expectedSubjects = ({ unit, teaches }: Place): readonly string[] => {
  if (!teaches || !unit.schoolForms.includes('GR')) return none;
  if (unit.yearLevels.length === 0) return allStages;
  return unit.yearLevels.some(level => Number(level) >= 4) ? higher : low;
};

const isCovered = (subject: string, taken: ReadonlySet<string>): boolean =>
  taken.has(subject) || (covering[subject] ?? none).some(other => taken.has(other));

export const subjectsAt = (places: readonly Place[]): ReadonlySet<string> =>
  new Set(places.flatMap(place => place.positions.flatMap(one => one.assignment?.subjects ?? [])));

/** The subjects taught at the unit that no position there is for. A vacant position with an assignment counts as one. */
export const missingSubjects = (place: Place): readonly string[] => {
  const expected = expectedSubjects(place);
  if (expected.length === 0) return none;
  const taken = subjectsAt([place]);
  return expected.filter(subject => !isCovered(subject, taken));
};

/** The subjects taught at some of the units that no position at any of them is for. */
export const missingEverywhere = (places: readonly Place[]): readonly string[] => {
  const taken = subjectsAt(places);
  return [...new Set(places.flatMap(expectedSubjects))].filter(subject => !isCovered(subject, taken)).sort();
};
