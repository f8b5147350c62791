const answers = { crossSubject: 'Ämnesövergripande' } as const;

/** Ämnesövergripande: the explicit answer that an assignment belongs to no single subject. */
export const crossSubjectName = answers.crossSubject;

/** Ämne: what an assignment is about. `code` is the short code of the compulsory school's subjects, else null. */
export type Subject = {
  readonly name: string;
  readonly code: string | null;
  readonly group: SubjectGroup;
};

export const subjectGroups = [
  'Grundskolan',
  'Gymnasieskolan och komvux',
  'Anpassade skolformer och sfi',
  'Modersmål',
  'Egna ämnen',
] as const;
export type SubjectGroup = (typeof subjectGroups)[number];

/** Short codes from the national grade catalogue. */
const compulsory: readonly (readonly [code: string, name: string])[] = [
  ['BI', 'Biologi'],
  ['BL', 'Bild'],
  ['DA', 'Förberedande dansarutbildning'],
  ['EN', 'Engelska'],
  ['FY', 'Fysik'],
  ['GE', 'Geografi'],
  ['HI', 'Historia'],
  ['HKK', 'Hem- och konsumentkunskap'],
  ['IDH', 'Idrott och hälsa'],
  ['JU', 'Judiska studier'],
  ['KE', 'Kemi'],
  ['M1', 'Moderna språk, elevens val'],
  ['M2', 'Moderna språk, språkval'],
  ['MA', 'Matematik'],
  ['ML', 'Modersmål'],
  ['MU', 'Musik'],
  ['NO', 'Naturorienterande ämnen'],
  ['RE', 'Religionskunskap'],
  ['SH', 'Samhällskunskap'],
  ['SL', 'Slöjd'],
  ['SO', 'Samhällsorienterande ämnen'],
  ['SV', 'Svenska'],
  ['SVA', 'Svenska som andraspråk'],
  ['TK', 'Teknik'],
  ['TN', 'Teckenspråk för hörande'],
];

/** The subjects most often met in upper secondary and adult education; an authority adds those it lacks. */
const upperSecondary = [
  'Administration',
  'Animation',
  'Arkitektur',
  'Bageri- och konditorikunskap',
  'Bevakning och säkerhet',
  'Bild och form',
  'Bildteori',
  'CAD',
  'Cirkus',
  'Dans',
  'Dansgestaltning',
  'Dansteori',
  'Dator- och kommunikationsteknik',
  'Datorteknik',
  'Design',
  'Djur',
  'Driftsäkerhet och underhåll',
  'Elektronik',
  'Elektroteknik',
  'Elkraftteknik',
  'Ellära',
  'Energiteknik',
  'Entreprenörskap',
  'Estetisk kommunikation',
  'Fastighetsservice',
  'Filosofi',
  'Fordons- och transportbranschen',
  'Fordonsteknik',
  'Formgivning',
  'Franska',
  'Fritids- och friskvårdsverksamheter',
  'Fritids- och idrottskunskap',
  'Företagsekonomi',
  'Försäljning och kundservice',
  'Godshantering',
  'Grafisk kommunikation',
  'Hantverkskunskap',
  'Hippologi',
  'Hotell',
  'Humanistisk och samhällsvetenskaplig specialisering',
  'Husbyggnad',
  'Hållbart samhällsbyggande',
  'Hälsa',
  'Hälsopedagogik',
  'Industritekniska processer',
  'Information och kommunikation',
  'Inköp och logistik',
  'Internationell ekonomi',
  'Internationella relationer',
  'Italienska',
  'Juridik',
  'Kinesiska',
  'Konst och kultur',
  'Konstruktion',
  'Lantbruksteknik',
  'Latin – språk och kultur',
  'Ledarskap och organisation',
  'Livsmedels- och näringskunskap',
  'Logistik',
  'Matlagningskunskap',
  'Medicin',
  'Medieproduktion',
  'Medier, samhälle och kommunikation',
  'Mekatronik',
  'Miljö- och energikunskap',
  'Moderna språk',
  'Musikproduktion',
  'Människan',
  'Människans språk',
  'Måleri',
  'Naturbruk',
  'Naturguidning',
  'Naturkunskap',
  'Naturvetenskaplig specialisering',
  'Nätverksteknik',
  'Odling',
  'Pedagogik',
  'Pedagogiskt arbete',
  'Personbilsteknik',
  'Plåtslageri',
  'Produktionskunskap',
  'Produktionsutrustning',
  'Programmering',
  'Psykiatri',
  'Psykologi',
  'Retorik',
  'Ryska',
  'Serveringskunskap',
  'Service och bemötande',
  'Skog, mark och vatten',
  'Sociologi',
  'Spanska',
  'Specialidrott',
  'Specialpedagogik',
  'Svenskt teckenspråk för hörande',
  'Svetsteknik',
  'Teater',
  'Teknisk specialisering',
  'Transportteknik',
  'Trädgårdsanläggning',
  'Träteknik',
  'Turism',
  'Tyska',
  'VVS-teknik',
  'Vård och omsorg',
  'Växtkunskap',
  'Webbteknik',
];

