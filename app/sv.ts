/** The one level of navigation, in the order of the year. */
export const navigationTexts = {
  '/': 'Mitt att göra',
  '/tjanster': 'Tjänster',
  '/fordelning': 'Fördelning',
  '/uppfoljning': 'Uppföljning',
  '/resultat': 'Resultat',
  '/arenden': 'Ärenden',
  '/organisation': 'Organisation',
  '/personer': 'Personer',
  '/logg': 'Logg',
} as const;

/** Where a person may want to begin, on the start page: the address, what is done there and what it gives. */
export const wayTexts = {
  '/arenden': {
    text: 'Följ nämndens uppdrag',
    about: 'Vad nämnden har beställt, vad den har fått och vad den väntar på.',
  },
  '/fordelning': {
    text: 'Se hur tjänsterna är fördelade',
    about: 'Per enhet och ämne, vilken dag du vill. Varje tal går att följa till sina rader.',
  },
  '/tjanster': {
    text: 'Slå upp en tjänst',
    about: 'Uppdraget, tiden och det behov på enheten som det svarar på.',
  },
  '/uppfoljning': {
    text: 'Läs hur uppföljningen går till',
    about: 'Rutinen, vad som bedöms och när. Det är uppdraget och dess villkor som bedöms, inte personen.',
  },
  '/tjanster/import': {
    text: 'Läs in tjänster från fil',
    about: 'Hela listan på en gång. Du ser vad som händer innan något sparas, och det går att ångra.',
  },
  '/personer': {
    text: 'Ge en person en roll',
    about: 'Rollen och enheten avgör vad personen ser och får göra.',
  },
  '/logg': {
    text: 'Granska loggen',
    about: 'Vem som gjorde vad, och när.',
  },
  '/paminnelser': {
    text: 'Välj påminnelser',
    about: 'Brev när något väntar på dig, och dagarna i din egen kalender.',
  },
  '/jag': {
    text: 'Se vad Samsyn vet om dig',
    about: 'Dina uppgifter, dina roller och vad du får göra.',
  },
} as const;

/** Where those begin who hold a position. */
export const holderWay = {
  href: '/uppfoljning/mitt',
  text: 'Läs allt som sagts om ditt uppdrag',
  about: 'Varje uppföljning, och vilka som har läst den. Följs uppdraget inte upp står det varför.',
} as const;

/** Where each room tells what it knows of the one who looks. */
export const aboutYouTexts = [
  {
    href: '/uppfoljning/mitt',
    text: 'Allt som sagts om ditt uppdrag',
    about: 'Varje uppföljning av en karriärtjänst som du har eller har haft, och vilka som har läst den.',
  },
  {
    href: '/paminnelser',
    text: 'Dina påminnelser',
    about: 'Om du har bett om brev eller en kalender.',
  },
] as const;

