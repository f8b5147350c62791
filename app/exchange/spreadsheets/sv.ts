import { formatNumber } from '#app/shared/swedish.ts';

const saveAs = 'Öppna filen i Excel och spara den som .xlsx eller CSV UTF-8. Läs sedan in den nya filen.';
const askForNew = 'Öppna filen i Excel, spara den på nytt och läs in den igen.';

/** What Swedish Excel shows for the error values that are stored in English. */
const shownErrors: ReadonlyMap<string, string> = new Map([
  ['#REF!', '#REFERENS!'],
  ['#DIV/0!', '#DIVISION/0!'],
  ['#VALUE!', '#VÄRDEFEL!'],
  ['#N/A', '#SAKNAS!'],
  ['#NAME?', '#NAMN?'],
  ['#NUM!', '#OGILTIGT!'],
  ['#NULL!', '#SKÄRNING!'],
]);

/** Every Swedish text about reading files. Each says what is wrong, where, and what to do. */
export const texts = {
  empty: 'Filen är tom. Kontrollera att du har valt rätt fil.',
  emptyWorkbook: 'Arbetsboken har inga ifyllda celler. Kontrollera att du har valt rätt fil.',
  tooLarge: (megabytes: number) =>
    `Filen är större än ${formatNumber(megabytes)} MB. Ta bort bilder och flikar som inte behövs, eller dela upp filen.`,
  tooSlow: 'Filen tar för lång tid att läsa. Ta bort flikar som inte behövs, eller spara den som CSV UTF-8.',
  oldExcel: `Filen är sparad i ett äldre Excelformat (.xls). ${saveAs}`,
  encrypted: 'Filen är skyddad med lösenord. Ta bort lösenordet i Excel, spara filen och läs in den igen.',
  binaryWorkbook: `Filen är en binär arbetsbok (.xlsb). ${saveAs}`,
  openDocument:
    'Filen är sparad i OpenDocument-format (.ods). Öppna den i ditt kalkylprogram och spara den som .xlsx eller CSV UTF-8. Läs sedan in den nya filen.',
  wordFile: 'Filen är ett Word- eller PowerPoint-dokument. Spara tabellen som .xlsx eller CSV UTF-8.',
  pdf: 'Filen är en PDF. Den går inte att läsa som tabell. Hämta uppgifterna som .xlsx eller CSV UTF-8 i stället.',
  picture: 'Filen är en bild. Hämta uppgifterna som .xlsx eller CSV UTF-8 i stället.',
  html: `Filen är en webbsida, även om namnet slutar på något annat. ${saveAs}`,
  markup: `Filen är en XML-fil och inte en tabell. ${saveAs}`,
  rtf: 'Filen är ett textdokument (RTF). Spara tabellen som .xlsx eller CSV UTF-8.',
  compressed: 'Filen är komprimerad. Packa upp den och läs in filen som ligger i.',
  zip: 'Filen är ett zip-arkiv. Packa upp det och läs in filen som ligger i.',
  binary: `Filen går inte att läsa som tabell. ${saveAs}`,
  damaged: `Filen är skadad. ${askForNew}`,
  damagedText: `Filens teckenkodning (UTF-16) är skadad. ${saveAs}`,
  bomb: 'Filen packar upp till orimligt mycket innehåll och läses därför inte in. Kopiera tabellen till en ny arbetsbok, spara den som .xlsx och läs in den.',
  unsafe:
    'Filen har ett innehåll som av säkerhetsskäl inte läses. Kopiera tabellen till en ny arbetsbok, spara den som .xlsx och läs in den.',

  tooManyRows: (rows: number) =>
    `Filen har fler än ${formatNumber(rows)} rader. Dela upp den i flera filer och läs in dem var för sig.`,
  tooManyColumns: (line: number, columns: number) =>
    `Rad ${line}: raden har fler än ${columns} kolumner. Ta bort kolumnerna som inte behövs och läs in filen igen.`,
  longCell: (line: number, column: string, characters: number) =>
    `Rad ${line}: cellen i kolumnen ${column} har fler än ${formatNumber(characters)} tecken. Kontrollera om ett citattecken saknas.`,
  openQuote: (line: number) =>
    `Rad ${line}: ett citattecken (") öppnas men stängs aldrig. Ta bort det eller lägg till det som saknas.`,
  textAfterQuote: (line: number) =>
    `Rad ${line}: det står text direkt efter ett avslutande citattecken ("). Skriv citattecken inne i en cell dubbelt ("").`,
  extraCells: (line: number, found: number, expected: number) =>
    `Rad ${line}: raden har ${found} celler men rubrikraden har ${expected}. Kontrollera om ett avgränsningstecken står inne i en text.`,
  duplicateHeader: (line: number, column: string) =>
    `Rad ${line}: rubriken ${column} finns två gånger. Byt namn på den ena eller ta bort kolumnen.`,
  emptyHeader: (letters: string, line: number) =>
    `Kolumn ${letters} saknar rubrik men har innehåll på rad ${line}. Skriv en rubrik eller ta bort innehållet.`,
  garbled: (line: number, column: string, part: string) =>
    `Rad ${line}, kolumnen ${column}: tecknen å, ä och ö har blivit fel (här står '${part}'). Hämta filen på nytt och spara den som CSV UTF-8 i Excel.`,
  errorCell: (line: number, column: string, shown: string) =>
    `Rad ${line}: cellen i kolumnen ${column} visar felet ${shownErrors.get(shown) ?? shown}. Rätta formeln eller skriv in värdet, och spara filen.`,
  moreProblems: (count: number) =>
    `Filen har ${formatNumber(count)} fel till av samma slag. Rätta felen ovan och läs in filen igen.`,

  readAsWindows1252:
    'Filen är inte sparad som UTF-8. Den lästes som Windows-1252. Kontrollera att å, ä och ö ser rätt ut.',
  skippedPreamble: (first: number, header: number) =>
    first === header - 1
      ? `Rad ${first} hoppades över, eftersom rubrikerna står på rad ${header}.`
      : `Rad ${first}–${header - 1} hoppades över, eftersom rubrikerna står på rad ${header}.`,
  formulas: 'Filen har formler. De uträknade värdena används.',
  uncalculated: (line: number, column: string) =>
    `Rad ${line}: formeln i kolumnen ${column} har inget uträknat värde. Öppna filen i Excel, spara den och läs in den igen.`,
  severalSheets: (sheet: string) => `Filen har flera flikar. Uppgifterna lästes från fliken ${sheet}.`,
} as const;
