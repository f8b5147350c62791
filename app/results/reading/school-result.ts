/** A pupil's whole result: grades by the short codes of the subjects. Gymnasieförordningen 7 kap. 2–4 §§, skollagen 16 kap. 30 §. */
export type SubjectGrade = {
  readonly code: string;
  /** Points of the grade; null for a dash. */
  readonly points: number | null;
  readonly isPass: boolean;
};

/** A grade for several subjects together counts as many times as there are subjects in it. */
const subjectsIn: Readonly<Record<string, number>> = { NO: 3, SO: 4 };
const languageChoice = 'M2';
const BEST = 16;

/** A file with fewer subjects than this holds a part of the pupils' results, and nothing is said of the whole. */
export const SUBJECTS_OF_WHOLE = 12;

const swedish: readonly string[] = ['SV', 'SVA'];
const isSwedish = (code: string): boolean => swedish.includes(code);

/** Svenska and svenska som andraspråk are one subject: the better of the two counts. */
const counted = (grades: readonly SubjectGrade[]): SubjectGrade[] => {
  const [best] = grades
    .filter(grade => isSwedish(grade.code))
    .sort((a, b) => (b.points ?? -1) - (a.points ?? -1));
  return [...grades.filter(grade => !isSwedish(grade.code)), ...(best ? [best] : [])];
};

const pointsOf = (grades: readonly SubjectGrade[]): number[] =>
  grades.flatMap(({ code, points }) => Array.from({ length: subjectsIn[code] ?? 1 }, () => points ?? 0));

/** Meritvärde: the sum of the 16 best grades, and of a grade in a modern language within språkval beside them. Null without any grade. */
export const meritValue = (grades: readonly SubjectGrade[]): number | null => {
  if (grades.every(grade => grade.points === null)) return null;
  const all = counted(grades);
  const language = all.find(grade => grade.code === languageChoice)?.points ?? 0;
  return pointsOf(all.filter(grade => grade.code !== languageChoice))
    .sort((a, b) => b - a)
    .slice(0, BEST)
    .reduce((sum, points) => sum + points, language);
};

/** Whether every subject with a grade or a dash is passed. Null when there is none. */
export const hasPassedAll = (grades: readonly SubjectGrade[]): boolean | null =>
  grades.length === 0 ? null : grades.every(grade => grade.isPass);

const OTHERS_NEEDED = 5;

/** Behörig till yrkesprogram: passed in Swedish, English and mathematics, and in five others. */
export const mayEnterVocational = (grades: readonly SubjectGrade[]): boolean => {
  const passed = counted(grades).filter(grade => grade.isPass);
  const has = (code: string): boolean => passed.some(grade => grade.code === code);
  const others = passed.filter(({ code }) => !isSwedish(code) && code !== 'EN' && code !== 'MA');
  return swedish.some(has) && has('EN') && has('MA') && pointsOf(others).length >= OTHERS_NEEDED;
};
