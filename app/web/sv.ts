import { capitalise, formatCount } from '#app/shared/swedish.ts';

/** Every Swedish text that belongs to no room. */
export const sv = {
  product: 'Samsyn',
  skip: 'Hoppa till innehållet',
  menu: 'Huvudmeny',
  crumbs: 'Här är du',
  signOut: 'Logga ut',
  signIn: 'Logga in',
  fiction: 'Ekdala är en påhittad kommun. Inget här gäller verkliga personer eller skolor.',
  demoClock: 'Visar dagen',
  footer: 'Samsyn är öppen programvara (EUPL-1.2).',
  accessibility: 'Tillgänglighet',
  source: 'Om Samsyn',
  problems: (count: number) => `${capitalise(formatCount(count, 'sak', 'saker'))} behöver rättas`,
  errorTitle: 'Fel',
  notFound: {
    title: 'Sidan finns inte, eller är inte till för dig',
    text: 'Adressen kan vara fel, sidan kan ha tagits bort, eller så krävs en annan roll än den du har.',
    back: 'Till Mitt att göra',
  },
  rightsLost: {
    title: 'Din rätt har ändrats',
    text: 'Din roll, eller enheten den gäller, har ändrats sedan sidan öppnades, så ingenting sparades. Gå tillbaka om du vill spara din text någon annanstans. Fråga den som är administratör om det ska vara så.',
  },
  refused: {
    title: 'Sidan skickades inte härifrån',
    text: 'Av säkerhetsskäl tar Samsyn bara emot det som skickas från Samsyns egna sidor. Gå tillbaka, ladda om sidan och försök igen.',
  },
  onlyJson: 'Hit skickas bara celler, som JSON. Filer med elever tas inte emot.',
  tooLarge: {
    title: 'Filen är för stor',
    text: 'Filen får vara högst 60 MB. Dela upp den, eller spara den som CSV, som tar mindre plats.',
  },
  tooLong: {
    title: 'Texten är för lång',
    text: 'En text får ha högst 200 000 tecken. Inget har sparats. Gå tillbaka i webbläsaren, så finns texten kvar, och korta den eller lägg en del av den i en bilaga.',
  },
  unreadable: {
    title: 'Det som skickades går inte att läsa',
    text: 'Inget har sparats. Gå tillbaka i webbläsaren, ladda om sidan och försök igen.',
  },
  failure: {
    title: 'Något gick fel hos oss',
    text: 'Det du skrev har inte sparats. Gå tillbaka i webbläsaren, så finns texten kvar, och försök igen. Om felet kommer tillbaka: ange koden till den som sköter Samsyn hos er.',
    code: 'Kod',
  },
  draft: {
    restored: 'Det du skrev senast i den här fliken har lagts tillbaka. Spara för att behålla det.',
    offline:
      'Ingen anslutning just nu. Det du skriver finns kvar i den här fliken. Spara när anslutningen är tillbaka.',
    online: 'Anslutningen är tillbaka. Det du har skrivit finns kvar. Spara för att behålla det.',
  },
  conflict: {
    title: 'Någon annan har ändrat under tiden',
    text: 'Inget har sparats än. Först ser du det som gäller nu, sedan det du skrev. Välj vad som ska gälla.',
    theirs: 'Gäller nu',
    yours: 'Du skrev',
    differs: '(skiljer sig)',
    empty: 'tomt',
    keepTheirs: 'Behåll det som gäller nu',
    keepYours: 'Spara det jag skrev i stället',
  },
  kept: {
    title: 'Du behöver logga in igen',
    text: 'Din inloggning har gått ut. Det du skrev är inte sparat än, men finns kvar på den här sidan.',
    steps: ['Logga in i en ny flik.', 'Gå tillbaka hit och välj att skicka igen.'],
    signIn: 'Logga in i en ny flik',
    again: 'Skicka det jag skrev igen',
  },
  sort: {
    ascending: 'stigande',
    descending: 'fallande',
    by: (column: string) => `Sortera efter ${column}`,
  },
  download: 'Ladda ner tabellen',
  optional: '(frivilligt)',
  noRows: 'Det finns inget att visa här än.',
} as const;

/** The pages about the program itself. */
export const about = {
  title: 'Om Samsyn',
  paragraphs: [
    'Samsyn är öppen programvara för svenska huvudmän som följer upp och utvärderar karriärtjänster: förstelärare och lektorer.',
    'Varje tal i en tjänsteskrivelse har en källa. På skärmen är talet en länk till de rader det räknats ur; på papper har det en kod som går att slå upp här.',
    'Samsyn bedömer uppdraget och dess förutsättningar, aldrig personen. Inga rangordningar görs, och ”vet inte” är ett svar.',
    'Inga uppgifter om enskilda elever lagras. Om dem som har en tjänst lagras namn, anställningsnummer och innehav; den som är inloggad ser under sitt namn vad Samsyn vet om hen.',
  ],
  accessibility: {
    title: 'Tillgänglighet',
    paragraphs: [
      'Samsyn ska kunna användas av alla: med tangentbord, skärmläsare, förstoring och utan JavaScript. Målet är WCAG 2.2, nivå AA, för sidor och för dokument.',
      'Varje sida prövas automatiskt vid varje ändring av programmet, i tre bredder, ljust och mörkt. Prövningen hittar inte allt: hör av dig till den som sköter Samsyn hos er om något inte fungerar för dig.',
    ],
    known: 'Kända brister',
    limits: [
      'Dokument i PDF är märkta enligt PDF/UA-1 av programmet som sätter dem. Någon oberoende granskning har inte gjorts än.',
      'Breda tabeller rullas i sidled på små skärmar.',
    ],
  },
} as const;