/** What the log calls each act. A test reads every kind of act in the program and asks for its words here. */
export const actTexts: Readonly<Record<string, string>> = {
  academicYearDecided: 'Läsårets gränser bestämdes',
  agreedRatingWritten: 'Gemensam bedömning skrevs',
  appointed: 'Innehavare angavs',
  appointmentChanged: 'Innehav ändrades',
  assignmentChanged: 'Uppdrag ändrades',
  assignmentGiven: 'Uppdrag gavs',
  authorityCreated: 'Huvudmannen lades upp',
  boardItemChanged: 'Skrivelse ändrades',
  boardItemCreated: 'Skrivelse skapades',
  boardItemMoved: 'Skrivelse bytte läge',
  boardItemSealed: 'Skrivelse lämnades till nämnden och frystes',
  calendarLinkMade: 'Kalenderlänk skapades',
  calendarLinkRevoked: 'Kalenderlänk togs tillbaka',
  commissionGiven: 'Uppdrag från nämnden fördes in',
  decisionRecorded: 'Nämndens beslut fördes in',
  evidenceDisposed: 'Text om underlag gallrades',
  evidenceNoted: 'Underlag till uppföljning antecknades',
  followUpFinalised: 'Uppföljning avslutades',
  followUpMoved: 'Uppföljning bytte läge',
  holidayAdded: 'Lov lades till',
  importUndone: 'Inläsning ångrades',
  localSubjectAdded: 'Eget ämne lades till',
  localSubjectRemoved: 'Eget ämne togs bort',
  matterChanged: 'Ärende ändrades',
  matterCreated: 'Ärende skapades',
  needAdded: 'Behov lades till',
  needChanged: 'Behov ändrades',
  organisationChanged: 'Enheter omorganiserades',
  organisationImported: 'Organisationen lästes in från fil',
  peopleImported: 'Personer lästes in från fil',
  personAdded: 'Person lades till',
  positionAdded: 'Tjänst lades till',
  positionChanged: 'Tjänst ändrades',
  positionsImported: 'Tjänster lästes in från fil',
  publishedRegisterTakenIn: 'Skolverkets uppgifter lästes in',
  pulseClosed: 'Kollegapuls stängdes',
  pulseCodesRenewed: 'Nya lappar till en kollegapuls gjordes',
  pulseOpened: 'Kollegapuls öppnades',
  ratingHandedIn: 'Bedömning lämnades in',
  ratingSaved: 'Bedömning sparades',
  ratingTakenBack: 'Bedömning togs tillbaka',
  ratingsOpened: 'Båda bedömningarna öppnades',
  resultCellsDisposed: 'Resultat gallrades',
  resultsDelivered: 'Resultat lämnades in',
  resultsWithdrawn: 'Resultat drogs tillbaka',
  resultsReleased: 'Resultattabell lämnades ut',
  reminderLeft: 'Misslyckad påminnelse fick vara',
  reminderResent: 'Misslyckad påminnelse skickades igen',
  remindersTurnedOff: 'Påminnelser stängdes av',
  remindersTurnedOn: 'Påminnelser slogs på',
  reportBackRecorded: 'Tidigare återrapportering fördes in',
  roleEnded: 'Roll avslutades',
  roleGiven: 'Roll gavs',
  roundExtended: 'Uppföljningsomgång utökades',
  roundOpened: 'Uppföljningsomgång öppnades',
  roundWithdrawn: 'Uppföljningsomgång togs tillbaka',
  routineChanged: 'Rutin ändrades',
  routineDecided: 'Rutin beslutades',
  routineCreated: 'Rutin för uppföljning skapades',
  routineVersionBegun: 'Ny version av rutinen påbörjades',
  rubricAdded: 'Bedömningsmatris lades till',
  signInLinkMade: 'Inloggningslänk skapades',
  signedIn: 'Loggade in',
  structureAdded: 'Ämnesgrupp skrevs in',
  structureChanged: 'Ämnesgrupp ändrades',
  structureTakenBack: 'Svaret att strukturer saknas togs tillbaka',
  unionViewStated: 'Facklig organisation lämnade sin syn på rutinen',
  unitAdded: 'Enhet lades till',
  unitChanged: 'Enhet ändrades',
  unitEnded: 'Enhet avslutades',
};

/** What the log calls that which an act is about. */
export const subjectTexts: Readonly<Record<string, string>> = {
  academicYear: 'Läsår',
  assignment: 'Uppdrag',
  authority: 'Huvudmannen',
  boardItem: 'Skrivelse',
  delivery: 'Inlämning',
  followUp: 'Uppföljning',
  holiday: 'Lov',
  import: 'Inläsning',
  matter: 'Ärende',
  need: 'Behov',
  person: 'Person',
  position: 'Tjänst',
  pulse: 'Kollegapuls',
  release: 'Utlämnande',
  round: 'Uppföljningsomgång',
  routine: 'Rutin',
  rubric: 'Bedömningsmatris',
  structure: 'Strukturer',
  subject: 'Ämne',
  unit: 'Enhet',
};
