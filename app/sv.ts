/** The one level of navigation, in the order of the year. */
export const navigationTexts = {
  '/': 'Mitt att göra',
  '/tjanster': 'Tjänster',
  '/fordelning': 'Fördelning',
  '/resultat/inlamningar': 'Resultat',
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
} as const;

/** What the log calls each act. A test reads every kind of act in the program and asks for its words here. */
export const actTexts: Readonly<Record<string, string>> = {
  academicYearDecided: 'Läsårets gränser bestämdes',
  appointed: 'Innehavare angavs',
  appointmentChanged: 'Innehav ändrades',
  assignmentChanged: 'Uppdrag ändrades',
  assignmentGiven: 'Uppdrag gavs',
  authorityCreated: 'Huvudmannen lades upp',
  boardItemChanged: 'Skrivelse ändrades',
  boardItemCreated: 'Skrivelse skapades',
  boardItemMoved: 'Skrivelse bytte läge',
  boardItemSealed: 'Skrivelse lämnades till nämnden och frystes',
  commissionGiven: 'Uppdrag från nämnden fördes in',
  decisionRecorded: 'Nämndens beslut fördes in',
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
  reportBackRecorded: 'Tidigare återrapportering fördes in',
  roleEnded: 'Roll avslutades',
  roleGiven: 'Roll gavs',
  signInLinkMade: 'Inloggningslänk skapades',
  signedIn: 'Loggade in',
  unitAdded: 'Enhet lades till',
  unitChanged: 'Enhet ändrades',
  unitEnded: 'Enhet avslutades',
};

/** What the log calls that which an act is about. */
export const subjectTexts: Readonly<Record<string, string>> = {
  academicYear: 'Läsår',
  authority: 'Huvudmannen',
  boardItem: 'Skrivelse',
  import: 'Inläsning',
  matter: 'Ärende',
  need: 'Behov',
  person: 'Person',
  position: 'Tjänst',
  subject: 'Ämne',
  unit: 'Enhet',
};
