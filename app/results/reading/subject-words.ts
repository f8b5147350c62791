import type { KnownSubject } from '../delivery.ts';

/** Other ways in which schools write subjects of the compulsory school, by their national short code. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  BI: ['bio'],
  BL: ['bild', 'bil'],
  EN: ['eng'],
  FY: ['fys'],
  GE: ['geo'],
  HI: ['his'],
  HKK: ['hk', 'hemkunskap', 'hem och konsumentkunskap'],
  IDH: ['id', 'idr', 'idrott', 'idrott & hälsa', 'idh'],
  KE: ['kem'],
  M1: ['moderna språk elevens val', 'm1 moderna språk'],
  M2: ['moderna språk språkval', 'moderna språk', 'm2 moderna språk', 'språkval'],
  MA: ['mat', 'matte'],
  ML: ['modersmål'],
  MU: ['mus'],
  RE: ['rel', 'religion'],
  SH: ['sam', 'samhälle'],
  SL: ['slj', 'slöjd'],
  SV: ['sve'],
  SVA: ['sv2', 'svas', 'svenska 2', 'sva', 'svenska som andra språk'],
  TK: ['tek', 'teknik'],
  SFI: ['sfi', 'svenska för invandrare', 'kommunal vuxenutbildning i svenska för invandrare'],
};

/** Subjects by the letters that the codes of their courses and levels begin with. */
const byCourse: Readonly<Record<string, string>> = {
  BIO: 'Biologi',
  ENG: 'Engelska',
  ENT: 'Entreprenörskap',
  FIL: 'Filosofi',
  FYS: 'Fysik',
  FÖR: 'Företagsekonomi',
  GEO: 'Geografi',
  HIS: 'Historia',
  IDR: 'Idrott och hälsa',
  JUR: 'Juridik',
  KEM: 'Kemi',
  MAT: 'Matematik',
  MOD: 'Moderna språk',
  MUS: 'Musik',
  NAK: 'Naturkunskap',
  NAT: 'Naturkunskap',
  PED: 'Pedagogik',
  PRR: 'Programmering',
  PSK: 'Psykologi',
  PSY: 'Psykologi',
  REL: 'Religionskunskap',
  RET: 'Retorik',
  SAM: 'Samhällskunskap',
  SFI: 'Svenska för invandrare',
  SOI: 'Sociologi',
  SVA: 'Svenska som andraspråk',
  SVE: 'Svenska',
  TEK: 'Teknik',
};

/** Languages that schools write by code (ISO 639-3, and the two letters of older systems). */
const languages: Readonly<Record<string, string>> = {
  ALB: 'albanska',
  SQI: 'albanska',
  ARA: 'arabiska',
  BKS: 'bosniska/kroatiska/serbiska',
  BOS: 'bosniska/kroatiska/serbiska',
  HRV: 'bosniska/kroatiska/serbiska',
  SRP: 'bosniska/kroatiska/serbiska',
  DAR: 'dari',
  PRS: 'dari',
  ENG: 'engelska',
  EST: 'estniska',
  FAS: 'farsi',
  PES: 'farsi',
  FIN: 'finska',
  FRA: 'franska',
  ELL: 'grekiska',
  ITA: 'italienska',
  YID: 'jiddisch',
  ZHO: 'kinesiska',
  CMN: 'kinesiska',
  KMR: 'kurmanji',
  FIT: 'meänkieli',
  NLD: 'nederländska',
  PUS: 'pashto',
  POL: 'polska',
  POR: 'portugisiska',
  ROM: 'romani chib',
  RON: 'rumänska',
  RUS: 'ryska',
  SME: 'samiska',
  SMA: 'samiska',
  SMJ: 'samiska',
  SOM: 'somaliska',
  CKB: 'sorani',
  SPA: 'spanska',
  SYR: 'syriska',
  THA: 'thailändska',
  TIR: 'tigrinja',
  TUR: 'turkiska',
  DEU: 'tyska',
  UKR: 'ukrainska',
  HUN: 'ungerska',
  URD: 'urdu',
  VIE: 'vietnamesiska',
};

const motherTongue = { prefix: 'Modersmål ' } as const;

const comparable = (text: string): string =>
  text
    .toLocaleLowerCase('sv')
    .replace(/[\s\-–—_,.:/]+/g, ' ')
    .trim();

/** GRGRMAT01 in the national catalogue, GRNMAT2 in adult education: three letters of the subject inside. */
const nationalCode = /^(?:GRGR|GRN|GRVUX)([A-ZÅÄÖ]{3})/;
/** M2FRA, ML ARA: the subject with a language. */
const withLanguage = /^(M1|M2|ML)[\s\-_(]*([A-ZÅÄÖ]{3})\)?$/;

/** Ämnen that results may be about, found by any of their names. Only the authority's own list is answered from. */
export class SubjectWords {
  readonly #byWord = new Map<string, string>();
  readonly #names: ReadonlySet<string>;
  readonly codes: ReadonlyMap<string, string>;

  constructor(subjects: readonly KnownSubject[]) {
    this.#names = new Set(subjects.map(({ name }) => name));
    this.codes = new Map(
      subjects.flatMap(({ name, code }) => (code === null ? [] : [[code, name] as const])),
    );
    for (const [code, words] of Object.entries(otherWords)) {
      const name = this.codes.get(code);
      if (name) for (const word of words) this.#byWord.set(comparable(word), name);
    }
    for (const { name, code } of subjects) {
      if (code) this.#byWord.set(comparable(code), name);
      this.#byWord.set(comparable(name), name);
    }
  }

  /** The subject's own name; null when the authority has none such. */
  find(text: string): string | null {
    const found = this.#byWord.get(comparable(text));
    if (found !== undefined) return found;
    const inside = /^(.+?)\s*\(([^)]+)\)$/.exec(text);
    if (inside) return this.#byWord.get(comparable(inside[1] ?? '')) ?? this.find(inside[2] ?? '');
    const upper = text.trim().toLocaleUpperCase('sv');
    const language = withLanguage.exec(upper);
    if (language) return this.codes.get(language[1] ?? '') ?? null;
    const national = nationalCode.exec(upper);
    return national ? this.ofCourse(upper) : null;
  }

  /** The subject of a course or a level, by the first letters of its code. */
  ofCourse(code: string): string | null {
    const letters = nationalCode.exec(code)?.[1] ?? code.slice(0, 3);
    const name = byCourse[letters];
    if (name === undefined) return null;
    return this.#names.has(name) ? name : null;
  }

  /** The mother tongue of a language code or name; null when the authority has none such. */
  motherTongue(text: string): string | null {
    const code =
      withLanguage.exec(text.trim().toLocaleUpperCase('sv'))?.[2] ?? text.trim().toLocaleUpperCase('sv');
    const bare = text
      .toLocaleLowerCase('sv')
      .replace(/^modersmål\s*[-–,(]?\s*/, '')
      .replace(/\)$/, '')
      .trim();
    const name = motherTongue.prefix + (languages[code] ?? bare);
    return this.#names.has(name) ? name : null;
  }
}
