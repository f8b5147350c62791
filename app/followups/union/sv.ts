import { capitalise, formatCount, formatList } from '#app/shared/swedish.ts';

const times = (count: number): string => formatCount(count, 'gång', 'gånger');

/** The Swedish texts of the union step. */
export const sv = {
  title: 'Fackligt steg',
  waits: 'Väntar',
  why: (isDraft: boolean) =>
    `En rutin som når enskilda medarbetare behöver tas upp med de fackliga organisationerna ${isDraft ? 'innan den beslutas' : 'innan den används'}: som förhandling (MBL 11 §), information (MBL 19 §) eller i samverkan.`,
  recordedBy: (names: readonly string[]) =>
    names.length === 0
      ? 'Steget antecknas av den som leder uppföljningen, inte av parten själv.'
      : `Steget antecknas av ${formatList(names, 'eller')}, som leder uppföljningen. Parten själv lämnar sin syn.`,
  asks: {
    title: (number: number) => `Vad version ${number} lägger till`,
    first: 'Det här frågas. Allt är nytt, för det är rutinens första version.',
    same: (number: number) => `Den frågar efter detsamma som version ${number}.`,
    compare: (number: number) => `Se allt som skiljer mot version ${number}`,
    added: 'Nya fält, vem som läser dem och till vad',
    dropped: (names: readonly string[]) => `Frågas inte längre: ${formatList(names)}.`,
    more: (name: string, before: number, after: number) =>
      `${name} frågas ${times(after)} om läsåret i stället för ${times(before)}.`,
    never:
      'Det som bedöms är uppdraget och dess förutsättningar, aldrig personen. Den som arbetar med lön eller personalärenden läser inga bedömningar, och de används inte för lön.',
  },
  views: 'Vad organisationerna har sagt',
  none: 'Ingen organisation har lämnat sin syn här än.',
  by: (party: string, on: string, name: string | null) =>
    name === null ? `${party}, ${on}` : `${party}, ${on}, genom ${name}`,
  outdated: 'Det som frågas har ändrats sedan dess.',
  state: 'Lämna er syn',
  stateAgain: 'Lämna er syn igen',
  form: {
    title: 'Er syn på rutinen',
    about: (title: string, number: number) => `${title}, version ${number}`,
    intro:
      'Den som leder uppföljningen och andra fackliga företrädare ser den direkt, alla andra när steget är antecknat. Den går inte att ändra, men ni kan lämna en ny.',
    party: 'Vilken organisation talar du för?',
    on: 'Vilken dag?',
    view: 'Vad tycker ni?',
    viewHelp:
      '”Inga synpunkter” är också ett svar. Skriv om ni begär förhandling. Skriv inga namn på medarbetare.',
    save: 'Lämna synen',
    saved: 'Er syn är lämnad. Den som leder uppföljningen ser den.',
  },
  problems: {
    party: 'Skriv vilken organisation du talar för.',
    on: 'Skriv vilken dag synen gäller, till exempel 2026-11-27. Dagen får inte ligga framåt i tiden.',
    view: 'Skriv vad ni tycker. ”Inga synpunkter” är också ett svar.',
    personalNumber:
      'Texten innehåller något som ser ut som ett personnummer. Ta bort det; personnummer sparas inte här.',
    taken: 'Det fackliga steget har redan antecknats för den här versionen.',
    changed: 'Det som frågas har ändrats medan du skrev. Läs rutinen igen innan du lämnar er syn.',
  },
  tasks: {
    read: (title: string, number: number, isDraft: boolean) =>
      `${isDraft ? 'Läs utkastet' : 'Läs rutinen'}: ${title}, version ${number}`,
    readButton: 'Läs och lämna er syn',
    waits: (isDraft: boolean) =>
      isDraft
        ? 'Utkastet väntar på det fackliga steget. Till dess är bedömningen av uppdragen låst i den versionen.'
        : 'Rutinen är beslutad, men det fackliga steget är inte taget. Till dess är bedömningen av uppdragen låst.',
    changed: 'Det som frågas har ändrats sedan ni lämnade er syn.',
    note: (title: string, number: number) => `Anteckna det fackliga steget: ${title}, version ${number}`,
    said: (parties: readonly string[], others: readonly string[]) =>
      [
        `${capitalise(formatList(parties))} har lämnat sin syn.`,
        ...(others.length === 0
          ? []
          : [`${formatList(others)} kan också anteckna steget. En av er gör det, en gång.`]),
      ].join(' '),
    noteButton: 'Anteckna steget',
  },
} as const;