const adapted = [
  'Svenska för invandrare',
  'Estetisk verksamhet',
  'Hem och omgivning',
  'Kommunikation',
  'Motorik',
  'Vardagsaktiviteter',
  'Verklighetsuppfattning',
  'Individ och samhälle',
  'Natur och miljö',
  'Språk och kommunikation',
];

const motherTongues = [
  'albanska',
  'arabiska',
  'bosniska/kroatiska/serbiska',
  'dari',
  'engelska',
  'estniska',
  'farsi',
  'finska',
  'franska',
  'grekiska',
  'italienska',
  'jiddisch',
  'kinesiska',
  'kurmanji',
  'meänkieli',
  'nederländska',
  'pashto',
  'polska',
  'portugisiska',
  'romani chib',
  'rumänska',
  'ryska',
  'samiska',
  'somaliska',
  'sorani',
  'spanska',
  'syriska',
  'thailändska',
  'tigrinja',
  'turkiska',
  'tyska',
  'ukrainska',
  'ungerska',
  'urdu',
  'vietnamesiska',
];

const named = (group: SubjectGroup, names: readonly string[]): Subject[] =>
  names.map(name => ({ name, code: name === 'Svenska för invandrare' ? 'SFI' : null, group }));

/** The subjects every authority starts with. */
export const commonSubjects: readonly Subject[] = [
  ...compulsory.map(([code, name]): Subject => ({ name, code, group: 'Grundskolan' })),
  ...named('Gymnasieskolan och komvux', upperSecondary),
  ...named('Anpassade skolformer och sfi', adapted),
  ...named(
    'Modersmål',
    motherTongues.map(language => `Modersmål ${language}`),
  ),
];

/** Names are the same when they differ only in case, spaces, hyphens and the way their letters are stored. */
const comparable = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replace(/[–—-]/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** The number of letters to change, add or take away to make one text of the other; stops counting above `limit`. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1]);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
};

/** Longer texts are no subjects; a limit keeps the search for a near name quick. */
const LONGEST_NAME = 80;

/** Every subject an authority may use: the common ones and those it has added itself. */
export class SubjectCatalogue {
  readonly all: readonly Subject[];
  readonly #known = new Map<string, Subject>();

  constructor(localNames: readonly string[] = []) {
    this.all = [...commonSubjects, ...named('Egna ämnen', localNames)];
    for (const subject of this.all) {
      this.#known.set(comparable(subject.name), subject);
      if (subject.code) this.#known.set(comparable(subject.code), subject);
    }
  }

  /** The subject with this name or short code ('MA', 'matematik'), whatever the case and spaces. */
  findSubject(text: string): Subject | null {
    return this.#known.get(comparable(text)) ?? null;
  }

  /** The subject whose name is nearest to a misspelt one; null when nothing is near. */
  nearestSubject(text: string): Subject | null {
    const wanted = comparable(text);
    if (wanted.length < 4 || wanted.length > LONGEST_NAME) return null;
    let limit = wanted.length < 6 ? 1 : 2;
    let nearest: Subject | null = null;
    for (const subject of this.all) {
      const distance = editDistance(wanted, comparable(subject.name), limit);
      if (distance > limit) continue;
      nearest = subject;
      limit = distance - 1;
    }
    return nearest;
  }
}

/** True for 'Ämnesövergripande', however it is written. */
export const isCrossSubject = (text: string): boolean =>
  /^ämnes-?\s?övergripande$/.test(comparable(text)) || comparable(text) === 'amnesovergripande';

/**
 * Reads names with commas, semicolons or line breaks between them, where a name may itself hold a comma: the longest name that is known is taken.
 * What no name matches is given back in `unknown`.
 */
export const readNames = <Known>(
  text: string,
  find: (name: string) => Known | null,
): { readonly known: readonly Known[]; readonly unknown: readonly string[] } => {
  const parts = text
    .split(/[,;\n]/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const known: Known[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < parts.length; ) {
    let taken = 0;
    for (let end = Math.min(parts.length, at + 3); end > at && taken === 0; end -= 1) {
      const found = find(parts.slice(at, end).join(', '));
      if (found === null) continue;
      if (!known.includes(found)) known.push(found);
      taken = end - at;
    }
    if (taken === 0) unknown.push(parts[at] ?? '');
    at += Math.max(1, taken);
  }
  return { known, unknown };
};
