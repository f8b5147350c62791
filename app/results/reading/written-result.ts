import { findStep, type GradeScale, type MissingReason, missingReasons } from '../grade-scale.ts';

/**
 * A written result as a small number, so that a million of them take little place: 0 and up is the step of the scale, from the
 * highest; below 0 a reason why there is none, or one of these.
 */
export const BLANK = -100;
export const UNKNOWN = -101;
/** G of an orienteringskurs: a result that is not counted. */
export const NOT_COUNTED = -102;

export const codeOfReason = (reason: MissingReason): number => -1 - missingReasons.indexOf(reason);
export const reasonOfCode = (code: number): MissingReason => missingReasons[-1 - code] ?? 'uppgift saknas';
export const isStep = (code: number): boolean => code >= 0;

const attainedWords: Readonly<Record<'uppnått' | 'inte uppnått', readonly string[]>> = {
  uppnått: ['uppnådd', 'uppnådda', 'nått', 'nådd', 'klarat', 'ja', 'u', 'sant', 'true', 'uppnår', 'godkänd'],
  'inte uppnått': [
    'ej uppnått',
    'ej uppnådd',
    'inte uppnådd',
    'ej nått',
    'inte nått',
    'ej klarat',
    'nej',
    'eu',
    'iu',
    'falskt',
    'false',
    'uppnår inte',
    'ej godkänd',
  ],
};

const absences: readonly string[] = [
  'deltog inte',
  'deltog ej',
  'ej deltagit',
  'inte deltagit',
  'ej deltagande',
  'ej deltog',
  'har ej deltagit',
  'frånvarande',
  'frånvaro',
  'ej genomfört',
  'ej genomförd',
  'ed',
  '99',
];
const unavailable: readonly string[] = [
  'prov inte tillgängligt',
  'prov ej tillgängligt',
  'borttappat',
  'ersättningsprov saknas',
  '88',
];
const strokes: readonly string[] = ['-', '–', '—', '−', 'streck', 'underlag saknas', '9'];
const adjusted: readonly string[] = ['anpassad studiegång', 'anp. studiegång', 'as', '3'];
const notStudied: readonly string[] = [
  'läser inte ämnet',
  'läser ej',
  'läser inte',
  'ej obligatoriskt ämne',
  'läser ej ämnet',
];
const unknownWords: readonly string[] = ['uppgift saknas', 'saknas', 'okänt'];
const orientation: readonly string[] = ['g', 'ig', 'godkänd', 'icke godkänd', 'ej godkänd'];

/** What the column is about: the same sign may say different things. */
export type ResultSense = {
  readonly scale: GradeScale;
  /** In a test a dash says that no grade could be set, since the pupil did not take all of it. */
  readonly isTest: boolean;
  /** G and IG are of courses that have no grades A–F. */
  readonly hasOrientationCourses: boolean;
};

/** Reads results of one sense. What has been read once is looked up. */
export const resultReader = ({
  scale,
  isTest,
  hasOrientationCourses,
}: ResultSense): ((text: string) => number) => {
  const known = new Map<string, number>([['', BLANK]]);
  const add = (words: readonly string[], code: number): void => {
    for (const word of words) known.set(word, code);
  };
  add(absences, codeOfReason('deltog inte'));
  add(unavailable, codeOfReason('prov inte tillgängligt'));
  add(strokes, codeOfReason(isTest ? 'deltog inte' : 'streck'));
  add(notStudied, codeOfReason('läser inte ämnet'));
  add(unknownWords, codeOfReason('uppgift saknas'));
  if (!isTest) add(adjusted, codeOfReason('anpassad studiegång'));
  if (hasOrientationCourses) add(orientation, NOT_COUNTED);
  if (scale.id === 'kravnivå')
    for (const [at, step] of scale.steps.entries())
      add(attainedWords[step.isPass ? 'uppnått' : 'inte uppnått'], at);
  const stepOf = (text: string): number => {
    const step = findStep(scale, text);
    return step ? scale.steps.indexOf(step) : UNKNOWN;
  };
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const bare = text.toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim();
    const code = known.get(bare) ?? stepOf(bare);
    if (code !== UNKNOWN && known.size < 10_000) known.set(text, code);
    return code;
  };
};

const took: readonly string[] = [
  'ja',
  'j',
  '1',
  'x',
  'sant',
  'true',
  'deltog',
  'deltagit',
  'genomfört',
  'närvarande',
  'har deltagit',
];
const didNot: readonly string[] = ['nej', 'n', '0', 'falskt', 'false', ...absences];

/** Whether a cell says that the pupil took part; null when it says nothing that is understood. */
export const readParticipation = (text: string): boolean | null => {
  const bare = text.toLocaleLowerCase('sv').trim();
  return took.includes(bare) ? true : didNot.includes(bare) ? false : null;
};
