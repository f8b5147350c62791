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
    `Rad ${line}: skolenheten ${code} finns redan på rad ${first}. Ta bort den ena raden och läs in filen igen.`,
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
} as const;
