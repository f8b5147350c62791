import { capitalise, formatDate, formatList } from '#app/shared/swedish.ts';
import type { ChartFacts, DotMark } from './chart.ts';

/** Every Swedish text of the charts. */
export const charts = {
  positions: 'Tjänster',
  noPositions: 'ingen tjänst',
  none: '–',
  unknown: 'uppgift saknas',
  unitHead: 'Enhet',
  rowHead: 'Rad',
  change: 'Förändring',
  gap: 'ingen tjänst i ämnet',
  measureHead: (unit: string) => capitalise(unit),
  markNames: (mark: DotMark) =>
    mark.vacant ? `${mark.kind.toLowerCase()}, vakant` : mark.kind.toLowerCase(),
  markHeads: (mark: DotMark) => (mark.vacant ? `${mark.kind}, vakant` : mark.kind),
  dotStrip:
    'Prickdiagram med en rad för varje enhet. Varje prick är en tjänst, tjänsterna som lektor är romber och de vakanta är ihåliga.',
  range: (first: string, firstValue: string, last: string, lastValue: string, unit: string) =>
    `Överst står ${first} med ${firstValue} ${unit}, nederst ${last} med ${lastValue}.`,
  meanSentence: (label: string, value: string) => `Medelvärdet (${label}) är ${value}.`,
  besideSentence: (label: string, value: string) => `Den streckade linjen är ${label}, ${value}.`,
  matrix: (empty: readonly string[]) => {
    const gaps =
      empty.length === 0
        ? 'Varje ämne har tjänst vid minst en enhet.'
        : `Ingen enhet har tjänst i ${formatList(empty)}.`;
    return `Tabellbild med enheter och ämnen. Talet i rutan är antalet tjänster, en streckad ruta betyder att tjänst saknas. ${gaps}`;
  },
  funnel:
    'Prickdiagram med en rad för varje enhet. Fältet bakom pricken visar var slumpen ensam brukar lägga en så stor grupp runt medelvärdet.',
  chanceBand: 'där slumpen lägger 19 av 20 så stora grupper',
  chanceHead: 'Slumpens fält',
  pupilsHead: 'Elever',
  numberHead: 'Nr',
  dayHead: 'Dag',
  whatHead: 'Vad',
  wheel: (month: string) =>
    `Årshjul som börjar överst med ${month} och går medsols. Numren är det som ska vara klart, i den ordning de står i listan. Streckade fält är lov.`,
  wheelLegend: (today: string) => `Streckade fält är lov. Strecket i månadsringen är ${today}.`,
  between: (from: string, to: string) => `${from}–${to}`,
  bars: (unit: string) => `Liggande staplar. Värdet i ${unit} står vid varje stapel.`,
  changeText: (from: string, to: string) =>
    `Jämförelse mellan ${from} och ${to}, en rad för varje enhet. Talen står i tabellen.`,
  source: (facts: ChartFacts) =>
    `${facts.source}, ${formatDate(facts.on)}. Underlag: ${facts.n}. Mått: ${facts.unit}.`,
} as const;
