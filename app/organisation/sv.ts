import { capitalise, formatCount } from '#app/shared/swedish.ts';

/** The Swedish texts of this room. */
export const sv = {
  title: 'Organisation',
  intro: (date: string) =>
    `Så såg organisationen ut den ${date}. Det som gällde tidigare finns kvar och kan visas per datum.`,
  empty: 'Här finns ingen organisation än.',
  emptyNext:
    'Läs in era skolenheter ur Skolverkets fil med kommandot samsyn import skolverket, eller lägg till den första enheten här.',
  addUnit: 'Lägg till en enhet',
  changeUnit: 'Ändra namn eller plats',
  reorganise: 'Omorganisera',
  years: 'Läsår',
  showOn: 'Visa per datum',
  show: 'Visa',
  since: 'Sedan',
  ended: (date: string) => `Upphörde ${date}`,
  facts: {
    kind: 'Slag',
    code: 'Skolenhetskod',
    forms: 'Skolformer',
    levels: 'Årskurser',
    period: 'Finns',
    parent: 'Hör till',
  },
  history: 'Vad har ändrats?',
  name: 'Namn',
  valid: 'Gäller',
  successions: 'Före och efter',
  tookOver: (name: string, date: string, kind: string) => `Tog över ${name} ${date} (${kind}).`,
  takenOver: (name: string, date: string, kind: string) => `Togs över av ${name} ${date} (${kind}).`,
  below: 'Enheter här under',
  published: 'Publicerade uppgifter',
  publishedSource: 'Källa: Skolverket',
  publishedYear: 'Läsår',
  publishedMeasure: 'Uppgift',
  publishedValue: 'Värde',
  measures: {
    totalNumberOfPupils: 'Antal elever',
    studentsPerTeacherQuota: 'Elever per lärare',
    certifiedTeachersQuota: 'Lärare med legitimation och behörighet, procent',
  } as Readonly<Record<string, string>>,
  form: {
    kind: 'Slag av enhet',
    name: 'Namn',
    parent: 'Hör till',
    code: 'Skolenhetskod',
    codeHelp: 'Åtta siffror. Behövs för skolenheter, inte för områden eller modersmålsenheten.',
    forms: 'Skolformer',
    levels: 'Årskurser',
    from: 'Gäller från',
    fromHelp: 'Det som gällde före den dagen står kvar.',
    saveNew: 'Lägg till enheten',
    saveChange: 'Spara ändringen',
    choose: 'Välj',
  },
  ending: {
    title: 'Avsluta enheten',
    heading: (name: string) => `Avsluta ${name}`,
    intro:
      'Enheten upphör efter den dag du anger. Allt som hänt där står kvar under dess namn, och kan visas per datum.',
    takenOver:
      'Tar någon annan enhet över? Gör då en omorganisation i stället, så syns det vem som tog över.',
    lastDay: 'Sista dag',
    leftBehind: (date: string) => `Det här gäller längre än ${date}`,
    leftBehindHelp: 'Öppna var och en och ge den en sista dag, eller flytta den till en annan enhet.',
    nothingLeft: (date: string) => `Inget står kvar vid enheten efter ${date}. Den kan avslutas.`,
    save: 'Avsluta enheten',
    done: (name: string, date: string) => `${name} upphör efter ${date}.`,
  },
  reorganisation: {
    title: 'Omorganisera',
    intro:
      'Ange vilka enheter som upphör och vilka som tar över. De tidigare enheterna avslutas dagen före, och allt som hänt vid dem står kvar under deras namn. Det som fortsätter att gälla, till exempel karriärtjänster, får du placera hos den som tar över.',
    kind: 'Vad händer?',
    units: 'Vilka enheter berörs?',
    unitsHelp:
      'Markera de enheter som upphör och de som tar över. Lägg först till den nya enheten om den inte finns.',
    unit: 'Enhet',
    predecessors: 'Upphör',
    successors: 'Tar över',
    ends: (unit: string) => `${unit} upphör`,
    takesOver: (unit: string) => `${unit} tar över`,
    on: 'Första dag med den nya ordningen',
    left: (count: number) =>
      `${capitalise(formatCount(count, 'sak', 'saker'))} gäller längre än enheterna som upphör`,
    leftHelp:
      'Välj för var och en vilken enhet som tar över. Det som varit före dagen står kvar där det var. Det som ska upphöra avslutar du först på sin egen sida.',
    notYet: 'Inget är ändrat än. Det finns sådant vid enheterna som upphör och som fortsätter att gälla.',
    chooseHeirs: 'Välj vem som tar över',
    save: 'Genomför omorganisationen',
    done: 'Omorganisationen är införd.',
  },
  academicYears: {
    title: 'Läsår',
    intro:
      'Läsårets gränser bestämmer ni själva. Utan egna gränser räknas 1 juli–30 juni, med vårtermin från 1 januari.',
    year: 'Läsår',
    startYear: 'Läsåret börjar år',
    starts: 'Första dag',
    spring: 'Vårterminen börjar',
    ends: 'Sista dag',
    save: 'Spara läsåret',
    saved: (label: string) => `Läsåret ${label} är sparat.`,
    order: 'Dagarna ska komma i ordning: första dagen, vårterminens början, sista dagen.',
    yearWrong: 'Skriv året då läsåret börjar med fyra siffror, till exempel 2026.',
    otherYear: (year: string) => `Läsåret heter efter året då det börjar. Första dagen är i ${year}.`,
    overlap: 'Läsåret går in i ett annat läsår. Ändra dagarna så att de inte överlappar.',
  },
  import: {
    column: (name: string) => `Filen saknar kolumnen ${name}. Lägg till den, eller rätta rubriken.`,
    parent: (name: string) =>
      `Enheten ”${name}” finns inte den dagen. Kontrollera stavningen, eller lägg raden för ${name} tidigare i filen.`,
    parents: (name: string) =>
      `Det finns flera enheter som heter ”${name}”. Ge dem olika namn, så går det att se vilken som menas.`,
    earlier: (code: string) =>
      `Den tidigare enheten med skolenhetskod ${code} finns inte. Lägg dess rad tidigare i filen.`,
    done: (added: number, changed: number) =>
      `Organisationen är inläst: ${added} nya enheter, ${changed} ändrade.`,
  },
  added: (name: string) => `${name} finns nu i organisationen.`,
  changed: (name: string) => `${name} är ändrad.`,
  errors: {
    name: 'Skriv enhetens namn.',
    kind: 'Välj vad det är för slags enhet.',
    date: 'Skriv en dag som finns, till exempel 2026-08-01.',
    parent: 'Välj vad enheten hör till.',
    parentKind: (kind: string, allowed: string) => `En ${kind} kan höra till ${allowed}. Välj en sådan.`,
    schoolForm: 'Skolformen finns inte i listan. Välj bland dem som visas.',
    oneRoot: 'Det finns redan en huvudman. En installation har en huvudman överst.',
    codeNeeded: 'Skriv skolenhetskoden, åtta siffror. Den finns i Skolverkets skolenhetsregister.',
    sevenDigits: (code: string) =>
      `Skolenhetskoden ${code} har sju siffror. Den ska ha åtta. Kontrollera om en siffra har fallit bort i kalkylprogrammet.`,
    code: (code: string) =>
      `Skolenhetskoden ”${code}” ska vara åtta siffror. Kontrollera den i skolenhetsregistret.`,
    codeTaken: (code: string) => `Skolenhetskoden ${code} används redan av en annan enhet.`,
    beforeStart: (date: string) => `Enheten finns från ${date}. Välj den dagen eller en senare.`,
    afterEnd: (date: string) => `Enheten upphörde ${date}. Välj en tidigare dag.`,
    ownChild: 'En enhet kan inte höra till något som ligger under den själv.',
    succession: 'Välj vad som händer.',
    predecessor: 'Välj minst en enhet som upphör.',
    successor: 'Välj minst en enhet som tar över.',
    sameUnit: 'En enhet kan inte ta över sig själv.',
    leftBehind: (count: number) =>
      `${capitalise(formatCount(count, 'sak', 'saker'))} gäller längre än enheten. Avsluta eller flytta det som står i listan först, eller välj en senare dag.`,
  },
} as const;
