import type { IsoDate } from './date.ts';
import { readableCode } from './id.ts';

/**
 * Siffra: a number with its source. On screen it is a link to the page that shows the rows behind it; on paper it carries its
 * code. Nothing is typed in twice: reports and items are built from figures.
 */
export type Figure = {
  /** 'S-9F2M7KQ': decided by what was asked, of what, and in which state of the data. */
  readonly code: string;
  readonly value: number | null;
  readonly unit: FigureUnit;
  /** Which number this is: a key in the asking room's list of questions. */
  readonly question: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly cut: DataCut;
  /** Why there is no value, in words, when value is null. */
  readonly missing?: string;
  /** Rests on numbers that their publisher has rounded, so it is written with "ca". */
  readonly approximate?: boolean;
};

export const figureUnits = [
  'antal',
  'andel',
  'procent av arbetstid',
  'per 100 elever',
  'elever per tjänst',
  'per 100 legitimerade lärare',
  'förändring',
  'kronor',
  'minuter',
  'poäng',
  'meritpoäng',
  'poängs skillnad',
  'procent',
] as const;
export type FigureUnit = (typeof figureUnits)[number];

/** The state of the data a figure rests on: what was true on `on`, as known after event number `event`. */
export type DataCut = { readonly on: IsoDate; readonly event: number };

type Asked = Pick<Figure, 'question' | 'parameters' | 'cut'>;

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : Number(a > b);

/** What a figure asks, of what and in which state of the data, as one text: the same question always gives the same text. */
export const askedText = ({ question, parameters, cut }: Asked): string =>
  JSON.stringify([question, Object.entries(parameters).sort(byName), cut.on, cut.event]);

/** Seven readable characters: a code clash among 10,000 figures has a chance of about 1 in 700, and is refused when stored. */
export const figureCode = (asked: Asked): string => `S-${readableCode(askedText(asked), 7)}`;

/** Makes a figure. Its code is worked out when it is first read: a page may hold thousands of figures and show few codes. */
export const makeFigure = (parts: Omit<Figure, 'code'>): Figure => {
  let code: string | null = null;
  const { value, unit, question, parameters, cut, missing, approximate } = parts;
  const figure: Figure = {
    get code() {
      code ??= figureCode(parts);
      return code;
    },
    value,
    unit,
    question,
    parameters,
    cut,
  };
  if (missing === undefined && approximate === undefined) return figure;
  return Object.assign(
    figure,
    missing === undefined ? {} : { missing },
    approximate === undefined ? {} : { approximate },
  );
};

/** The names that parameters have in addresses, and for readers. One that is not here keeps its own name. */
const parameterNames: Readonly<Record<string, { readonly address: string; readonly text: string }>> = {
  unit: { address: 'enhet', text: 'Enhet' },
  directly: { address: 'direkt', text: 'Bara direkt under enheten' },
  schoolForm: { address: 'skolform', text: 'Skolform' },
  kind: { address: 'slag', text: 'Slag' },
  state: { address: 'lage', text: 'Läge' },
  round: { address: 'omgang', text: 'Omgång' },
  year: { address: 'lasar', text: 'Läsåret börjar' },
  criterion: { address: 'kriterium', text: 'Kriterium' },
  level: { address: 'niva', text: 'Nivå' },
  scope: { address: 'omfattning', text: 'Omfattning' },
  funding: { address: 'finansiering', text: 'Finansiering' },
  form: { address: 'form', text: 'Förordnande' },
  subject: { address: 'amne', text: 'Ämne' },
  type: { address: 'uppdragstyp', text: 'Uppdragstyp' },
  partOf: { address: 'del-av-uppdraget', text: 'Ingår i uppdraget' },
  task: { address: 'uppdrag', text: 'Uppdrag' },
  need: { address: 'behov', text: 'Behov' },
  time: { address: 'tid', text: 'Planerad tid' },
  atMost: { address: 'hogst', text: 'Högst, procent av arbetstiden' },
  gender: { address: 'kon', text: 'Kön' },
  answer: { address: 'svar', text: 'Svar' },
  measure: { address: 'matt', text: 'Mått' },
  change: { address: 'andring', text: 'Ändring' },
  from: { address: 'fran', text: 'Jämfört med' },
  release: { address: 'utlamnad', text: 'Utlämnad tabell' },
  part: { address: 'tal', text: 'Tal' },
  semester: { address: 'termin', text: 'Termin' },
  group: { address: 'grupp', text: 'Elever' },
};

export const parameterText = (name: string): string => parameterNames[name]?.text ?? name;

const nameInAddress = new Map(Object.entries(parameterNames).map(([name, { address }]) => [address, name]));

/** The question of a figure as the query of an address: 'fraga=positions.count&datum=2026-11-23&enhet=…'. */
export const figureQuery = ({ question, parameters, cut }: Asked): string => {
  let query = `fraga=${question}&datum=${cut.on}`;
  for (const [name, value] of Object.entries(parameters))
    query += `&${parameterNames[name]?.address ?? name}=${encodeURIComponent(value)}`;
  return query;
};

/** Reads the question of a figure back out of an address; null when nothing is asked. The date is the page's own. */
export const readFigureQuery = (query: URLSearchParams): Pick<Figure, 'question' | 'parameters'> | null => {
  const question = query.get('fraga');
  if (!question) return null;
  const parameters: Record<string, string> = {};
  for (const [address, value] of query) {
    if (address !== 'fraga' && address !== 'datum') parameters[nameInAddress.get(address) ?? address] = value;
  }
  return { question, parameters };
};

/** Where the question is answered anew from the register as it is. A figure in a document has an address by its code instead. */
export const liveFigureHref = (figure: Asked): string => `/siffra?${figureQuery(figure)}`;
