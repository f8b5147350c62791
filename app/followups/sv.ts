import { capitalise, formatCount, formatList } from '#app/shared/swedish.ts';

const followUps = (count: number) => formatCount(count, 'uppföljning', 'uppföljningar');

/** The Swedish texts of the rules of this room. Those of its pages are in pages/sv.ts. */
export const sv = {
  routine: {
    titleMissing: 'Skriv vad rutinen heter.',
    helpMissing: 'Skriv en vägledning till rektorerna: varför uppföljningen görs och vad som förväntas.',
    guideMissing: 'Skriv en samtalsguide: vad samtalet ska ta upp, och i vilken ordning.',
    scopeMissing: 'Välj minst en skolform, eller enheter utan skolform.',
    startMissing: 'Skriv vilken dag rutinen börjar gälla, till exempel 2027-07-01.',
    endBeforeStart: 'Rutinens sista dag ligger före den första. Ändra den ena.',
    countWrong: 'Ange hur många uppföljningar det ska vara, minst och högst: 1–6.',
    dueWrong: (round: number) => `Uppföljning ${round}: skriv dagen som månad och dag, till exempel 10-15.`,
    unitUnknown: 'Välj vilken del av organisationen rutinen gäller.',
    decided: 'Rutinen är beslutad och kan inte ändras. Gör en ny version.',
    hasDraft: 'Det finns redan ett utkast till ny version. Fortsätt med det.',
    decidedOnWrong:
      'Skriv vilken dag rutinen beslutades, till exempel 2026-06-10. Dagen får inte ligga framåt i tiden.',
    decidedByMissing: 'Skriv vem som beslutade rutinen.',
    unionOn:
      'Skriv vilken dag det fackliga steget togs, till exempel 2026-05-20. Dagen får inte ligga framåt i tiden.',
    unionForm: 'Välj hur det fackliga steget togs.',
    unionParties: 'Skriv vilka organisationer som var med.',
    unionView: 'Skriv vad organisationerna tyckte. ”Inga synpunkter” är också ett svar.',
    dayOfYear: (day: string) => `den ${day}`,
    otherUnits: 'enheter utan skolform',
    countRange: (fewest: number, most: number) =>
      fewest === most ? `${followUps(fewest)} per läsår` : `${fewest}–${most} uppföljningar per läsår`,
    round: (number: number) => `Uppföljning ${number}`,
    roundLine: (due: string, criteria: string) => `${capitalise(due)}: ${criteria}`,
    unionLine: (on: string, union: { form: string; parties: string; view: string }) =>
      `${on}, ${union.form}, ${union.parties}: ${union.view}`,
    decisionLine: (on: string, decision: { decidedBy: string; paragraph: string | null }) =>
      `${on}, ${decision.decidedBy}${decision.paragraph === null ? '' : `, § ${decision.paragraph}`}`,
    byClause: (decision: string, clause: string) => `${decision}: ${clause}`,
    fields: {
      title: 'Namn',
      valid: 'Gäller',
      scope: 'Omfattar',
      count: 'Antal uppföljningar',
      additions: 'Lokala tillägg',
      helpText: 'Vägledning till rektorn',
      guide: 'Samtalsguide',
      union: 'Fackligt steg',
      decision: 'Beslut',
    },
  },
  document: {
    kind: (number: number) => `Rutin, version ${number}`,
    spread: 'Vad som frågas när',
    spreadIntro:
      'Nästa steg och tid frågas varje gång. Med dem har ingen uppföljning fler än sju fält, och allt i kärnan bedöms minst en gång per läsår.',
    spreadColumns: ['Uppföljning', 'Klar senast', 'Vad som bedöms'],
    readers: 'Vem som läser vad',
    readersIntro:
      'Före det gemensamma samtalet ser var och en bara sin egen bedömning. Den som har uppdraget läser allt som har sagts om det, och ser vem mer som har läst. Den som arbetar med lön eller personalärenden läser inga bedömningar.',
    readerColumns: ['Fält', 'Vem som läser', 'Till vad'],
    rubric: 'Bedömningsmatris',
    rubricIntro:
      'Varje nivå behöver minst ett daterat underlag, nivå 4 minst två av olika slag. ”Kan inte bedömas” är ett helt svar. Det som bedöms är uppdraget och dess förutsättningar, aldrig personen, och bedömningarna används inte för lön.',
    additionsIntro:
      'Rutinens egna parametrar, utöver kärnan som är densamma för alla. De räknas aldrig ihop med kärnan.',
    criterion: 'Kriterium',
    parameters: 'Parametrar: bedöms på uppdraget',
    conditions: 'Förutsättningar: bedöms på rektor och huvudman',
  },
  additions: {
    noRound: (code: string) => `Välj i vilken uppföljning ${code} ska frågas, minst en.`,
    full: (round: number, fields: number, most: number, drop: readonly string[], room: readonly number[]) => {
      const ways = [
        ...(drop.length > 0
          ? [`ta bort ${formatList(drop, 'eller')} ur den, som också frågas i en annan uppföljning`]
          : []),
        ...(room.length > 0
          ? [`välj uppföljning ${formatList(room.map(String), 'eller')}, där det finns plats`]
          : []),
      ];
      const what =
        ways.length > 0
          ? capitalise(formatList(ways, 'eller'))
          : 'Flytta något ur den till en ny uppföljning';
      return `Uppföljning ${round} får med tillägget ${fields} fält, men får ha högst ${most}. ${what}.`;
    },
  },
  spread: {
    rounds: (count: number, fewest: number, most: number) =>
      `Rutinen har ${followUps(count)}, men ska ha minst ${fewest} och högst ${most}.`,
    tooMany: (round: number, fields: number, most: number) =>
      `Uppföljning ${round} frågar efter ${fields} saker, men får ha högst ${most}. Flytta något till en annan uppföljning.`,
    missing: (codes: string, core: boolean) =>
      core
        ? `Kärnan ska bedömas minst en gång per läsår. Ingen uppföljning frågar efter ${codes}.`
        : `Ingen uppföljning frågar efter ${codes}. Lägg in det i en av dem, eller ta bort tillägget.`,
    unknown: (code: string) => `${code} finns inte i bedömningsmatrisen.`,
    twice: (round: number) => `Uppföljning ${round} frågar efter samma sak två gånger.`,
  },
  round: {
    yearWrong: 'Välj ett läsår.',
    notDecided: 'Rutinen är inte beslutad än. En omgång kan bara öppnas ur en beslutad rutin.',
    notInForce: (label: string) => `Rutinen gäller inte under ${label}.`,
    unknown: 'Omgången finns inte i rutinen.',
    otherFirst: (number: number, due: string) =>
      `Öppna uppföljning ${number} först: den ska vara klar ${due} och är inte öppnad.`,
    already: 'Omgången är redan öppnad.',
    notOpen: 'Omgången är inte öppnad.',
    written:
      'Omgången går inte att ta tillbaka längre: någon har börjat skriva i den. Ställ in de uppföljningar som inte ska göras.',
    noAssignments: 'Ingen tjänst som rutinen omfattar har både innehavare och uppdrag i dag.',
  },
  moves: {
    markReady: { label: 'Klarmarkera', done: 'Uppföljningen är klarmarkerad.' },
    returnToTalk: { label: 'Lämna tillbaka', done: 'Uppföljningen är tillbaka hos er båda.' },
    approve: { label: 'Godkänn uppföljningen', done: 'Uppföljningen är godkänd och upprättad.' },
    receive: { label: 'Ta emot uppföljningen', done: 'Uppföljningen är mottagen.' },
    reopen: { label: 'Öppna igen', done: 'Uppföljningen är öppen igen. Det som upprättades finns kvar.' },
    callOff: { label: 'Ställ in uppföljningen', done: 'Uppföljningen är inställd.' },
    resume: { label: 'Återuppta uppföljningen', done: 'Uppföljningen pågår igen.' },
  },
  stage: {
    elsewhere: (stage: string) =>
      `Det går inte längre: uppföljningen är ${stage}. Ladda om sidan för att se vad som kan göras nu.`,
    reasonMissing: 'Skriv varför, så att den andra förstår.',
  },
  rating: {
    nextStepMissing: 'Skriv vad nästa steg är. En mening räcker.',
    shareMissing: 'Skriv hur stor del av arbetstiden uppdraget har fått, eller välj att du inte vet.',
    shareWrong: 'Skriv tiden som procent av arbetstiden, 0–100.',
    judgementMissing: (code: string) => `${code}: välj en nivå, eller ”Kan inte bedömas”.`,
    evidenceOne: (code: string) =>
      `${code}: en nivå behöver minst ett daterat underlag. Välj ett, skriv ett nytt, eller välj ”Kan inte bedömas”.`,
    evidenceForAll: (codes: string) =>
      `${codes}: varje nivå behöver minst ett daterat underlag. Kryssa i det som gäller alla på ett ställe, annars under var och en.`,
    evidenceTwo: (code: string) =>
      `${code}: nivå 4 behöver minst två underlag av olika slag. Välj ett till, eller en lägre nivå.`,
    tooLong: (most: number) => `Texten är för lång. Korta den till högst ${most} tecken.`,
    personalNumber:
      'Texten innehåller något som ser ut som ett personnummer. Ta bort det; personnummer sparas inte här.',
    handedIn: 'Du har redan lämnat in. Ta tillbaka din bedömning om du vill ändra den.',
    notHandedIn: 'Bedömningen är inte inlämnad.',
    locked:
      'Bedömningen av uppdraget är låst tills det fackliga steget för rutinen är klart. Förutsättningar, tid och nästa steg går att fylla i.',
  },
  retention: {
    disposed: 'texten är gallrad',
    evidence: (years: number) =>
      `Det som skrivs om ett underlag finns kvar så länge uppdraget pågår. Efter beslut gallras texten ${formatCount(years, 'år', 'år', true)} efter att uppdraget har upphört, eller när er dokumenthanteringsplan säger. Att underlaget fanns, av vilket slag och från vilken dag, står kvar, för bedömningar vilar på det. Det som redan står i en upprättad uppföljning följer den handlingen.`,
  },
  evidence: {
    kind: 'Välj vilket slag av underlag det är.',
    date: 'Skriv vilken dag underlaget är från, till exempel 2026-11-12. Dagen får inte ligga framåt i tiden.',
    what: 'Skriv kort vad underlaget är.',
    personalNumber:
      'Texten innehåller något som ser ut som ett personnummer. Ta bort det; personnummer sparas inte här.',
  },
  said: {
    nothing: 'inget svar',
    share: (share: string) => `${share} av arbetstiden`,
    unknownShare: 'vet inte',
    rests: (numbers: readonly number[]) => `underlag ${formatList(numbers.map(String))}`,
    finalised: (hash: string) => `Upprättades, kontrollsumma ${hash.slice(0, 12)}`,
    someone: 'okänd',
  },
  /** A follow-up as a document. */
  whole: {
    kind: 'Uppföljning',
    intro:
      'Allt som har sagts i uppföljningen, så långt den som har laddat ner den får läsa. Det som bedöms är uppdraget och dess förutsättningar, aldrig personen, och bedömningarna används inte för lön.',
    facts: {
      assignment: 'Uppdrag',
      unit: 'Enhet',
      year: 'Läsår',
      due: 'Klar senast',
      holder: 'Innehavare',
      need: 'Behov',
      planned: 'Planerad tid',
      stage: 'Läge',
      finalised: 'Upprättad',
    },
    unknown: 'okänd',
    nextStep: 'Nästa steg och tid',
    step: 'Nästa steg',
    time: 'Faktisk tid',
    agreed: 'Gemensamt',
    about: (code: string) => `gäller ${code}`,
    judgements: 'Bedömningarna',
    own: 'Det du har skrivit',
    criterion: 'Kriterium',
    wording: (party: string) => `${capitalise(party)}, med egna ord`,
    reason: 'Skäl till det gemensamma',
    words: 'Egna ord och skäl',
    evidence: 'Underlag',
    evidenceLine: (on: string, what: string, kind: string) => `${on}: ${what} (${kind})`,
    readings: 'Vem har läst',
    readingsNone: 'Ingen utom ni som bedömer har läst den.',
    readingColumns: ['Läsare', 'Läst'],
    history: 'Vad har ändrats?',
    historyColumns: ['När', 'Vad', 'Vem'],
    because: (what: string, why: string) => `${what}. Skäl: ${why}`,
  },
  agreement: {
    missing: 'Skriv den gemensamma bedömningen först.',
    notSaid: 'Bara en av er har svarat.',
    same: 'Båda har bedömt lika.',
    onlyHolderJudged: 'Rektor kunde inte bedöma det, innehavaren har satt en nivå.',
    onlyPrincipalJudged: 'Innehavaren kunde inte bedöma det, rektor har satt en nivå.',
    principalHigher: 'Rektor har satt en högre nivå än innehavaren.',
    holderHigher: 'Innehavaren har satt en högre nivå än rektor.',
    judgementMissing: (code: string) => `${code}: välj vad ni har kommit fram till.`,
    reasonMissing: (code: string) =>
      `${code}: skriv varför, eftersom bedömningen inte är densamma som båda hade från början.`,
    evidence: (code: string, level: number) =>
      `${code}: nivå ${level} har inte tillräckligt med underlag. Välj en annan nivå, eller lämna tillbaka och lägg till underlag.`,
    conditionFirst: (codes: string) =>
      `Både uppdraget och en förutsättning ligger under nivå 3. Då ska nästa steg först gälla förutsättningen: välj ${codes}.`,
  },
  figures: {
    count: {
      title: 'Uppföljningar',
      how: 'Uppdrag i en omgång, räknade vid den enhet de hörde till när omgången öppnades. Klar betyder godkänd av rektor eller mottagen av huvudman. Inställda räknas inte bland dem som ska bli klara.',
    },
    minutes: {
      title: 'Tid för en bedömning',
      how: 'Medianen av den tid som formuläret har varit öppet innan en bedömning lämnades in, rektors och innehavares tillsammans. Mäts hos er och lämnar aldrig Samsyn. Visas inte för färre än fem.',
    },
    minuteColumns: ['Minuter'],
    freshness: {
      title: 'Färskhet',
      how: 'Uppdrag som har innehavare och omfattas av en beslutad rutin, efter hur länge sedan de senast följdes upp. Räknas från den dag en uppföljning upprättades, så som det var känt på dagen. Färsk är kortare tid än fyra månader, gammal längre än åtta.',
    },
    freshnessColumns: ['Tjänst', 'Enhet', 'Senast uppföljd'],
    judgements: {
      title: 'Gemensamma bedömningar',
      how: 'Upprättade uppföljningar under läsåret, räknade efter vad rektor och innehavare har kommit fram till för kriteriet. Räknas in dagen efter omgångens sista dag, och det som upprättas senare när läsåret är slut. Ett uppdrag räknas en gång, i den senaste omgång som är inräknad. Visas inte för färre än fem uppdrag, när alla har bedömts lika, eller när ett dolt tal annars skulle gå att räkna ut. Inget läggs ihop över kriterier.',
    },
    judgementColumns: ['Kriterium', 'Bedömning'],
    time: {
      title: 'Tid mot plan',
      how: 'Uppdrag i upprättade uppföljningar under läsåret, efter den tid som rektor och innehavare är överens om att uppdraget har fått, jämförd med den planerade tiden i uppdraget. Som planerat är högst en tiondel mer eller mindre än planen: 9–11 % när planen är 10 %. Räknas in dagen efter omgångens sista dag, och det som upprättas senare när läsåret är slut. Ett uppdrag räknas en gång, i den senaste omgång som är inräknad. ”Vet inte” är ett svar. Visas inte för färre än fem uppdrag, när alla är lika, eller när ett dolt tal annars skulle gå att räkna ut.',
    },
    timeColumns: ['Tid mot plan'],
    tooFewJudged: 'visas inte',
    tooFewTimed: 'färre än fem bedömningar',
    columns: ['Tjänst', 'Enhet', 'Omgång'],
    noRound: 'Omgången finns inte.',
    unknown: 'finns inte',
  },
  chapter: {
    heading: 'Uppföljning av uppdragen',
    year: (label: string) => `Läsåret ${label} är`,
    roundOf: (round: string, routine: string) => `${round} enligt ”${routine}”`,
    roundIs: (name: string) => `${name} klar för`,
    roundToo: (name: string) => `${name} för`,
    on: (date: string) => `Den ${date} var`,
    fresh: 'uppdrag uppföljda för mindre än fyra månader sedan,',
    ageing: 'för fyra till åtta månader sedan och',
    old: 'för längre sedan;',
    never: 'var inte uppföljda än.',
    ofYear: (label: string) => `läsåret ${label}`,
    rule: (routines: string) =>
      `Uppföljningen görs enligt rutinen ${routines}: rektor och innehavare bedömer var för sig och kommer sedan överens. Det som bedöms är uppdraget och dess förutsättningar, aldrig personen. Kriterierna läggs aldrig ihop, och ingenting rangordnas. Det räknas in när omgångens sista dag har passerat, och det som skulle peka ut ett enskilt uppdrag visas inte.`,
    caption: 'Gemensamma bedömningar: antal uppdrag på varje nivå',
    criterion: 'Kriterium',
    yearHead: 'Läsår',
    hidden: (codes: string) =>
      `${codes} visas inte: färre än fem uppdrag är bedömda, eller alla är bedömda lika.`,
    nothingShown: 'Bedömningarna visas inte än: färre än fem uppdrag är bedömda, eller alla är bedömda lika.',
    source: (date: string) => `upprättade uppföljningar ${date}`,
    time: (year: string) =>
      `Antal uppdrag läsåret ${year} efter den tid de har fått, jämförd med den planerade:`,
    heads: {
      1: '1 Påbörjat',
      2: '2 På väg',
      3: '3 Etablerat',
      4: '4 Spridande',
      'kan inte bedömas': 'Kan inte bedömas',
    },
    expected: 'Etablerat är den förväntade nivån.',
    done: (round: string) => `${round}, klara`,
    due: (round: string) => `${round}, ska bli klara`,
  },
  history: {
    opened: 'Uppföljningen öppnades',
    saved: 'Ett utkast sparades',
    handedIn: (party: string) => `${capitalise(party)} lämnade in sin bedömning`,
    takenBack: (party: string) => `${capitalise(party)} tog tillbaka sin bedömning`,
    bothOpen: 'Båda bedömningarna öppnades',
    agreed: 'En gemensam bedömning skrevs',
    moved: (from: string, to: string) => `Gick från ${from} till ${to}`,
    evidence: 'Ett underlag antecknades',
  },
  tasks: {
    about: (subject: string, unit: string) => `${subject}, ${unit}`,
    title: (number: number, of: number) => `Uppföljning ${number} av ${of}`,
    ofYear: (title: string, year: string) => `${title}, läsåret ${year}`,
    rate: 'Bedöm uppdraget',
    nobodyIsIn: 'Ni bedömer var för sig och ser varandras bedömningar när båda har lämnat in.',
    otherIsIn: (party: string) => `${capitalise(party)} har lämnat sin bedömning. Din återstår.`,
    talk: 'Båda har bedömt. Skriv den gemensamma bedömningen.',
    agree: 'Skriv gemensam bedömning',
    approve: 'Läs och godkänn',
    approveAbout: 'Uppföljningen är klarmarkerad.',
    receive: 'Ta emot uppföljningar',
    receiveAbout: (count: number) =>
      `${capitalise(followUps(count))} är ${count === 1 ? 'godkänd' : 'godkända'} av rektor och väntar på att du tar emot ${count === 1 ? 'den' : 'dem'}.`,
    receiveButton: (count: number) => (count === 1 ? 'Läs och ta emot' : 'Visa dem'),
    movedOut: 'Tjänsten har flyttat till en enhet som rutinen inte omfattar: gör klart, eller ställ in.',
    partyName: { rektor: 'rektor', innehavare: 'innehavaren' },
  },
} as const;
