import { capitalise, formatCount, formatList, inWords } from '#app/shared/swedish.ts';
import type { Proposal, UseKind } from '../burden.ts';

const followUps = (count: number) => formatCount(count, 'uppföljning', 'uppföljningar');

type Asked = Readonly<Record<'rektor' | 'utvecklingsledare', readonly string[]>>;

/** 'Henrik Alstad, rektor'; the role alone where nobody is named. */
const who = (names: readonly string[], role: string): string =>
  names.length === 0 ? capitalise(role) : `${formatList(names)}, ${role}`;

/** Words of somebody's own as a sentence. */
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The Swedish texts of the pages of this room. */
export const sv = {
  title: 'Uppföljning',
  choose: 'Välj',
  year: {
    title: (label: string) => `Uppföljning läsåret ${label}`,
    intro:
      'Samma frågor ställs om varje uppdrag, lika många gånger per läsår. Det som bedöms är uppdraget och dess förutsättningar, aldrig personen.',
    file: {
      done: (round: number) => `Uppföljning ${round}, klara`,
      due: (round: number) => `Uppföljning ${round}, ska bli klara`,
      cut: (on: string, event: number) => `Så som det var känt ${on}, händelse ${event}.`,
    },
    latest: 'Senast uppföljt',
    links: 'Om uppföljningen',
    routines: 'Rutiner',
    rubric: 'Bedömningsmatris',
    wheel: 'Årshjul',
    pulse: 'Kollegapuls',
    mine: 'Allt som sagts om ditt uppdrag',
    years: 'Läsår',
    rounds: 'Omgångar',
    roundsEmpty: 'Ingen omgång är öppnad det här läsåret.',
    roundsFirst: 'Omgångar öppnas ur en beslutad rutin.',
    round: (number: number) => `Uppföljning ${number}`,
    due: (date: string) => `klar senast ${date}`,
    board: 'Så långt har uppföljningen kommit',
    boardAll: (areas: number) =>
      `Alla uppföljningar som skulle vara klara är det, i ${formatCount(areas, 'område', 'områden')}.`,
    boardLate: (areas: string) => `Sent: ${areas}.`,
    withoutRoutine: (areas: readonly string[]) =>
      `Ingen beslutad rutin omfattar ${formatList(areas)}, så där görs inga uppföljningar.`,
    boardOpen: 'Ingenting är sent. Det som återstår pågår.',
    area: 'Område eller enhet',
    outOf: 'av',
    calledOff: (count: number) => `${formatCount(count, 'inställd', 'inställda')}`,
    movedOut: (count: number) =>
      `${count} har flyttat med sin tjänst till en enhet som rutinen inte omfattar`,
    tookOver: (before: string, now: string) =>
      `Här räknas också uppföljningarna från ${before}, övertagna av ${now}.`,
    takenOverBy: (heirs: string) => `Finns inte längre, övertaget av ${heirs}.`,
    states: { klart: 'klart', pågår: 'pågår', sent: 'sent', 'inga uppdrag': 'inga uppdrag' },
    minutes: 'Så lång tid tar en bedömning, mätt hos er:',
    minutesGoal: (most: number, isWithin: boolean | null) =>
      isWithin === null
        ? `Målet är högst ${inWords(most)} minuter.`
        : `Målet är högst ${inWords(most)} minuter, och det är ${isWithin ? 'nått' : 'inte nått'}.`,
    minutesSource: (fields: number) =>
      `Tiden är medianen av läsårets inlämnade bedömningar, från att formuläret öppnas tills det sparas. Målet hör till Samsyn, liksom gränsen på ${inWords(fields)} fält: det kommer inte från lag eller nämndbeslut.`,
    missing: 'Det här saknas',
    missingLine: (area: string, round: number, count: number, due: string) =>
      `${area}, uppföljning ${round}: ${followUps(count)} återstår, skulle ha varit klara ${due}.`,
    missingWho: 'Den som är rektor för enheten gör klart uppföljningarna.',
    list: 'Uppdragen',
    listCount: (count: number) => `${capitalise(formatCount(count, 'uppdrag', 'uppdrag', true))} följs upp.`,
    assignment: 'Uppdrag',
    unit: 'Enhet',
    open: (round: number) => `Öppna uppföljning ${round}`,
    more: (round: number) => `Ta med nya uppdrag i uppföljning ${round}`,
    openHead: 'Öppna en omgång',
    openHelp:
      'När omgången öppnas får varje uppdrag som har en innehavare en uppföljning, och den syns hos rektor och innehavare.',
    withdraw: (number: number) => `Ta tillbaka uppföljning ${number}`,
    withdrawHelp: (count: number) =>
      `Omgången och dess ${followUps(count)} tas bort, som om den inte hade öppnats. Det går bara så länge ingen har skrivit något i den. Den kan öppnas igen.`,
    withdrawn: (number: number) => `Uppföljning ${number} är tillbakatagen.`,
    opened: (count: number) => `Omgången är öppnad: ${followUps(count)}.`,
    equality: {
      title: 'Lika uppföljning',
      alike: (count: number) =>
        count === 1
          ? 'Den enda upprättade uppföljningen har svar på allt som frågades i omgången.'
          : `Alla ${inWords(count)} upprättade uppföljningar har svar på samma kärna. ”Kan inte bedömas” är ett svar.`,
      missing: (round: number, code: string, missing: number, of: number) =>
        `Uppföljning ${round}: ${inWords(missing)} av ${inWords(of)} saknar svar på ${code}.`,
    },
    profile: 'Bedömningar per kriterium',
    profileTrend:
      'Tidigare läsår står under, där samma kriterium bedömdes då. Uppdragen och de som bedömer kan vara andra, så en skillnad är inte i sig en utveckling.',
    profileMore: 'Bedömningarna per område, för ämne och hela skolan, och över läsåren',
    profileIntro:
      'Så många uppdrag har rektor och innehavare gemensamt bedömt till varje nivå, i upprättade uppföljningar, inräknade dagen efter omgångens sista dag. Kriterierna läggs aldrig ihop. Det som skulle peka ut ett enskilt uppdrag visas inte: färre än fem bedömda, eller alla bedömda lika.',
  },
  profile: {
    title: (place: string, year: string) => `Bedömningar i ${place}, läsåret ${year}`,
    intro:
      'Så många uppdrag har rektor och innehavare gemensamt bedömt till varje nivå, i upprättade uppföljningar. Kriterierna läggs aldrig ihop, och ingenting rangordnas.',
    told: 'En omgång räknas in dagen efter sin sista dag. Det som upprättas senare räknas in när läsåret är slut. Annars skulle den som ser siffran före och efter se vad ett enskilt uppdrag bedömdes till.',
    shown: (shown: number, all: number) =>
      shown === all
        ? `Alla ${formatCount(all, 'kriterium', 'kriterier', true)} som har bedömts visas.`
        : `${shown === 0 ? 'Inget' : capitalise(inWords(shown))} av ${formatCount(all, 'kriterium', 'kriterier', true)} som har bedömts visas här.`,
    hidden: (codes: readonly string[] | null) =>
      `${codes === null ? 'Skälet är ett av tre' : `${formatList(codes)} visas inte`}: färre än fem uppdrag är bedömda, eller alla är bedömda lika, eller så skulle något annat som är dolt gå att räkna ut.`,
    why: 'Det som inte visas har färre än fem bedömda uppdrag, har bedömts lika för alla, eller skulle göra att något annat som är dolt gick att räkna ut.',
    empty: 'Inget är inräknat här läsåret.',
    byYear: 'Uppdragen, per kriterium och omgång',
    picture: {
      intro:
        'Så fördelar sig uppdragen på nivåerna, senast varje kriterium bedömdes. Alla bilder har samma skala. Talen står i tabellen under.',
      unit: 'uppdrag',
      n: (count: number) => formatCount(count, 'uppdrag', 'uppdrag', true),
      source: 'Upprättade uppföljningar',
    },
    trend:
      'Under varje kriterium står omgångarna i den ordning de har varit, den senaste sist. Uppdragen är inte alltid desamma från gång till gång.',
    byScope: 'Ämne och hela skolan',
    byScopeIntro:
      'Samma läsår, delat efter om uppdraget gäller ämnen eller hela skolan. Det säger vad uppdraget omfattar, inte vem som har det.',
    byScopeNone:
      'Delningen i ämne och hela skolan visas inte här: någon av delarna är för liten eller bedömd lika rakt igenom, eller så skulle något annat som är dolt gå att räkna ut.',
    conditions: {
      title: 'Förutsättningar bredvid resultat',
      notCause:
        'Här står förutsättningarna för uppdragen, den tid de har fått och de resultat som har lämnats ut bredvid varandra. Det säger ingenting om vad som beror på vad: elever, lärare och mycket annat skiljer också.',
      criteria: 'Förutsättningar',
      hidden:
        'Förutsättningarna visas inte här: färre än fem uppdrag är bedömda, eller alla är bedömda lika, eller så skulle något annat som är dolt gå att räkna ut.',
      time: 'Tid mot plan',
      timeHelp:
        'Som planerat är högst en tiondel mer eller mindre än planen: 9–11 % av arbetstiden när planen är 10 %.',
      count: 'Uppdrag',
      results: 'Resultat som har lämnats ut',
      resultsNone: 'Inga resultat för den här delen av organisationen har lämnats ut.',
      table: 'Tabell',
      numbers: 'Tal',
      source: 'Källa',
    },
    scopes: { ämne: 'ämne', skolövergripande: 'hela skolan' },
    all: 'alla',
    ofYear: (year: string) => `läsåret ${year}`,
    ofRound: (year: string, round: number) => `läsåret ${year}, uppföljning ${round}`,
    of: (code: string, more: string) => `${code}, ${more}`,
    yearHead: 'Läsår',
    roundHead: 'Uppföljning',
    scopeHead: 'Omfattning',
    areas: 'Område för område',
    units: 'Enhet för enhet',
    shownHead: 'Vad som visas',
    none: 'visas inte',
    criteria: (count: number) => formatCount(count, 'kriterium', 'kriterier', true),
  },
  freshness: {
    title: 'Hur färsk uppföljningen är',
    caption: (date: string) => `Uppdrag efter hur länge sedan de följdes upp, ${date}`,
    finding: (all: number, fresh: number) =>
      fresh === all
        ? `Alla ${formatCount(all, 'uppdrag', 'uppdrag', true)} har en färsk uppföljning.`
        : `${capitalise(inWords(fresh))} av ${formatCount(all, 'uppdrag', 'uppdrag', true)} har en färsk uppföljning.`,
    rest: (old: number, never: number) =>
      [
        ...(old > 0 ? [`${capitalise(inWords(old))} följdes upp för mer än åtta månader sedan.`] : []),
        ...(never > 0 ? [`${capitalise(inWords(never))} är inte uppföljda än.`] : []),
      ].join(' '),
    states: {
      färsk: 'färsk',
      'börjar bli gammal': 'börjar bli gammal',
      gammal: 'gammal',
      'inte uppföljd än': 'inte uppföljd än',
    },
    help: 'Färsk: upprättad för mindre än fyra månader sedan. Börjar bli gammal: fyra till åtta månader. Gammal: mer än åtta. Räknat från den dag uppföljningen upprättades, för uppdrag som har innehavare. Det säger när, inte hur bra.',
  },
  rubric: {
    title: 'Bedömningsmatris',
    intro: (version: number, date: string) =>
      `Version ${version}, gäller från ${date}. En uppföljning hör till den version som gällde när omgången öppnades.`,
    parameters: 'Parametrar: bedöms på uppdraget',
    conditions: 'Förutsättningar: bedöms på rektor och huvudman',
    criterion: 'Kriterium',
    recorded: (what: string) => `Antecknas: ${what}.`,
    rules: 'Så används den',
    ruleTexts: [
      'Varje nivå behöver minst ett daterat underlag. Nivå 4 behöver minst två, av olika slag.',
      '”Kan inte bedömas” är ett helt svar. Det räknas och redovisas, och blir aldrig noll.',
      'Det finns inget totalbetyg, inget medelvärde över parametrar och ingen rangordning.',
      'Om uppdraget och en förutsättning båda ligger under nivå 3 ska första åtgärden gälla förutsättningen.',
      'Elevernas resultat får aldrig en nivå.',
    ],
  },
  wheel: {
    title: 'Årshjul',
    intro: (label: string) => `Läsåret ${label}. Inget förfaller och ingen påminns på lov och helger.`,
    picture: (label: string) => `Vad som ska vara klart när läsåret ${label}`,
    days: 'dagar',
    counted: (due: number, holidays: number) =>
      `${formatCount(due, 'förfallodag', 'förfallodagar')} och ${formatCount(holidays, 'lov', 'lov', true)}`,
    number: 'Nr',
    when: 'När',
    what: 'Vad',
    empty: 'Årshjulet är tomt tills en rutin är beslutad.',
    followUp: (number: number, title: string) => `${title}: uppföljning ${number} ska vara klar`,
    holidays: 'Lov',
    holidaysEmpty: 'Inga lov är inlagda än.',
    add: 'Lägg till ett lov',
    name: 'Namn',
    nameHelp: 'Till exempel Sportlov.',
    from: 'Första dagen',
    to: 'Sista dagen',
    save: 'Lägg till lovet',
    saved: 'Lovet är tillagt.',
    nameMissing: 'Skriv vad lovet heter.',
    dateWrong: 'Skriv dagen som 2027-02-22.',
    order: 'Sista dagen ligger före den första.',
  },
  routine: {
    list: 'Rutiner',
    listIntro: 'En rutin säger hur uppföljningen görs: vilka frågor, hur ofta, vem som svarar.',
    empty: 'Det finns ingen rutin än.',
    emptyNext: 'Den som leder uppföljningen kan skriva den första.',
    create: 'Skriv en ny rutin',
    version: (number: number) => `Version ${number}`,
    states: { utkast: 'Utkast', beslutad: 'Beslutad' },
    name: 'Rutin',
    state: 'Läge',
    inForce: 'Gäller',
    scope: 'Omfattar',
    change: 'Ändra utkastet',
    newVersion: 'Gör en ny version',
    newVersionDone: 'En ny version är påbörjad. Den gamla gäller tills den nya beslutas.',
    union: 'Anteckna det fackliga steget',
    decide: 'Anteckna beslutet',
    locked:
      'Det fackliga steget är inte taget. Till dess är bedömningen av uppdragen låst; tid, förutsättningar och nästa steg går att fylla i.',
    lockedMore: 'Var steget står',
    savedStepFalls:
      'Rutinen är sparad. Det som frågas har ändrats, så det fackliga steget behöver tas på nytt.',
    notDecided: 'Utkastet är inte beslutat. Inga omgångar kan öppnas ur det.',
    missing: 'Innan rutinen kan beslutas',
    spread: 'Vad som frågas när',
    spreadIntro:
      'Nästa steg och tid frågas varje gång. Med dem har ingen uppföljning fler än sju fält, och allt i kärnan bedöms minst en gång per läsår.',
    fields: (count: number) => formatCount(count, 'fält', 'fält', true),
    additions: 'Lokala tillägg',
    additionLevels: 'Nivåer i de lokala tilläggen',
    about: 'Om rutinen',
    clauseLink: (clause: string) => `Nämndens beslutspunkt: ${clause}`,
    compared: (number: number) => `jämför med version ${number}`,
    compareFirst: (number: number) => `Se vad som skiljer mot version ${number}`,
    download: 'Ladda ner rutinen',
    history: 'Versioner',
    created: 'Utkastet är sparat.',
    saved: 'Rutinen är sparad.',
    unionSaved: 'Det fackliga steget är antecknat.',
    decided: 'Rutinen är beslutad.',
    form: {
      newTitle: 'Ny rutin',
      title: 'Vad heter rutinen?',
      unitId: 'Vilken del av organisationen gäller den?',
      wholeAuthority: 'Hela organisationen',
      schoolForms: 'Skolformer',
      otherUnits: 'Enheter utan skolform, till exempel modersmålsenheten',
      otherUnitsLabel: 'Övriga enheter',
      fewest: 'Minst antal uppföljningar per läsår',
      most: 'Högst antal uppföljningar per läsår',
      startsOn: 'Gäller från',
      endsOn: 'Gäller till',
      endsOnHelp: 'Lämna tomt om rutinen gäller tills vidare.',
      helpText: 'Vägledning till rektorn',
      helpTextHelp: 'Varför uppföljningen görs och vad som förväntas.',
      guide: 'Samtalsguide',
      guideHelp: 'Vad samtalet tar upp, i vilken ordning. En punkt per rad.',
      round: (number: number) => `Uppföljning ${number}`,
      dueDay: 'Klar senast, månad och dag',
      dueDayHelp: 'Till exempel 10-15. Lämna tomt om uppföljningen inte ska finnas.',
      criteria: 'Vad frågas?',
      criteriaHelp: 'Högst fem, så att uppföljningen får högst sju fält.',
      addition: {
        intro:
          'Egna parametrar som bara läggs till: kärnan ändras inte, och tilläggen visas för sig. Ett tillägg tar plats i en uppföljning. Är den full behöver något annat bort, för ingen uppföljning får fler än sju fält. Töm fälten för att ta bort ett tillägg.',
        empty: (code: string) => `${code}: lägg till en egen parameter`,
        name: (code: string) => `Vad heter ${code}?`,
        nameHelp: 'Något i uppdraget, aldrig en egenskap hos personen.',
        level: (code: string, level: number, word: string) => `${code}, nivå ${level} ${word}`,
        rounds: (code: string) => `I vilka uppföljningar frågas ${code}?`,
        roundsHelp: 'Minst en.',
      },
      save: 'Spara utkastet',
    },
    unionForm: {
      title: 'Fackligt steg',
      intro:
        'En rutin som når enskilda medarbetare behöver förhandlas eller tas upp i samverkan. Steget antecknas för varje ny version.',
      on: 'Vilken dag?',
      form: 'Hur?',
      parties: 'Vilka organisationer var med?',
      view: 'Vad tyckte de?',
      viewHelp: '”Inga synpunkter” är också ett svar.',
      save: 'Spara det fackliga steget',
    },
    decisionForm: {
      title: 'Beslut om rutinen',
      decidedOn: 'Vilken dag beslutades den?',
      decidedBy: 'Vem beslutade?',
      decidedByHelp: 'Till exempel bildningsnämnden, eller förvaltningschefen på delegation.',
      paragraph: 'Paragraf',
      clauseId: 'Nämndens beslutspunkt',
      clauseHelp: 'Om nämnden har beslutat den i ett ärende som finns här.',
      noClause: 'Ingen beslutspunkt i Samsyn',
      save: 'Anteckna beslutet',
    },
    comparison: {
      title: (before: number, after: number) => `Version ${before} och version ${after}`,
      decided: 'Så har versionerna beslutats',
      noStep: 'inte taget än',
      noDecision: 'inte fattat än',
      count: (count: number) =>
        count === 0
          ? 'Versionerna säger detsamma.'
          : `${capitalise(formatCount(count, 'sak', 'saker'))} skiljer.`,
      key: {
        removed: (number: number) => `Struket finns bara i version ${number}.`,
        added: (number: number) => `Understruket finns bara i version ${number}.`,
      },
      heard: {
        removed: { from: ' [borttaget: ', to: ' slut på borttaget] ' },
        added: { from: ' [tillagt: ', to: ' slut på tillagt] ' },
      },
      unchanged: (words: number) => `${capitalise(formatCount(words, 'ord', 'ord', true))} som är lika`,
      same: (count: number) => `${capitalise(formatCount(count, 'sak', 'saker'))} är lika i båda versionerna`,
    },
  },
  followUp: {
    title: (round: number, subject: string) => `Uppföljning ${round}: ${subject}`,
    line: (unit: string, year: string, due: string) => `${unit}, läsåret ${year}. Klar senast ${due}.`,
    stages: {
      pågår: 'Pågår',
      öppnad: 'Båda har bedömt',
      klarmarkerad: 'Klarmarkerad',
      'godkänd av rektor': 'Godkänd av rektor',
      'mottagen av huvudman': 'Mottagen av huvudman',
      inställd: 'Inställd',
    },
    document: {
      utkast: 'Arbetsmaterial: bara den som skriver ser sin egen bedömning.',
      delad: 'Delad mellan rektor och innehavare.',
      upprättad: (when: string) =>
        `Upprättad ${when}. Den kan begäras ut, så skriv om uppdraget och inte om personer.`,
    },
    begunAt: (before: string, now: string) =>
      `Den påbörjades vid ${before}. Tjänsten står nu vid ${now}, och det som inte är upprättat följde med dit.`,
    movedOut: 'Rutinen omfattar inte enheten: gör klart uppföljningen, eller ställ in den.',
    facts: {
      assignment: 'Uppdrag',
      need: 'Behov',
      needSource: (source: string) => `enligt ${source}`,
      noNeed: 'Inget behov är angivet',
      holder: 'Innehavare',
      planned: 'Planerad tid',
      plannedText: (share: string) => `${share} av arbetstiden (ur uppdraget)`,
      unknown: 'okänd',
      latestStep: 'Nästa steg sedan sist',
      latestFrom: (round: number, date: string) => `uppföljning ${round}, klar ${date}`,
    },
    earlier: 'Tidigare uppföljningar',
    waiting: {
      both: 'Varken rektor eller innehavare har lämnat in.',
      own: 'Du har inte lämnat in än.',
      other: (party: string) => `${capitalise(party)} har lämnat in.`,
      notOther: (party: string) => `${capitalise(party)} har inte lämnat in än.`,
      ownIn: 'Du har lämnat in.',
      rule: 'Ni ser varandras bedömningar när båda har lämnat in.',
    },
    rate: 'Bedöm uppdraget',
    continue: 'Fortsätt bedöma',
    takeBack: 'Ta tillbaka min bedömning',
    takenBack: 'Din bedömning är tillbaka hos dig.',
    own: 'Det du har lämnat in',
    both: 'Bedömningarna',
    bothSame: 'Rektor och innehavare har bedömt allt lika.',
    bothDiffer: (count: number) =>
      `Rektor och innehavare har bedömt ${formatCount(count, 'sak', 'saker')} olika.`,
    addition: 'lokalt tillägg',
    criterion: 'Kriterium',
    principal: 'Rektor',
    holder: 'Innehavare',
    difference: 'Skillnad',
    agreed: 'Gemensamt',
    reason: (reason: string) => `Skäl: ${reason}`,
    nextStep: 'Nästa steg',
    actual: 'Faktisk tid',
    writeAgreed: 'Skriv gemensam bedömning',
    changeAgreed: 'Ändra gemensam bedömning',
    agreedHead: 'Gemensam bedömning',
    agreedNone: 'Ingen gemensam bedömning är skriven än.',
    agreedLacks: 'Innan uppföljningen kan klarmarkeras',
    about: (code: string) => `Gäller ${code}`,
    moveReason: 'Varför?',
    moveReasonHelp: 'Skälet syns för er båda.',
    evidence: 'Underlag',
    evidenceEmpty: 'Inget underlag är antecknat än.',
    evidenceOthers: (count: number) => `Annat underlag om uppdraget: ${count}`,
    evidenceAdd: 'Anteckna ett underlag',
    evidenceHelp: 'Båda ser det. Skriv inga namn på elever eller kollegor.',
    evidenceSave: 'Spara underlaget',
    evidenceSaved: 'Underlaget är antecknat.',
    kind: 'Slag',
    date: 'Dag',
    what: 'Vad är det?',
    history: 'Vad har ändrats?',
    when: 'När',
    who: 'Vem',
    change: 'Vad',
    download: 'Ladda ner allt som har sagts',
    readings: 'Vem har läst',
    readingsNone: 'Ingen utom ni som bedömer har läst den.',
    readOn: 'Läst',
    reader: 'Läsare',
  },
  form: {
    saved: (time: string) => `Utkast, sparat ${time}.`,
    notSaved: 'Inget är sparat än.',
    nextStep: 'Vad blir nästa steg?',
    nextStepHelp: 'Börja framåt. En eller två meningar.',
    time: 'Hur stor del av arbetstiden har uppdraget fått?',
    timeHelp: (planned: string) => `Planerat: ${planned} (ur uppdraget).`,
    timeUnknown: 'Planerad tid är inte angiven i uppdraget.',
    percent: '% av arbetstiden',
    notKnown: 'Jag vet inte',
    notKnownLabel: 'Eller',
    evidenceHead: 'Nytt underlag',
    evidenceHelp:
      'Saknas något i listan skriver du det här. Ändra dagen om det är äldre. Den andra ser det när båda har lämnat in. Skriv inga namn på elever eller kollegor.',
    newPiece: (letter: string) => `Nytt underlag ${letter}`,
    secondPiece: 'Ett underlag till',
    newPieceOption: (letter: string) => `Det nya underlaget ${letter}`,
    pieceCarries: 'Vad vilar på det?',
    pieceForAll: 'Allt jag bedömer nedan',
    level: 'Nivå',
    evidenceForAll: 'Vilket underlag vilar dina bedömningar på?',
    evidenceForAllHelp:
      'Kryssa i det som gäller allt du bedömer nedan. Det som bara gäller en bedömning väljer du under den. Nivå 4 behöver två underlag av olika slag.',
    evidenceTicked: (count: number) =>
      `Det du själv har antecknat sedan förra gången är ikryssat. Ta bort ${count === 1 ? 'det om dina bedömningar inte vilar på det' : 'det som dina bedömningar inte vilar på'}.`,
    evidenceNone: 'Inget underlag är antecknat än. Skriv ett här nedanför.',
    evidenceFor: (code: string) => `Underlag bara för ${code}`,
    evidenceForHelp: 'Utöver det du har kryssat i för allt.',
    evidenceNoneSince: 'Inget underlag är daterat efter förra uppföljningen.',
    earlierEvidence: (count: number) => `${capitalise(inWords(count))} tidigare underlag`,
    scope: 'Gäller',
    scopes: { ämne: 'ämnet', skolövergripande: 'hela skolan' },
    wording: 'Med dina ord',
    wordingHelp: 'Om uppdraget, inte om personen.',
    more: 'Eget underlag, omfattning och egna ord',
    structuresKnown: 'Det här är angivet för enheten:',
    structuresUnstated: 'Inget är angivet om enhetens ämnesgrupper och möten.',
    structuresSource: 'Källa:',
    structuresLink: 'enhetens strukturer',
    conditions: 'Förutsättningar',
    conditionsHelp: 'Det här bedöms på rektor och huvudman.',
    parameters: 'Uppdraget',
    additionsHelp: 'Rutinens egna parametrar. De räknas för sig, aldrig ihop med kärnan.',
    saveDraft: 'Spara utkast',
    handIn: 'Lämna in',
    handInNote: (party: string) => `${capitalise(party)} ser din bedömning när båda har lämnat in.`,
    draftSaved: 'Utkastet är sparat.',
    handedIn: 'Du har lämnat in din bedömning.',
    opened: 'Båda har lämnat in. Nu ser ni varandras bedömningar.',
    whoReads: 'Vem läser vad, och varför?',
    field: 'Fält',
    reader: 'Läses av',
    purpose: 'Till för',
  },
  agree: {
    title: 'Gemensam bedömning',
    intro: 'Era två bedömningar står kvar som de är. Skriv vad ni har kommit fram till.',
    bothSaid: (principal: string, holder: string) =>
      `Rektor: ${ended(principal)} Innehavare: ${ended(holder)}`,
    principalSaid: (text: string) => `Rektor: ${text}`,
    holderSaid: (text: string) => `Innehavare: ${text}`,
    reason: 'Varför?',
    reasonOther: (code: string) => `Ni kom fram till något annat: skriv varför, ${code}`,
    reasonHelp: 'Behövs när ni inte båda hade samma bedömning från början.',
    about: 'Vad gäller nästa steg?',
    aboutNone: 'Inget särskilt kriterium',
    save: 'Spara gemensam bedömning',
    saved: 'Den gemensamma bedömningen är sparad.',
  },
  mine: {
    title: 'Allt som sagts om ditt uppdrag',
    pulse: 'Vad kollegorna har svarat i kollegapulsen',
    intro:
      'Här är varje uppföljning av de uppdrag du har haft, och vilka som har läst dem. Bedömningarna används inte för lön.',
    empty: 'Ditt uppdrag har inte följts upp än.',
    noPosition: 'Du har ingen karriärtjänst i dag, så det finns inget uppdrag att följa upp.',
    without: {
      title: (unit: string) => `Varför uppdraget vid ${unit} inte följs upp`,
      why: 'Varför',
      meaning: 'Vad det betyder för dig',
      whom: 'Vem du kan fråga',
      noAssignment: (unit: string) =>
        `Tjänsten vid ${unit} har inget uppdrag inskrivet i dag. Det som följs upp är uppdraget.`,
      noRoutine: (unit: string) =>
        `Ingen beslutad rutin för uppföljning omfattar ${unit}, så där öppnas inga uppföljningar.`,
      coming: (routine: string, unit: string, on: string) =>
        `Rutinen ”${routine}” omfattar ${unit}, men börjar gälla först ${on}.`,
      noRound: (routine: string, unit: string) =>
        `Rutinen ”${routine}” omfattar ${unit}, men ingen uppföljning har öppnats sedan du fick uppdraget.`,
      means: {
        'inget uppdrag': 'Ingen bedömer något, och ingenting räknas som sent.',
        'ingen rutin':
          'Varken du eller rektor bedömer uppdraget i Samsyn, och det räknas inte som sent. Uppdraget gäller som förut. Det du och rektor kommer överens om vid sidan av syns inte här.',
        'kommande rutin':
          'Till dess bedömer ingen uppdraget i Samsyn, och det räknas inte som sent. Uppdraget gäller som förut.',
        'ingen omgång': 'När nästa uppföljning öppnas syns den här och på Mitt att göra.',
      },
      ask: {
        'inget uppdrag': ({ rektor }: Asked) => `${who(rektor, 'rektor')}, som skriver in uppdraget.`,
        'ingen rutin': ({ rektor, utvecklingsledare }: Asked) =>
          `${who(rektor, 'rektor')}, om hur ditt uppdrag följs upp i dag. ${who(utvecklingsledare, 'utvecklingsledare')}, om en rutin är på väg.`,
        'kommande rutin': ({ rektor }: Asked) =>
          `${who(rektor, 'rektor')}, om hur ditt uppdrag följs upp till dess.`,
        'ingen omgång': ({ utvecklingsledare }: Asked) =>
          `${who(utvecklingsledare, 'utvecklingsledare')}, som leder uppföljningen.`,
      },
    },
    read: (count: number) =>
      count === 0
        ? 'Ingen utom ni som bedömer har läst den'
        : `Läst av ${formatCount(count, 'annan', 'andra')}`,
  },
  fields: {
    title: 'Fälten: vem läser, till vad, och när de senast användes',
    lastUse: 'Senast använt',
    uses: {
      läst: 'läst eller mottaget av någon som inte skrev det',
      'nästa uppföljning': 'fanns med i nästa uppföljning',
      siffra: 'räknades i ett sparat underlag',
    } satisfies Record<UseKind, string>,
    used: (how: string, day: string) => `${day}, ${how}`,
    unanswered: 'inte besvarat i någon upprättad uppföljning än',
    never: (since: string) => `ingen användning antecknad, besvaras sedan ${since}`,
    note: 'Räknat över rutinens alla upprättade uppföljningar. Bara det som ändå antecknas är med: vilken dag en uppföljning har lästs eller tagits emot, att nästa steg möter nästa uppföljning, och siffror som har sparats i ett underlag. Vem som läste visas inte här, och att någon ser på en sida med siffror antecknas inte.',
    allUsed: 'Alla fält som har besvarats har också använts. Inget föreslås bort.',
    noneAnswered: 'Ingen uppföljning är upprättad än, så det går inte att säga vad som används.',
    proposed: (count: number) =>
      `${capitalise(formatCount(count, 'fält', 'fält', true))} har besvarats utan att någon användning är antecknad. Det kostar tid och föreslås bort:`,
    proposal: (fields: readonly string[], what: string) => `${formatList(fields)}: ${what}`,
    proposals: {
      'ta bort tillägget': 'ta bort ur rutinens lokala tillägg.',
      'fråga en gång': 'fråga bara en gång per läsår, som kärnan kräver.',
      'pröva kärnan':
        'kärnan är densamma för alla och frågas minst en gång per läsår. Ta upp det när bedömningsmatrisen ses över.',
      'pröva fältet': 'frågas varje gång i alla rutiner. Ta upp det när rutinerna ses över.',
    } satisfies Record<Proposal, string>,
  },
  readers: {
    nextStep: { reader: 'Rektor och innehavare', purpose: 'att veta vad som ska hända härnäst' },
    actualShare: {
      reader: 'Rektor, verksamhetschef och nämnd (som sammanställning)',
      purpose: 'att se om uppdraget får den tid det ska ha',
    },
    parameter: {
      reader: 'Rektor och innehavare; när den är upprättad också förvaltningens ledning',
      purpose: 'att utveckla uppdraget',
    },
    condition: {
      reader: 'Rektor, innehavare och förvaltningens ledning',
      purpose: 'att rektor och huvudman ska kunna åtgärda det som hindrar',
    },
  },
} as const;
