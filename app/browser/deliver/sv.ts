import { formatCount, formatNumber } from '#app/shared/swedish.ts';

/** Every Swedish text of the page where results are read and sent. */
export const sv = {
  noFiles: 'Välj en eller flera filer med resultat.',
  noBackground:
    'Det gick inte att hämta listan över skolenheter. Kontrollera att du har nätverk och är inloggad, och försök igen.',
  reading: 'Filerna läses',
  progress: (file: string, rows: number) => `${file}: ${formatCount(rows, 'rad', 'rader')} lästa`,
  opening: 'Öppnar filerna',
  cancel: 'Avbryt',
  failed: 'Filen gick inte att läsa',
  failedText:
    'Något gick fel i sidan när filen lästes. Inget har skickats. Ladda om sidan och försök igen, eller spara filen som CSV UTF-8.',

  columns: 'Välj kolumner',
  columnsIn: (file: string) => `Filen ${file} har rubriker som inte känns igen.`,
  noHeader: (file: string) =>
    `Filen ${file} saknar rubriker. Kolumnerna visas med innehållet på första raden.`,
  columnOf: (name: string) => `Kolumn med ${name}`,
  choose: 'Välj kolumn',
  notChosen: 'Välj en kolumn för var och en av uppgifterna.',
  column: (letter: string, name: string) => (name === '' ? `${letter} (tom)` : `${letter}: ${name}`),
  readAgain: 'Läs filerna igen',

  refused: (count: number, causes: number) =>
    `Filerna har ${formatCount(count, 'fel', 'fel', true)}${causes < count ? ` av ${formatCount(causes, 'slag', 'slag', true)}` : ''} att rätta`,
  refusedText:
    'Inget har skickats. Rätta felen i filen, eller i systemet den kommer från, och läs in den igen.',
  remarks: 'Fel',
  notices: 'Att kontrollera',
  noticesText: 'Det här hindrar inte inlämningen.',
  more: (count: number) => `${formatNumber(count)} till finns i listan som du kan ladda ner.`,
  list: 'Ladda ner alla anmärkningar (CSV)',
  listName: 'anmarkningar.csv',
  row: 'Rad',
  rowsAndMore: (rows: readonly number[], count: number) =>
    `${formatNumber(count)} rader: ${rows.join(', ')} och ${formatNumber(count - rows.length)} till`,
  file: 'Fil',
  columnHead: 'Kolumn',
  value: 'Värde',
  remark: 'Vad som är fel',
  noticeHead: 'Vad som bör kontrolleras',
  encoding: 'Teckenkodning',
  encodingHelp: 'Välj en annan om å, ä och ö har blivit fel.',
  encodings: { 'windows-1252': 'Windows-1252', 'utf-8': 'UTF-8', macintosh: 'Mac Roman (äldre Mac)' },

  preview: 'Det här lämnas in',
  previewText: (units: number, pupils: number, rows: number) =>
    `Filerna har ${formatCount(pupils, 'elev', 'elever')} på ${formatCount(rows, 'rad', 'rader')}, vid ${formatCount(units, 'skolenhet', 'skolenheter')}. Inget har skickats ännu.`,
  linked: (linked: number, pupils: number) =>
    `Tidigare resultat eller provbetyg hittades för ${formatNumber(linked)} av ${formatNumber(pupils)} elever.`,
  units: 'Skolenheter',
  unit: 'Skolenhet',
  rows: 'Rader',
  earlier: 'Tidigare inlämning',
  earlierOf: (pupils: number, rows: number) =>
    `${formatNumber(pupils)} ${pupils === 1 ? 'elev' : 'elever'}, ${formatNumber(rows)} ${rows === 1 ? 'rad' : 'rader'}. Ersätts.`,
  earlierNone: 'Ingen',
  hiddenValues: 'Värden som inte visas',
  ofValues: (hidden: number, all: number) => `${formatNumber(hidden)} av ${formatNumber(all)}`,
  subject: 'Ämne',
  count: 'Elever',
  missing: 'Utan resultat',
  mean: 'Medel',
  shown: 'Visas för andra',
  shownTo: {
    inte: 'Visas inte',
    'inom huvudmannen': 'Bara inom huvudmannen',
    'utanför huvudmannen': 'Kan lämnas ut',
  },
  hiddenText:
    'Här räknas bara små grupper: resultat för färre än fem elever visas inte, och för färre än tio lämnas de inte ut. Mer döljs när enheterna visas tillsammans, så att ingen kan räkna ut det dolda. Alla elever räknas in i kommunens siffror.',
  teachersUnknown:
    'Filerna säger inte vilka lärare resultaten vilar på. Antalet lärare är därför inte känt, och regeln om färre än tre lärare kan inte prövas för de resultaten. Välj en kolumn med lärare, om filerna har en sådan.',
  measures: {
    'godkänd i alla ämnen': 'Godkänd i alla ämnen',
    'behörig till yrkesprogram': 'Behörig till yrkesprogram',
    meritvärde: 'Meritvärde',
    'betyg minus provbetyg': 'betyg minus provbetyg',
  },
  deliver: 'Lämna resultaten',
  replace: 'Ersätt förra inlämningen',
  startOver: 'Välj andra filer',
  sending: 'Cellerna skickas',
  confirm: 'Stämmer det här?',
  confirmed: 'Ja, det stämmer. Lämna resultaten',
  received: 'Resultaten är inlämnade',
  show: 'Visa inlämningen',
  showAll: 'Visa alla inlämningar',
  notReceived: 'Inlämningen togs inte emot',
  noAnswer:
    'Samsyn svarade inte. Inget har sparats, så vitt det går att se. Försök igen: samma inlämning tas aldrig emot två gånger.',
} as const;
