import { formatCount, formatNumber } from '#app/shared/swedish.ts';

const positions = (count: number) => formatCount(count, 'tjänst', 'tjänster');

/** The Swedish texts of this room. */
export const sv = {
  title: 'Tjänster',
  rules: {
    theAppointment: 'innehavet',
    theAssignment: 'uppdraget',
    anAppointment: 'Ett innehav',
    anAssignment: 'Ett uppdrag',
    date: (written: string) =>
      written === ''
        ? 'Skriv en dag, till exempel 2026-08-01.'
        : `Dagen ”${written}” finns inte. Skriv den som 2026-08-01.`,
    order: (start: string) => `Slutet ligger före början, ${start}. Ändra den ena dagen.`,
    longText: (most: number) => `Texten är för lång. Korta den till högst ${most} tecken.`,
    personalNumber:
      'Texten innehåller något som ser ut som ett personnummer. Ta bort det; personnummer sparas inte här.',
    externalId: 'Skriv tjänstens beteckning, till exempel F-014.',
    externalIdTaken: (id: string) => `Det finns redan en tjänst med beteckningen ${id}. Välj en annan.`,
    kind: 'Välj om tjänsten är förstelärare eller lektor.',
    unit: 'Välj vilken enhet tjänsten hör till.',
    funding: 'Välj hur tjänsten finansieras.',
    type: 'Välj vad uppdraget mest består av.',
    need: 'Behovet finns inte längre. Välj ett annat eller lämna fältet tomt.',
    needTitle: 'Skriv vad enheten behöver.',
    share: 'Skriv hur stor del av arbetstiden uppdraget får, 0–100 procent.',
    subjectMissing: 'Ange minst ett ämne, eller välj Ämnesövergripande.',
    subjectOrCross: 'Ange antingen ämnen eller Ämnesövergripande, inte båda.',
    subject: (name: string, nearest: string | null) =>
      `Ämnet ”${name}” finns inte i ämneslistan. ${
        nearest === null
          ? 'Kontrollera stavningen, eller lägg till det under Tjänster › Egna ämnen.'
          : `Menas ${nearest}? Rätta stavningen, eller lägg till ämnet under Tjänster › Egna ämnen.`
      }`,
    titleMissing: 'Beskriv uppdraget med några ord.',
    otherNeedsText: 'Uppdragstypen är Annat. Beskriv då uppdraget med några ord.',
    notTeaching: (name: string, kind: string) =>
      `${name} är ett slag av enhet (${kind}) som inte har undervisning. Ange en skolenhet eller modersmålsenheten.`,
    unitStarts: (name: string, date: string) =>
      `${name} finns från ${date}, men tjänsten börjar tidigare. Ändra tjänstens första dag, eller välj en tidigare enhet.`,
    unitEnded: (name: string, date: string) =>
      `${name} upphörde ${date}, innan tjänsten börjar. Välj enheten som tog över.`,
    unitEnds: (name: string, date: string) =>
      `${name} upphör ${date}, men tjänsten gäller längre. Sätt tjänstens sista dag senast då, och lägg upp en ny tjänst vid enheten som tar över.`,
    startsBefore: (what: string, date: string) =>
      `Tjänsten finns från ${date}, men ${what} börjar tidigare. Ändra den första dagen.`,
    endsAfter: (what: string, date: string) =>
      `Tjänsten upphör ${date}, men ${what} gäller längre. Ändra den sista dagen.`,
    endMissing: (what: string, date: string) =>
      `Tjänsten upphör ${date}, men ${what} saknar slut. Fyll i en sista dag, senast då.`,
    held: (period: string) =>
      `Tjänsten har redan en innehavare (${period}), och en tjänst kan inte delas. Avsluta det innehavet först, eller välj en senare dag.`,
    holdsAnother: (period: string) =>
      `Samma person innehar redan en annan tjänst (${period}), och kan inte ha två samtidigt. Avsluta det innehavet först, eller ändra dagarna.`,
    hasAssignment: (period: string) =>
      `Tjänsten har redan ett uppdrag under den tiden (${period}). Ändra dagarna så att uppdragen inte överlappar.`,
    employeeNumber: 'Skriv anställningsnumret. En person känns igen på det, aldrig på namnet.',
    employeeNumberPersonal:
      'Anställningsnumret ser ut som ett personnummer. Använd anställningsnumret ur personalsystemet; personnummer sparas inte här.',
    newPersonName:
      'Det finns ingen med det anställningsnumret i Samsyn. Kontrollera numret, eller skriv förnamn och efternamn för att lägga till personen.',
    otherName:
      'Anställningsnumret hör till någon med ett annat namn. Kontrollera numret, eller lämna namnfälten tomma.',
    email: 'E-postadressen ser inte rätt ut. Skriv den som namn@kommun.se, eller lämna fältet tomt.',
    lastDayBeforeStart: (date: string) => `Innehavet börjar ${date}. Välj den dagen eller en senare.`,
    insideChanged: (what: string, period: string) =>
      `${what} (${period}) skulle hamna utanför tjänstens tid. Ändra det först.`,
    localSubject: 'Skriv ämnets namn.',
    localSubjectKnown: (name: string) => `Ämnet ${name} finns redan i listan.`,
    localSubjectUsed: (name: string) => `Ämnet ${name} används i ett uppdrag och kan inte tas bort.`,
  },
  count: positions,
  number: formatNumber,
} as const;
