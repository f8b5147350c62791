import type { Note } from './block.ts';

/** Every Swedish text that the room itself writes. */
export const sv = {
  draft: 'Utkast',
  draftRemark: 'Utkast, inte fastställt.',
  date: 'Datum',
  registryNumber: 'Diarienummer',
  author: 'Handläggare',
  unit: 'Enhet',
  addressee: 'Till',
  meeting: 'Sammanträde',
  table: (number: number) => `Tabell ${number}`,
  picture: (number: number) => `Bild ${number}`,
  part: (part: number, of: number) => `del ${part} av ${of}`,
  source: 'Källa',
  figureCodes: (many: boolean) => (many ? 'Siffror' : 'Siffra'),
  tableBehind: 'Visa talen som tabell',
  values: 'Värden',
  behindPictures: 'Talen bakom bilderna',
  numbersStand: (table: string) => `Talen står i ${table.toLowerCase()}.`,
  numbersOf: (picture: string, table: string) =>
    `Talen i ${picture.toLowerCase()} står i ${table.toLowerCase()}.`,
  emptySection: 'Här finns ingen text än.',
  emptyTable: 'Det finns inga rader att visa.',
  pageOf: (page: string, pages: string) => `Sida ${page} av ${pages}`,
  contents: 'Innehåll',
  toContents: 'Till innehållet',
  contentsOfFigures: 'Siffror och källor',
  figuresRemark:
    'Varje siffra i texten har en kod. Med koden går det att se vilka uppgifter siffran bygger på och vilken dag de gällde.',
  sameCut: (cut: string) => `Alla siffror gäller läget den ${cut} i loggen.`,
  commonCut: (cut: string) => `Där inget annat står gäller siffrorna läget den ${cut} i loggen.`,
  otherFigures: 'Övriga siffror',
  untitled: 'Dokument utan rubrik',
  points: (value: string) => `${value}\u00a0poäng`,
  meritPoints: (value: string) => `${value}\u00a0meritpoäng`,
  unknownFigure: 'uppgift saknas',
  cut: (date: string, event: string) => `${date}, händelse ${event}`,
  replaced: (count: number) =>
    count === 1
      ? 'Ett tecken i dokumentet kan inte visas i PDF och är ersatt med □. Läs det i webbversionen.'
      : `${count} olika tecken i dokumentet kan inte visas i PDF och är ersatta med □. Läs dem i webbversionen.`,
  noteHeads: { remark: 'Anmärkning', unknown: 'Vi vet inte', warning: 'Observera' } satisfies Record<
    Note['tone'],
    string
  >,
  att: 'att',
  samtAtt: 'samt att',
  pdfUnavailable:
    'PDF kan inte skapas på den här datorn, eftersom sättningsprogrammet saknas för dess operativsystem eller processor. Hämta dokumentet som Word eller webbsida i stället.',
  pdfRefused: (reason: string) => `PDF:en kunde inte skapas. Sättningsprogrammet svarade: ${reason}`,
} as const;
