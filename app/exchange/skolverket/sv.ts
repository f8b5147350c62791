import { formatCount } from '#app/shared/swedish.ts';

/** Every Swedish text about Skolverket's published statistics. */
export const texts = {
  source: 'Källa: Skolverket',
  municipalityCode: (code: string) =>
    /^\d+$/.test(code)
      ? `Kommunkoden ${code} har ${formatCount(code.length, 'siffra', 'siffror')}. Den ska ha fyra, med nollan först, till exempel 0126.`
      : `Kommunkoden ska vara fyra siffror, med nollan först, till exempel 0126. Här står '${code}'.`,
  tooLarge: 'Filen är större än 50 MB. Hämta statistiken för ett län i taget.',
  encoding:
    'Filen är inte sparad som UTF-8. Hämta den på nytt från Skolverket och spara den utan att öppna den i Excel.',
  empty: 'Filen är tom. Hämta statistiken på nytt från Skolverket.',
  notJson: (line: number) =>
    `Rad ${line}: raden går inte att läsa. Varje rad ska vara en skolenhet i JSON. Hämta filen på nytt från Skolverket.`,
  field: (line: number, field: string) =>
    `Rad ${line}: fältet ${field} saknas eller har fel form. Hämta filen på nytt från Skolverket.`,
  otherUnit: (line: number, unit: string, statistics: string) =>
    `Rad ${line}: statistiken gäller skolenheten ${statistics} men raden gäller ${unit}. Hämta filen på nytt från Skolverket.`,
  repeatedUnit: (line: number, code: string, first: number) =>
    `Rad ${line}: ${/^\d/.test(code) ? `skolenheten ${code}` : code} finns redan på rad ${first}. Ta bort den ena raden och läs in filen igen.`,
  unknownMark: (line: number, measure: string, mark: string) =>
    `Rad ${line}: måttet ${measure} har markeringen '${mark}', som Samsyn inte känner till. Ingenting har lästs in. Meddela den som förvaltar Samsyn.`,
  notNumber: (line: number, measure: string, written: string) =>
    `Rad ${line}: måttet ${measure} har värdet '${written}', som inte är ett tal. Hämta filen på nytt från Skolverket.`,
  notYear: (line: number, measure: string, written: string) =>
    `Rad ${line}: måttet ${measure} har läsåret '${written}', som inte är ett läsår. Det ska se ut som 2024/25.`,
  repeatedYear: (line: number, measure: string, year: string) =>
    `Rad ${line}: måttet ${measure} har två värden för läsåret ${year}. Hämta filen på nytt från Skolverket.`,
  noUnits: (municipality: string) =>
    `Filen har inga kommunala skolenheter i kommunen ${municipality}. Kontrollera kommunkoden och att filen gäller rätt län.`,
  siris: {
    noHeader: (report: string) =>
      `Filen har ingen rubrikrad som hör till rapport ${report}. Hämta rapporten som CSV från SIRIS utan att öppna den i Excel, och kontrollera numret.`,
    noYear:
      'Filen säger inte vilket läsår den gäller (”Valt läsår: 2024/25”). Hämta rapporten på nytt från SIRIS och behåll raderna ovanför tabellen.',
    heading: (report: string, heading: string) =>
      `Rubriken '${heading}' är ny i rapport ${report}. Ingenting har lästs in, för den kan betyda något annat än förr. Meddela den som förvaltar Samsyn.`,
    twice: (heading: string) =>
      `Rubriken '${heading}' betyder samma sak som en annan kolumn. Ingenting har lästs in. Meddela den som förvaltar Samsyn.`,
    lacks: (report: string, columns: string) =>
      `Filen saknar kolumner som rapport ${report} ska ha (${columns}). Kontrollera rapportens nummer.`,
    unitCode: (line: number, code: string) =>
      `Rad ${line}: skolenhetskoden '${code}' ska ha åtta siffror. Hämta rapporten på nytt från SIRIS.`,
    differs: (line: number, heading: string) =>
      `Rad ${line}: '${heading}' har två olika värden för samma skola. Hämta rapporten på nytt från SIRIS.`,
  },
  fetch: {
    answer: (address: string, status: number) =>
      `Skolverket svarade ${status} på ${address}. Inget har ändrats. Försök i morgon, eller läs in statistiken från fil.`,
    silent: (address: string) =>
      `Skolverket svarade inte på ${address}. Inget har ändrats. Försök i morgon, eller läs in statistiken från fil.`,
    shape: (address: string) =>
      `Svaret från ${address} har en form som Samsyn inte känner till. Inget har ändrats. Läs in statistiken från fil.`,
    already: (source: string, year: string) =>
      `Statistiken för ${year} finns redan (${source}), och hämtas inte igen.`,
    today: 'Statistiken är redan hämtad i dag. Den hämtas högst en gång per dygn.',
  },
} as const;
