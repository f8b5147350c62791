import { capitalise, formatCount, formatDate, formatList, formatNumber } from '#app/shared/swedish.ts';

/** A number with the decimals it has, at most two. */
const number = (value: number) => {
  const decimals = [0, 1].find(count => Number(value.toFixed(count)) === value) ?? 2;
  return formatNumber(value, decimals);
};

const positions = (count: number) => formatCount(count, 'tjänst', 'tjänster');

type Named = { readonly externalId: string; readonly kind: string };

/** 'Förstelärare F-014, Björkskolan' */
const named = ({ externalId, kind }: Named, unit: string) => `${kind} ${externalId}, ${unit}`;

const lackNames = { need: 'behov', plannedShare: 'planerad tid', subjects: 'ämne' } as const;

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
    moveNeedsDay: (start: string) =>
      `Skriv första dagen vid enheten. Var enheten fel från början: skriv tjänstens första dag, ${start}.`,
    neverMoved: 'Tjänsten har inte flyttats. Välj enheten den flyttas till, eller ta bort dagen.',
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
    insideChanged: (what: string, period: string) =>
      `${what} (${period}) skulle hamna utanför tjänstens tid. Ändra det först.`,
    localSubject: 'Skriv ämnets namn.',
    localSubjectKnown: (name: string) => `Ämnet ${name} finns redan i listan.`,
    localSubjectUsed: (name: string) => `Ämnet ${name} används i ett uppdrag och kan inte tas bort.`,
  },
  tasks: {
    one: {
      fill: 'Tillsätt tjänsten',
      succeed: 'Bestäm vad som händer efter förordnandet',
      describe: 'Beskriv uppdraget',
      complete: 'Komplettera uppdraget',
      answer: 'Svara på behovet',
    },
    many: {
      fill: (count: number) => `Tillsätt ${formatCount(count, 'tjänst', 'tjänster')}`,
      succeed: (count: number) =>
        `Bestäm vad som händer efter ${formatCount(count, 'förordnande', 'förordnanden', true)}`,
      describe: (count: number) => `Beskriv ${formatCount(count, 'uppdrag', 'uppdrag', true)}`,
      complete: (count: number) => `Komplettera ${formatCount(count, 'uppdrag', 'uppdrag', true)}`,
      answer: (count: number) => `Svara på ${formatCount(count, 'behov', 'behov', true)}`,
    },
    button: {
      fill: 'Tillsätt',
      succeed: 'Se tjänsten',
      describe: 'Beskriv uppdraget',
      complete: 'Komplettera',
      answer: 'Se behoven',
    },
    /** The choices of the list, as they are read and as they stand in an address. */
    filter: {
      fill: { address: 'tillsatt', text: 'Saknar innehavare tills vidare' },
      succeed: { address: 'efter-forordnandet', text: 'Förordnandet upphör inom 90 dagar' },
      describe: { address: 'beskriv', text: 'Saknar uppdrag' },
      complete: { address: 'komplettera', text: 'Uppdraget saknar uppgifter' },
    },
    about: {
      fill: (position: Named, unit: string, since: string) =>
        `${named(position, unit)}. Vakant sedan ${formatDate(since)}, och ingen är utsedd.`,
      succeed: (position: Named, unit: string, last: string) =>
        `${named(position, unit)}. Förordnandet gäller till ${formatDate(last)}, tjänsten längre. Ingen är utsedd efter den dagen.`,
      describe: (position: Named, unit: string) =>
        `${named(position, unit)}. Tjänsten har inget uppdrag: vilket behov svarar den mot, i vilket ämne, med hur mycket tid?`,
      complete: (position: Named, unit: string, task: string, lacks: readonly (keyof typeof lackNames)[]) =>
        `${named(position, unit)}: ${task}. Det saknas ${formatList(lacks.map(one => lackNames[one]))}.`,
      answer: (need: string, unit: string) => `${unit}: ${need}. Inget uppdrag svarar mot behovet.`,
    },
    own: {
      title: 'Ditt förordnande upphör',
      about: (position: Named, unit: string, last: string) =>
        `${named(position, unit)}. Förordnandet gäller till ${formatDate(last)}. Fråga din rektor vad som händer sedan.`,
      button: 'Se tjänsten',
    },
    /** 'Björkskolan, Ekskolan och tre enheter till.' */
    atUnits: (names: readonly string[]) => {
      const shown = names.length > 4 ? names.slice(0, 3) : names;
      const more = names.length - shown.length;
      return `${formatList(more === 0 ? shown : [...shown, `${formatCount(more, 'enhet', 'enheter')} till`])}.`;
    },
    showAll: 'Visa listan',
  },
  leftBehind: {
    position: ({ externalId, kind, endsOn }: Named & { readonly endsOn: string | null }) =>
      `${kind} ${externalId}, gäller ${endsOn === null ? 'tills vidare' : `till ${formatDate(endsOn)}`}`,
    need: (title: string) => `Behov: ${title}`,
    structure: (group: string) => `Ämnesgrupp: ${group}`,
  },
  vacant: 'Vakant',
  held: 'Tillsatt',
  protected: 'Skyddade personuppgifter',
  hidden: 'Visas inte för din roll',
  choose: 'Välj',
  list: {
    sentence: (count: number, vacant: number, on: string) =>
      `${capitalise(positions(count))} den ${on}${vacant === 0 ? '' : `, varav ${formatCount(vacant, 'vakant', 'vakanta')}`}.`,
    noMatch: 'Inga tjänster stämmer med urvalet. Ta bort ett villkor eller välj en annan dag.',
    empty: 'Här finns inga tjänster än.',
    emptyNoUnits: 'Börja med organisationen: utan enheter finns det inget att placera tjänster på.',
    emptyNext: 'Läs in era tjänster från en fil, eller lägg till den första här.',
    toOrganisation: 'Till organisationen',
    area: 'Område eller enhet',
    everywhere: 'Hela organisationen',
    kind: 'Slag',
    bothKinds: 'Båda slagen',
    subject: 'Ämne',
    allSubjects: 'Alla ämnen',
    state: 'Läge',
    anyState: 'Alla',
    work: 'Återstår',
    anyWork: 'Visa alla',
    on: 'Per datum',
    search: 'Sök',
    show: 'Visa urvalet',
    position: 'Tjänst',
    unit: 'Enhet',
    subjects: 'Ämnen',
    assignment: 'Uppdrag',
    holder: 'Innehavare',
    period: 'Tjänsten gäller',
    since: (date: string) => `från ${date}`,
    file: 'Tjänster',
    fileNote: (on: string, event: number) => `Källa: Samsyn, per ${on}, efter händelse ${event}.`,
    pages: 'Sidor',
    page: (page: number, pages: number) => `Sida ${page} av ${pages}`,
    previous: 'Föregående sida',
    next: 'Nästa sida',
    add: 'Lägg till en tjänst',
    needs: 'Behov',
    structures: 'Strukturer',
    subjectsLink: 'Egna ämnen',
    import: 'Läs in från fil',
  },
  position: {
    title: (kind: string, id: string) => `${kind} ${id}`,
    line: (unit: string, funding: string, period: string) => `${unit}, ${funding}, ${period}`,
    notYet: (date: string) => `Tjänsten börjar ${date}.`,
    ended: (date: string) => `Tjänsten upphörde ${date}.`,
    change: 'Ändra tjänsten',
    now: 'Uppdraget nu',
    noAssignment: 'Tjänsten har inget uppdrag den dagen.',
    assignments: 'Alla uppdrag',
    holders: 'Innehavare över tid',
    noHolders: 'Tjänsten har inte haft någon innehavare.',
    places: 'Enheter över tid',
    vacancies: 'Vakanser',
    noVacancies: 'Tjänsten har aldrig varit vakant.',
    appoint: 'Ange ny innehavare',
    changeAppointment: 'Ändra eller avsluta',
    give: 'Ge ett nytt uppdrag',
    changeAssignment: 'Ändra uppdraget',
    when: 'Gäller',
    edit: 'Ändra',
    assignmentPeriod: 'Uppdraget gäller',
    history: 'Vad har ändrats?',
    largeShare:
      'Uppdraget tar mer än halva arbetstiden. En karriärtjänst ska till övervägande del vara undervisning (SFS 2019:1288, 4 §).',
    share: (share: number) => `${number(share)} procent av arbetstiden`,
    unknownShare: 'Inte angiven',
    noNeed: 'Inget behov är kopplat till uppdraget.',
    facts: {
      kind: 'Slag',
      externalId: 'Beteckning',
      unitId: 'Enhet',
      movesOn: 'Första dag vid enheten',
      funding: 'Finansiering',
      period: 'Tjänsten gäller',
      form: 'Förordnande',
      startsOn: 'Första dag',
      endsOn: 'Sista dag',
      type: 'Uppdragstyp',
      secondaryTypes: 'Ingår också',
      title: 'Uppdrag',
      needId: 'Svarar på behovet',
      targetGroup: 'Målgrupp',
      plannedShare: 'Planerad tid',
      subjects: 'Ämnen',
      crossSubject: 'Ämnesövergripande',
      identifiedOn: 'Konstaterat',
      endedOn: 'Upphörde',
      source: 'Källa',
      employeeNumber: 'Anställningsnummer',
      givenName: 'Förnamn',
      familyName: 'Efternamn',
      email: 'E-post',
      positionId: 'Tjänst',
    } as Readonly<Record<string, string>>,
  },
  history: {
    positionAdded: 'Tjänsten lades till.',
    positionChanged: 'Tjänsten ändrades.',
    appointed: (who: string) => `${who} blev innehavare.`,
    appointmentChanged: (who: string) => `Innehavet för ${who} ändrades.`,
    assignmentGiven: 'Ett nytt uppdrag gavs.',
    assignmentChanged: 'Uppdraget ändrades.',
    imported: (file: string) => `Lästes in från ${file}.`,
    importedChange: (file: string) => `Ändrades när ${file} lästes in.`,
    undone: ' Inläsningen är ångrad.',
    by: (who: string) => `av ${who}`,
    byProgram: 'vid inläsning med kommando',
    until: (unit: string, date: string) => `${unit} till ${date}`,
    before: (units: readonly string[]) => `Dessförinnan vid ${formatList(units)}`,
    neverMoved: 'Har stått vid enheten hela tiden',
    change: (field: string, before: string, after: string) => `${field}: från ${before} till ${after}`,
    nothing: 'inget',
    untilFurther: 'tills vidare',
    yes: 'ja',
    no: 'nej',
    when: 'När',
    what: 'Vad',
    who: 'Vem',
  },
  form: {
    newPosition: 'Lägg till en tjänst',
    externalId: 'Tjänstens beteckning',
    externalIdHelp:
      'Det ni kallar tjänsten i era egna listor, till exempel F-014. Den följer tjänsten så länge den finns.',
    kind: 'Slag av tjänst',
    unit: 'Enhet',
    movesOn: 'Första dag vid enheten',
    movesOnHelp:
      'Behövs när tjänsten flyttas till en annan enhet. Lämna den annars som den är. Det som gällde före dagen står kvar.',
    unitHelp: 'Skolenheten, eller modersmålsenheten, där tjänsten finns.',
    funding: 'Finansiering',
    startsOn: 'Första dag',
    endsOn: 'Sista dag',
    endsOnHelp: 'Lämna tomt om den gäller tills vidare.',
    savePosition: 'Spara tjänsten',
    positionSaved: (id: string) => `Tjänsten ${id} är sparad.`,
    newAppointment: 'Ange ny innehavare',
    editAppointment: 'Ändra eller avsluta innehavet',
    employeeNumber: 'Anställningsnummer',
    employeeNumberHelp: 'En person känns igen på anställningsnumret ur personalsystemet, aldrig på namnet.',
    newPerson: 'Om personen inte finns i Samsyn än',
    givenName: 'Förnamn',
    familyName: 'Efternamn',
    email: 'E-post',
    saveAppointment: 'Spara innehavet',
    appointmentSaved: 'Innehavet är sparat.',
    lastDayHelp: 'Den sista dagen personen innehar tjänsten. Lämna tomt om innehavet gäller tills vidare.',
    newAssignment: 'Ge ett nytt uppdrag',
    newAssignmentHelp: 'Uppdraget som gäller nu avslutas dagen före det nya.',
    editAssignment: 'Ändra uppdraget',
    type: 'Uppdragstyp',
    typeHelp: 'Vad uppdraget mest består av.',
    secondaryTypes: 'Ingår också i uppdraget',
    taskTitle: 'Uppdraget med några ord',
    taskTitleHelp: 'Till exempel ”Leder ämnesgruppen i matematik, årskurs 7–9”. Skriv inga namn på elever.',
    subjects: 'Ämnen',
    subjectsHelp: 'Skriv flera ämnen med komma emellan. Ämneskoder går bra: MA, SV, SVA.',
    crossSubject: 'Ämnesövergripande',
    orCross: 'Hör uppdraget inte till något ämne?',
    crossSubjectHelp: 'Uppdraget hör inte till något visst ämne.',
    targetGroup: 'Målgrupp',
    targetGroupHelp: 'Vilka elever eller lärare uppdraget riktar sig till, till exempel årskurs 7–9.',
    plannedShare: 'Planerad tid',
    plannedShareHelp: 'Hur stor del av arbetstiden uppdraget får.',
    percent: 'procent av arbetstiden',
    need: 'Behov som uppdraget svarar på',
    needHelp: 'Behovet är hämtat ur enhetens kvalitetsarbete.',
    noNeed: 'Inget behov är kopplat',
    saveAssignment: 'Spara uppdraget',
    assignmentSaved: 'Uppdraget är sparat.',
    noUnits: 'Det finns ingen enhet att placera tjänsten på. Lägg först till en skolenhet.',
  },
  needs: {
    title: 'Behov',
    intro:
      'Vad enheternas eget kvalitetsarbete har visat att de behöver, och vilka uppdrag som svarar på det.',
    sentence: (count: number, unanswered: number, on: string) =>
      `${capitalise(formatCount(count, 'behov', 'behov', true))} den ${on}${unanswered === 0 ? '' : `, varav ${formatCount(unanswered, 'saknar uppdrag', 'saknar uppdrag', true)}`}.`,
    empty: 'Här finns inga behov än. Lägg till det första, eller läs in dem tillsammans med tjänsterna.',
    need: 'Behov',
    unit: 'Enhet',
    source: 'Källa',
    identifiedOn: 'Konstaterat',
    answeredBy: 'Uppdrag som svarar',
    unanswered: 'Inget uppdrag svarar',
    ended: (date: string) => `Upphörde ${date}`,
    add: 'Lägg till ett behov',
    change: 'Ändra behovet',
    formTitle: 'Vad behöver enheten?',
    formSource: 'Var konstaterades det?',
    formSourceHelp: 'Till exempel Kvalitetsrapport 2025/26.',
    formIdentifiedOn: 'När konstaterades det?',
    formEndedOn: 'Upphörde',
    formEndedOnHelp: 'Fyll i när behovet inte längre finns.',
    save: 'Spara behovet',
    saved: 'Behovet är sparat.',
  },
  subjects: {
    title: 'Egna ämnen',
    intro: 'Ämnen som ni använder och som inte finns i den gemensamma listan.',
    name: 'Ämne',
    none: 'Ni har inga egna ämnen.',
    add: 'Lägg till ämnet',
    added: (name: string) => `${name} finns nu bland ämnena.`,
    remove: 'Ta bort',
    removeNamed: (name: string) => `Ta bort ${name}`,
    removed: (name: string) => `${name} är borttaget.`,
    all: 'Hela ämneslistan',
  },
  import: {
    title: 'Läs in tjänster från fil',
    page: {
      intro:
        'Läs in hela er lista över karriärtjänster. Du ser först vad som skulle hända; inget sparas förrän du godkänner det, och en inläsning kan ångras.',
      file: 'Fil',
      fileHelp: 'CSV eller Excel (.xlsx). Rubrikerna känns igen även med å, ä, ö och mellanslag.',
      template: 'Hämta en mall med rubriker och en exempelrad (CSV)',
      columns: 'Så läses kolumnerna',
      column: 'Kolumn',
      holds: 'Innehåll',
      types: 'Uppdragstyper som kan användas',
      check: 'Kontrollera filen',
      noFile: 'Välj en fil.',
      emptyFile: 'Filen är tom. Kontrollera att du har valt rätt fil.',
      firstRows: 'Så läses de första raderna',
      previewTitle: (name: string) => `Kontroll av ${name}`,
      reportTitle: (name: string) => `Inläsning av ${name}`,
      row: 'Rad',
      fault: 'Vad som behöver rättas',
      faults: 'Att rätta i filen',
      again: 'Rätta i filen och välj den igen.',
      chooseAnother: 'Välj en annan fil',
      remark: 'Värt att veta',
      missing: (count: number) => `${capitalise(positions(count))} finns i registret men inte i filen`,
      missingText: 'De här tjänsterna lämnas som de är. Har någon upphört: avsluta den på tjänstens sida.',
      confirm: (count: number) => `Läs in ${positions(count)}`,
      expired:
        'Filen finns inte kvar, eftersom det gått mer än en halvtimme eller Samsyn startats om. Välj den igen.',
      mapTitle: 'Vilken kolumn är vilken?',
      mapIntro:
        'Några kolumner känns inte igen. Välj vilken rubrik i er fil som innehåller vad, så kommer vi ihåg valet till nästa gång.',
      recognised: (count: number) => `${capitalise(formatCount(count, 'kolumn', 'kolumner'))} som känns igen`,
      notInFile: 'Finns inte i filen',
      choose: 'Välj rubrik',
      saveMap: 'Fortsätt',
      mapChoose: (column: string) => `Välj vilken rubrik som innehåller ${column}.`,
      earlier: 'Tidigare inläsningar',
      noEarlier: 'Ingen lista är inläst än.',
      when: 'När',
      by: 'Av',
      rows: 'Rader',
      created: 'Nya tjänster',
      changed: 'Ändrade',
      state: 'Läge',
      stands: 'Gäller',
      undoneState: 'Ångrad',
      undoneAt: 'Ångrades',
      undo: 'Ångra hela inläsningen',
      undoText:
        'Det som inläsningen lade till tas bort, och det som den ändrade blir som det var. Det går så länge ingen har ändrat i det efteråt.',
      undone: 'Inläsningen är ångrad. Registret är som det var före den.',
      done: (created: number, changed: number) =>
        `Filen är inläst: ${formatCount(created, 'ny tjänst', 'nya tjänster')} och ${formatCount(changed, 'ändrad', 'ändrade')}.`,
      unchanged: 'Som förut',
    },
    columns: {
      tjanst_id:
        'Er egen beteckning på tjänsten. Samma på flera rader när tjänsten har haft flera innehavare.',
      slag: 'Förstelärare eller Lektor.',
      enhet: 'Skolenhetskod, åtta siffror, eller enhetens namn.',
      amnen: 'Ett eller flera ämnen med komma emellan, eller Ämnesövergripande.',
      uppdragstyp: 'En ur listan nedan; flera med komma, den viktigaste först.',
      uppdrag: 'Uppdraget med några ord. Behövs när typen är Annat.',
      behov: 'Behovet vid enheten som uppdraget svarar på. Kan lämnas tomt.',
      omfattning_procent: 'Planerad del av arbetstiden, 0–100. Kan lämnas tom.',
      finansiering: 'statsbidrag §16, statsbidrag §17 eller egna medel.',
      tjanst_start: 'Tjänstens första dag, 2026-08-01.',
      tjanst_slut: 'Tjänstens sista dag. Tomt betyder tills vidare.',
      anstallningsnr: 'Innehavarens anställningsnummer. Tomt betyder att tjänsten är vakant.',
      fornamn: 'Innehavarens förnamn.',
      efternamn: 'Innehavarens efternamn.',
      epost: 'Innehavarens e-postadress. Kan lämnas tom.',
      innehav_start: 'Innehavets första dag.',
      innehav_slut: 'Innehavets sista dag. Tomt betyder tills vidare.',
    },
    template: [
      'F-001',
      'Förstelärare',
      '12345678',
      'Matematik, Teknik',
      'Leder ämnesgrupp',
      'Leder ämnesgruppen i matematik, årskurs 7–9',
      'Fler ska nå målen i matematik',
      '15',
      'statsbidrag §16',
      '2025-08-01',
      '',
      '10234',
      'Exempel',
      'Exempelsson',
      'exempel.exempelsson@example.se',
      '2025-08-01',
      '',
    ],
    templateName: 'Mall för tjänster',
    errors: {
      missingColumn: (column: string) =>
        `Filen saknar kolumnen ${column}. Lägg till den eller rätta rubriken. Heter den något annat i er fil: läs in filen i Samsyn och välj kolumn där, så kommer vi ihåg valet till nästa gång.`,
      sameColumn: (heading: string, one: string, other: string) =>
        `Kolumnen ${heading} är vald för både ${one} och ${other}. Välj olika kolumner.`,
      noRows: 'Filen har rubriker men inga rader. Kontrollera att du har valt rätt fil.',
      headingAgain: 'Här står rubrikerna en gång till. Ta bort raden.',
      sumRow: 'Raden ser ut som en summering, inte som en tjänst. Ta bort den.',
      controlCharacter:
        'Cellen innehåller ett osynligt tecken som inte är text. Skriv om innehållet i cellen, eller hämta filen på nytt.',
      idSpoilt:
        'Tjänstens beteckning har blivit avrundad av kalkylprogrammet. Formatera kolumnen som text och skriv beteckningarna på nytt.',
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
      unknownUnit: (name: string, meant: string | null) =>
        `Enheten ”${name}” finns inte i er organisation. ${meant === null ? '' : `Menar du ”${meant}”? `}Kontrollera stavningen, använd skolenhetskoden eller lägg till enheten under Organisation.`,
      ambiguousUnit: (name: string, codes: string) =>
        `Det finns flera enheter som heter ”${name}”. Skriv skolenhetskoden i stället: ${codes}.`,
      unitEnded: (name: string, date: string, successors: string) =>
        `${name} upphörde ${date}, innan tjänsten börjar. ${successors === '' ? 'Ange enheten som tog över' : `Ange ${successors}, som tog över`}, eller rätta tjanst_start.`,
      date: (written: string) => `Dagen ”${written}” finns inte. Skriv den som 2026-08-01.`,
      unreadableDate: (written: string) =>
        `”${written}” går inte att läsa som en dag. Skriv år, månad och dag: 2026-08-01.`,
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
      shareRange: (share: number) =>
        `Omfattningen är ${number(share)} procent. Den ska vara från 0 till 100: den del av arbetstiden som uppdraget får.`,
      longText: (most: number) => `Texten är för lång. Korta den till högst ${most} tecken.`,
      personalNumber:
        'Cellen innehåller något som ser ut som ett personnummer. Ta bort det ur filen; personnummer sparas inte här.',
      personalEmployeeNumber:
        'Anställningsnumret ser ut som ett personnummer. Använd anställningsnumret ur personalsystemet; personnummer sparas inte här.',
      numberSpoilt:
        'Anställningsnumret har blivit avrundat av kalkylprogrammet. Formatera kolumnen som text och hämta numren på nytt.',
      numberEmpty:
        'Innehavaren har namn men inget anställningsnummer. Fyll i numret; en person känns igen på det, aldrig på namnet. Är tjänsten vakant, töm namnet också.',
      vacancyWord: (written: string) =>
        `Här står ”${written}” i stället för en innehavare. Är tjänsten vakant, töm anstallningsnr, fornamn, efternamn och epost.`,
      endWithoutHolder:
        'Innehavet har ett slut men ingen innehavare. Fyll i anstallningsnr, fornamn och efternamn, eller töm innehav_slut om tjänsten är vakant.',
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
      farAway: (written: string) => `Slutet ${written} läses som tills vidare.`,
      almostSameId: (id: string, other: string) =>
        `Beteckningarna ${id} och ${other} är nästan lika men läses som två tjänster. Är det samma tjänst, skriv dem lika.`,
      newName: 'Personen har ett annat namn i filen än i Samsyn. Namnet i filen gäller.',
      moved: (id: string, from: string, to: string, since: string | null) =>
        since === null
          ? `Tjänsten ${id} flyttas från ${from} till ${to}, för hela sin tid.`
          : `Tjänsten ${id} flyttas från ${from} till ${to} från och med ${since}. Gäller det en annan dag, eller var enheten fel från början: ändra det på tjänstens sida.`,
      vacantInFile:
        'Tjänsten är vakant i filen men har en innehavare i Samsyn. Innehavet är kvar. Är tjänsten vakant: avsluta innehavet på tjänstens sida, eller skriv i innehav_start när vakansen började.',
      endedBefore: (date: string) => `Den tidigare innehavarens tid slutar ${date}, dagen före den nya.`,
      endedByVacancy: (date: string) => `Den tidigare innehavarens tid slutar ${date}, dagen före vakansen.`,
    },
    report: {
      place: (line: number, column: string | null) =>
        `Rad ${line}${column === null ? '' : `, kolumnen ${column}`}`,
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
      followedUp: (ids: string) =>
        `Inläsningen kan inte ångras, eftersom dessa tjänster har följts upp: ${ids}. Avsluta dem i stället.`,
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
