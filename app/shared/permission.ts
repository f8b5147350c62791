/**
 * Everything a person can do in the program that needs a right, with the words a person sees. The table that says who
 * may do it, and where, is in the room `access`.
 */
export const actions = {
  signIn: 'Logga in och ut',
  readPublic: 'Läsa det som är publicerat för alla',
  seeOwnWork: 'Se sitt eget att göra',
  seeOrganisation: 'Se organisationen',
  editOrganisation: 'Ändra organisationen',
  editPeople: 'Ge och ta bort roller',
  seePositions: 'Se tjänster och uppdrag',
  seeHolder: 'Se vem som innehar en tjänst',
  editPosition: 'Ändra tjänster, innehav och uppdrag',
  fillPosition: 'Se till att en tjänst är tillsatt',
  shapeAssignment: 'Se till att ett uppdrag svarar mot ett behov',
  importPositions: 'Läsa in tjänster från fil',
  seeDistribution: 'Se fördelning och användning',
  seeStructures: 'Se enheternas strukturer för att utveckla undervisningen',
  editStructure: 'Skriva in och avsluta en enhets strukturer',
  openResults: 'Öppna resultatdelen',
  seeUnitResults: 'Se en enhets inlämnade resultat',
  seeFewTeachers: 'Se resultat som vilar på en eller två lärare',
  deliverResults: 'Lämna in elevresultat som celler',
  releaseResults: 'Lämna ut en tabell med elevresultat',
  seeMatter: 'Se ärenden och deras tråd',
  editMatter: 'Skapa och ändra ärenden och uppdrag',
  seeBoardItem: 'Se en tjänsteskrivelse',
  editBoardItem: 'Skriva i en tjänsteskrivelse',
  approveBoardItem: 'Godkänna en tjänsteskrivelse',
  sendBoardItem: 'Lämna en tjänsteskrivelse till nämnden',
  recordDecision: 'Föra in nämndens beslut',
  seeRoutine: 'Se rutiner, bedömningsmatris, årshjul och hur långt uppföljningen har kommit',
  seeJudgements: 'Se hur många uppdrag som har bedömts till varje nivå',
  editRoutine: 'Ändra och besluta rutiner för uppföljning',
  stateUnionView: 'Lämna den fackliga organisationens syn på en rutin',
  openRound: 'Öppna omgångar av uppföljningen, och ta tillbaka dem',
  seeFollowUpStatus: 'Se vilka uppföljningar som är klara på en enhet',
  seeFollowUp: 'Läsa en uppföljning',
  rateFollowUp: 'Bedöma ett uppdrag',
  agreeFollowUp: 'Skriva gemensam bedömning',
  approveFollowUp: 'Godkänna en uppföljning som rektor',
  callOffFollowUp: 'Ställa in en uppföljning',
  receiveFollowUp: 'Ta emot en uppföljning för huvudmannen',
  reopenFollowUp: 'Öppna en upprättad uppföljning igen',
  openPulse: 'Öppna och stänga kollegapulser',
  seePulse: 'Se en kollegapuls',
  answerPulse: 'Svara på en kollegapuls med en kod',
  seeReminders: 'Se vilka påminnelser som har skickats',
  decideReminders: 'Avgöra om en misslyckad påminnelse ska skickas igen',
  seeLog: 'Se loggen över det som gjorts',
} as const;

export type Action = keyof typeof actions;

/** What changes what rights rest on: whoever does it writes alone. */
export const rightsActions: readonly Action[] = ['editOrganisation', 'editPeople'];

/** What a right is asked about: the unit that governs the object, the people it is about, and its state. */
export type Place = {
  /** null: the whole authority. */
  readonly unitId: string | null;
  readonly personIds?: readonly string[];
  readonly state?: string;
};

/** An answer to "may I", always with its reason in Swedish. */
export type Decision = { readonly allowed: boolean; readonly because: string };

/** Det som har medgetts: something that was asked for, and allowed. */
export type Granted = { readonly action: Action; readonly place: Place };

/** The person who is looking, with the rights read for this very request. */
export type Viewer = {
  readonly authorityId: string;
  readonly authorityName: string;
  readonly isDemo: boolean;
  /** null: a visitor who is not signed in. */
  readonly personId: string | null;
  readonly name: string | null;
  /** 'Rektor, Björkskolan', for the page head. */
  readonly roleLabels: readonly string[];
  /** The roles that the rights rest on. */
  readonly holdingIds: readonly string[];
  /** What has been allowed for this request: it is asked once more where something is written. */
  readonly granted: readonly Granted[];
  readonly may: (action: Action, place: Place) => Decision;
};
