import type { SourceRule } from '#app/shared/figure-source.ts';
import { formatCount, formatDate, formatInstant, formatNumber } from '#app/shared/swedish.ts';

const column = (columns: readonly string[], at: number): string => (columns[at] ?? '').toLowerCase();

/** How the number follows from the rows, in words. */
const ruleText = (rule: SourceRule, columns: readonly string[]): string => {
  switch (rule.kind) {
    case 'rows':
      return 'Siffran är antalet rader i tabellen.';
    case 'withheld':
      return 'Siffran visas inte, och därför inte heller raderna bakom den.';
    case 'told':
      return `Siffran står i kolumnen ${column(columns, rule.column)} så som den lämnades ut, och räknas inte om.`;
    case 'sum':
      return `Siffran är summan av kolumnen ${column(columns, rule.column)}. Rader utan tal räknas inte med.`;
    case 'balance':
      return `Siffran är summan av kolumnen ${column(columns, rule.column)}: det som har tillkommit minus det som har försvunnit.`;
    case 'median':
      return `Siffran är medianen av kolumnen ${column(columns, rule.column)}: hälften av raderna har högst så mycket. Rader utan tal räknas inte med.`;
    case 'lowest':
      return `Siffran är det lägsta talet i kolumnen ${column(columns, rule.column)}.`;
    case 'highest':
      return `Siffran är det högsta talet i kolumnen ${column(columns, rule.column)}.`;
    case 'ratio': {
      const times = rule.times === 1 ? '' : `, gånger ${formatNumber(rule.times)}`;
      return `Siffran är summan av kolumnen ${column(columns, rule.of)} delad med summan av kolumnen ${column(columns, rule.to)}${times}. Bara rader som har båda talen räknas med.`;
    }
  }
};

/** The Swedish texts of this room. */
export const sv = {
  ruleText,
  title: 'Siffror',
  lookUp: {
    intro:
      'Varje siffra i en tjänsteskrivelse eller rapport har en kod. Skriv koden här, så ser du vad siffran bygger på.',
    label: 'Sifferkod',
    help: 'Sju tecken efter S-, till exempel S-9F2M7KQ',
    button: 'Visa siffran',
    empty: 'Skriv koden som står efter siffran, till exempel S-9F2M7KQ.',
    unknown: (code: string) =>
      `Det finns ingen fryst siffra med koden ${code}. Kontrollera att koden är rätt skriven. Siffror i utkast fryses först när skrivelsen är färdig.`,
  },
  facts: {
    about: 'Gäller',
    on: 'Den dag siffran gäller',
    cut: 'Läget i registret',
    cutText: (event: number) => `händelse ${formatNumber(event)} i loggen`,
    code: 'Kod',
    state: 'Läge',
    frozen: (at: Date) => `fryst ${formatInstant(at)}`,
    live: 'inte fryst, räknad nu',
  },
  wholeAuthority: 'hela huvudmannen',
  unknownUnit: 'enhet som inte finns i registret',
  how: 'Så räknas den',
  behind: 'Raderna bakom siffran',
  noRows: 'Inga rader svarar mot frågan.',
  hidden: (count: number) =>
    `${formatCount(count, 'rad', 'rader')} säger något om en person och visas inte för din roll.`,
  cut: (shown: number, all: number) =>
    `Tabellen visar de ${formatNumber(shown)} första av ${formatNumber(all)} rader.`,
  holder: 'Innehavare',
  notForYou: 'visas inte för din roll',
  protectedPerson: 'Skyddade personuppgifter',
  removedPerson: 'finns inte längre i registret',
  today: 'Så ser det ut i dag',
  todayText: (on: string) => `Samma fråga den ${formatDate(on)}:`,
  corrected: (on: string) =>
    `Uppgifterna för den ${formatDate(on)} har ändrats i registret sedan siffran frystes. Med det som är känt nu är svaret för samma dag:`,
  unchanged: 'Svaret är detsamma i dag.',
  notFrozen:
    'Siffran med den koden är inte fryst. Här är svaret på samma fråga, räknat på det som är känt nu. Det kan skilja sig från det som står i utkastet.',
} as const;
