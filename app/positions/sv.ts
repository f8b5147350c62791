import { capitalise, formatCount, formatNumber } from '#app/shared/swedish.ts';

/** A number with the decimals it has, at most two. */
const number = (value: number) => {
  const decimals = [0, 1].find(count => Number(value.toFixed(count)) === value) ?? 2;
  return formatNumber(value, decimals);
};

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
  import: {
    title: 'Läs in tjänster från fil',
    errors: {
      missingColumn: (column: string) =>
        `Filen saknar kolumnen ${column}. Lägg till den eller rätta rubriken. Heter den något annat i er fil: läs in filen i Samsyn och välj kolumn där, så kommer vi ihåg valet till nästa gång.`,
      sameColumn: (heading: string, one: string, other: string) =>
        `Kolumnen ${heading} är vald för både ${one} och ${other}. Välj olika kolumner.`,
      noRows: 'Filen har rubriker men inga rader. Kontrollera att du har valt rätt fil.',
      idEmpty: 'Cellen tjanst_id är tom. Fyll i tjänstens beteckning, till exempel F-014.',
      kind: (written: string) =>
        written === ''
          ? 'Cellen slag är tom. Fyll i Förstelärare eller Lektor.'
          : `Slaget ”${written}” används inte. Skriv Förstelärare eller Lektor.`,
      funding: (written: string) =>
        `${written === '' ? 'Cellen finansiering är tom.' : `Finansieringen ”${written}” används inte.`} Skriv statsbidrag §16, statsbidrag §17 eller egna medel.`,
      unitEmpty: 'Cellen enhet är tom. Fyll i skolenhetskoden, åtta siffror, eller enhetens namn.',
      unitSpoilt:
        'Skolenhetskoden har blivit förkortad av kalkylprogrammet. Formatera kolumnen som text och skriv koden med alla åtta siffror.',
      sevenDigits: (code: string) =>
        `Skolenhetskoden ${code} har sju siffror. Den ska ha åtta. Kontrollera om Excel har tagit bort en siffra, till exempel en inledande nolla.`,
      codeLength: (code: string) =>
        `Skolenhetskoden ${code} har ${code.length} siffror. Den ska ha åtta. Kontrollera koden i Skolenhetsregistret.`,
      unknownCode: (code: string) =>
        `Skolenhetskoden ${code} finns inte i er organisation. Kontrollera koden, eller lägg till enheten under Organisation.`,
      unknownUnit: (name: string) =>
        `Enheten ”${name}” finns inte i er organisation. Kontrollera stavningen, använd skolenhetskoden eller lägg till enheten under Organisation.`,
      ambiguousUnit: (name: string, codes: string) =>
        `Det finns flera enheter som heter ”${name}”. Skriv skolenhetskoden i stället: ${codes}.`,
      unitEnded: (name: string, date: string, successors: string) =>
        `${name} upphörde ${date}, innan tjänsten börjar. ${successors === '' ? 'Ange enheten som tog över' : `Ange ${successors}, som tog över`}, eller rätta tjanst_start.`,
      date: (written: string) => `Dagen ”${written}” finns inte. Skriv den som 2026-08-01.`,
      dateEmpty: 'Den första dagen saknas. Skriv den som 2026-08-01.',
      serialDate: (written: string) =>
        `Här står talet ${written} i stället för en dag. Formatera kolumnen som datum i Excel och spara filen på nytt.`,
      order: (end: string, start: string) =>
        `Slutet, ${end}, ligger före början, ${start}. Rätta den dag som är fel.`,
      typeEmpty:
        'Cellen uppdragstyp är tom. Fyll i vad uppdraget mest består av, till exempel Leder ämnesgrupp.',
      type: (written: string) =>
        `Uppdragstypen ”${written}” finns inte i listan. Välj en ur listan på sidan Läs in tjänster, eller skriv Annat och beskriv uppdraget i kolumnen uppdrag.`,
      subjectEmpty:
        'Cellen amnen är tom. Fyll i ett eller flera ämnen med komma emellan, eller Ämnesövergripande.',
      subjectOrCross: 'Cellen har både ämnen och Ämnesövergripande. Ange antingen det ena eller det andra.',
      otherNeedsText: 'Uppdragstypen är Annat. Beskriv då uppdraget i kolumnen uppdrag.',
      share: (written: string) =>
        `Omfattningen ”${written}” går inte att läsa. Skriv hur stor del av arbetstiden uppdraget får, ett tal från 0 till 100.`,
      longText: (most: number) => `Texten är för lång. Korta den till högst ${most} tecken.`,
      personalNumber:
        'Cellen innehåller något som ser ut som ett personnummer. Ta bort det ur filen; personnummer sparas inte här.',
      personalEmployeeNumber:
        'Anställningsnumret ser ut som ett personnummer. Använd anställningsnumret ur personalsystemet; personnummer sparas inte här.',
      numberSpoilt:
        'Anställningsnumret har blivit avrundat av kalkylprogrammet. Formatera kolumnen som text och hämta numren på nytt.',
      numberEmpty:
        'Innehavaren har namn men inget anställningsnummer. Fyll i numret; en person känns igen på det, aldrig på namnet. Är tjänsten vakant, töm namnet också.',
      nameEmpty: 'Innehavarens namn saknas. Fyll i fornamn och efternamn.',
      email: 'E-postadressen ser inte rätt ut. Skriv den som namn@kommun.se, eller lämna cellen tom.',
      twoNames: (line: number, other: number) =>
        `Rad ${line} och rad ${other} har samma anställningsnummer men olika namn. Rätta det som är fel.`,
      disagree: (line: number, other: number, id: string, column: string) =>
        `Rad ${line} och rad ${other} gäller samma tjänst, ${id}, men har olika ${column}. Gör dem lika, eller ge den ena tjänsten en egen beteckning.`,
      holderBefore: (start: string, position: string) =>
        `Innehavet börjar ${start} men tjänsten först ${position}. Rätta innehav_start eller tjanst_start.`,
      holderAfter: (end: string, position: string) =>
        `Innehavet slutar ${end} men tjänsten redan ${position}. Rätta innehav_slut eller tjanst_slut.`,
      holderEndMissing: (position: string) =>
        `Tjänsten slutar ${position} men innehavet saknar slut. Fyll i innehav_slut, senast ${position}.`,
      heldInRegister: (id: string, period: string) =>
        `Tjänsten ${id} har en annan innehavare i Samsyn under samma tid (${period}). Rätta innehav_start, eller ändra innehavet på tjänstens sida först.`,
      sameHolderTwice: (line: number, other: number, id: string) =>
        `Rad ${line} och rad ${other} har samma innehavare av ${id} under samma tid. Ta bort den ena raden eller rätta dagarna.`,
      twoHolders: (
        id: string,
        line: number,
        other: number,
        days: { readonly laterStart: string; readonly earlierLine: number; readonly lastDay: string },
      ) =>
        `Rad ${line} och rad ${other} ger ${id} två innehavare samtidigt från ${days.laterStart}. En tjänst kan inte delas. Sätt innehav_slut på rad ${days.earlierLine} till senast ${days.lastDay}, eller rätta innehav_start.`,
      holdsTwo: (id: string, other: string, line: number | null) =>
        `Innehavaren av ${id} innehar redan ${other} under samma tid${line === null ? ', enligt Samsyn' : ` (rad ${line})`}. En person kan inte ha två tjänster samtidigt. Rätta anställningsnumret eller dagarna.`,
      vacantTask: (line: number, other: number) =>
        `Rad ${line} saknar innehavare men har ett annat uppdrag än rad ${other}. Skriv i innehav_start från vilken dag uppdraget gäller.`,
      assignmentInRegister: (id: string, period: string) =>
        `Tjänsten ${id} har ett annat uppdrag i Samsyn under samma tid (${period}). Ändra uppdraget på tjänstens sida först.`,
    },
    remarks: {
      unusedColumn: (heading: string) => `Kolumnen ${heading} används inte.`,
      largeShare: (share: number) =>
        `Uppdraget tar ${number(share)} procent av arbetstiden. En karriärtjänst ska till övervägande del vara undervisning (4 § i förordningen om statsbidrag). Raden läses in.`,
      tinyShare: (share: number) =>
        `Omfattningen läses som ${number(share)} procent. Menas ${number(share * 100)} procent, skriv ${number(share * 100)}.`,
      newName: 'Personen har ett annat namn i filen än i Samsyn. Namnet i filen gäller.',
      moved: (id: string, from: string, to: string) =>
        `Tjänsten ${id} flyttas från ${from} till ${to}, för hela sin tid. Ska den flyttas från en viss dag: avsluta den och lägg upp en ny tjänst.`,
      vacantInFile:
        'Tjänsten är vakant i filen men har en innehavare i Samsyn. Innehavet är kvar. Är tjänsten vakant: avsluta innehavet på tjänstens sida, eller skriv i innehav_start när vakansen började.',
      endedBefore: (date: string) => `Den tidigare innehavarens tid slutar ${date}, dagen före den nya.`,
      endedByVacancy: (date: string) => `Den tidigare innehavarens tid slutar ${date}, dagen före vakansen.`,
    },
    report: {
      file: (name: string, rows: number) => `${name}: ${formatCount(rows, 'rad', 'rader')}`,
      refused: (count: number) =>
        `Inget har lästs in. ${capitalise(formatCount(count, 'sak', 'saker'))} behöver rättas i filen.`,
      already: (at: string, by: string | null) =>
        `Den här filen är redan inläst ${at}${by === null ? '' : ` av ${by}`}. Inget har ändrats.`,
      nothing: 'Filen säger samma sak som registret. Inget har ändrats.',
      would: (created: number, changed: number, unchanged: number) =>
        `${capitalise(positions(created))} läggs till, ${formatCount(changed, 'ändras', 'ändras')} och ${formatCount(unchanged, 'är', 'är')} som förut.`,
      done: (created: number, changed: number, unchanged: number) =>
        `Inläst: ${formatCount(created, 'ny tjänst', 'nya tjänster')}, ${formatCount(changed, 'ändrad', 'ändrade')} och ${formatCount(unchanged, 'som är som förut', 'som är som förut')}.`,
      remarks: 'Värt att veta:',
      missing: (count: number) =>
        `${capitalise(positions(count))} finns i registret men inte i filen, och är kvar som förut:`,
      more: (count: string) => `… och ${count} till.`,
      dryRun: 'Detta var en provläsning. Inget har sparats.',
    },
    undo: {
      alreadyUndone: 'Inläsningen är redan ångrad.',
      changedLater: (ids: string) =>
        `Inläsningen kan inte ångras, eftersom dessa tjänster har ändrats efter den: ${ids}. Ändra dem för hand i stället, eller ångra först en senare inläsning som ändrat dem.`,
      addedLater: (ids: string) =>
        `Inläsningen kan inte ångras, eftersom dessa tjänster har fått innehavare eller uppdrag efter den: ${ids}.`,
      needChangedLater: (titles: string) =>
        `Inläsningen kan inte ångras, eftersom dessa behov har ändrats efter den: ${titles}.`,
      needUsedLater: (ids: string) =>
        `Inläsningen kan inte ångras, eftersom behov ur den används av uppdrag vid dessa tjänster: ${ids}.`,
      wouldBreak: (ids: string) =>
        `Inläsningen kan inte ångras, eftersom det som gällde före den inte längre går ihop med resten av registret för dessa tjänster: ${ids}.`,
    },
  },
} as const;
