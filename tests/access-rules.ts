import type { Role } from '#app/access/index.ts';
import type { Standing } from './world.ts';

/** Whether somebody with a role that stands so to the object may reach it in a state. */
export type Rule = (role: Role, standing: Standing, state: string | null) => boolean;

const inForce: readonly Standing[] = [
  'own',
  'areaAbove',
  'authority',
  'sameArea',
  'otherArea',
  'otherSchoolForm',
];
/** The role is held at the object's unit, or at one above it. */
const responsible: readonly Standing[] = ['own', 'areaAbove', 'authority'];

const everyone: Rule = () => true;
const signedIn: Rule = (_, standing) => inForce.includes(standing);
const responsibleAs =
  (...allowed: Role[]): Rule =>
  (role, standing) =>
    allowed.includes(role) && responsible.includes(standing);
/** What concerns the whole authority is for those whose role is held there. */
const centralAs =
  (...allowed: Role[]): Rule =>
  (role, standing) =>
    allowed.includes(role) && standing === 'authority';

const writers: readonly Role[] = [
  'administratör',
  'förvaltningschef',
  'utvecklingsledare',
  'nämndsekreterare',
  'verksamhetschef',
];
const readsItem: Rule = (role, standing, state) =>
  inForce.includes(standing) &&
  (writers.includes(role) || ['utskickad', 'beslutad', 'återremitterad'].includes(state ?? ''));
const writesItem: Rule = (role, standing, state) =>
  inForce.includes(standing) && writers.includes(role) && ['utkast', 'återremitterad'].includes(state ?? '');

const administers = centralAs('administratör');
const keepsMatters = centralAs('administratör', 'förvaltningschef', 'utvecklingsledare', 'nämndsekreterare');
const followsResults: readonly Role[] = [
  'administratör',
  'förvaltningschef',
  'verksamhetschef',
  'utvecklingsledare',
  'rektor',
  'revisor',
];
const opensResults: Rule = (role, standing) => inForce.includes(standing) && followsResults.includes(role);
const deliversResults = centralAs('administratör', 'utvecklingsledare');
const keepsRegister = centralAs('administratör', 'hrEkonom', 'utvecklingsledare');
const editsPosition = responsibleAs(
  'administratör',
  'hrEkonom',
  'utvecklingsledare',
  'verksamhetschef',
  'rektor',
);
/** A form for something new opens for those who may edit at some unit; where it may be saved is another question. */
const editsSomewhere: Rule = (role, standing) =>
  inForce.includes(standing) && editsPosition(role, 'own', null);
/** What is common to all units: for those who edit positions, and whose role is held over all of it. */
const editsCentrally = centralAs(
  'administratör',
  'hrEkonom',
  'utvecklingsledare',
  'verksamhetschef',
  'rektor',
);
const leadsUnit = responsibleAs('rektor');
const item = '/arenden/:id/skrivelser/:itemId';

const overPrincipals: readonly Role[] = ['förvaltningschef', 'verksamhetschef', 'utvecklingsledare'];
const leadsFollowUp = responsibleAs(...overPrincipals);
const leadsFollowUpSomewhere: Rule = (role, standing) =>
  inForce.includes(standing) && overPrincipals.includes(role);
const finalised = ['godkänd av rektor', 'mottagen av huvudman'];
/** Before it is finalised a follow-up is for the principal and the holder; then also for those over the principal. */
const readsFollowUp: Rule = (role, standing, state) =>
  responsible.includes(standing) &&
  (role === 'rektor' || (overPrincipals.includes(role) && finalised.includes(state ?? '')));
const ratesFollowUp: Rule = (role, standing, state) =>
  role === 'rektor' && responsible.includes(standing) && state === 'pågår';
const agreesFollowUp: Rule = (role, standing, state) =>
  role === 'rektor' && responsible.includes(standing) && ['öppnad', 'klarmarkerad'].includes(state ?? '');
/** No count of what has been judged is for those who keep pay. */
const seesJudgements: Rule = (role, standing) => inForce.includes(standing) && role !== 'hrEkonom';
const routine = '/uppfoljning/rutiner/:id/:nummer';
export const unionView = `${routine}/syn`;
export const unionStates = ['väntar på fackligt steg', 'fackligt steg taget'];
/** A union speaks of a routine until the step has been noted; noting it is for those who lead. */
const speaksForUnion: Rule = (role, standing, state) =>
  role === 'facklig' && responsible.includes(standing) && state === 'väntar på fackligt steg';
export const followUp = '/uppfoljning/:lasar/:id';
export const pulse = '/uppfoljning/puls/:puls';
export const pulseStates = ['öppen', 'stängd'];
/** Those over the principal see a pulse when it is closed. */
const seesPulse: Rule = (role, standing, state) =>
  responsible.includes(standing) &&
  (role === 'rektor' || (overPrincipals.includes(role) && state === 'stängd'));

export const expected: Readonly<Record<string, Rule>> = {
  'GET /': signedIn,
  'GET /logga-in': everyone,
  'POST /logga-in': everyone,
  'GET /logga-in/lank': everyone,
  'POST /logga-in/lank': everyone,
  'POST /logga-ut': everyone,
  'GET /om': everyone,
  'GET /tillganglighet': everyone,
  'GET /jag': signedIn,
  'GET /personer': administers,
  'GET /personer/ny': administers,
  'POST /personer': administers,
  'GET /personer/:id': administers,
  'POST /personer/:id/roller': administers,
  'POST /personer/:id/avsluta': administers,
  'POST /personer/:id/lank': administers,
  'GET /logg': centralAs('administratör', 'revisor'),
  'GET /paminnelser': signedIn,
  'POST /paminnelser': signedIn,
  'POST /paminnelser/kalender': signedIn,
  'POST /paminnelser/kalender/ta-tillbaka': signedIn,
  'GET /paminnelser/utskick': administers,
  'POST /paminnelser/utskick': administers,
  // The secret in the address opens it: see the tests of the room.
  'GET /kalender.ics': everyone,
  'GET /organisation': signedIn,
  'GET /organisation/:id': signedIn,
  'GET /organisation/lasar': signedIn,
  'GET /organisation/ny': administers,
  'GET /organisation/omorganisera': administers,
  'GET /organisation/:id/andra': administers,
  'GET /organisation/:id/avsluta': administers,
  'POST /organisation/:id/avsluta': administers,
  'POST /organisation': administers,
  'POST /organisation/lasar': administers,
  'POST /organisation/omorganisera': administers,
  'POST /organisation/:id': administers,
  'GET /tjanster': signedIn,
  'GET /tjanster/:id': signedIn,
  'GET /tjanster/behov': signedIn,
  'GET /tjanster/amnen': signedIn,
  'POST /tjanster/amnen': editsCentrally,
  'POST /tjanster/amnen/ta-bort': editsCentrally,
  'GET /tjanster/import': keepsRegister,
  'GET /tjanster/import/mall.csv': keepsRegister,
  'POST /tjanster/import': keepsRegister,
  'POST /tjanster/import/kolumner': keepsRegister,
  'POST /tjanster/import/bekrafta': keepsRegister,
  'GET /tjanster/import/:id': keepsRegister,
  'POST /tjanster/import/:id/angra': keepsRegister,
  'GET /tjanster/ny': editsSomewhere,
  'POST /tjanster': editsPosition,
  'GET /tjanster/strukturer/:enhet': signedIn,
  ...Object.fromEntries(
    [
      'GET /tjanster/strukturer/:enhet/ny',
      'POST /tjanster/strukturer/:enhet',
      'POST /tjanster/strukturer/:enhet/inga',
      'GET /tjanster/strukturer/:enhet/:struktur',
      'POST /tjanster/strukturer/:enhet/:struktur',
    ].map(route => [route, leadsUnit]),
  ),
  'GET /tjanster/behov/nytt': editsSomewhere,
  'POST /tjanster/behov': editsPosition,
  ...Object.fromEntries(
    [
      '/tjanster/behov/:id',
      '/tjanster/:id/andra',
      '/tjanster/:id/innehav',
      '/tjanster/:id/innehav/:innehav',
      '/tjanster/:id/uppdrag',
      '/tjanster/:id/uppdrag/:uppdrag',
    ].flatMap(path => [
      [`GET ${path}`, editsPosition],
      [`POST ${path}`, editsPosition],
    ]),
  ),
  'GET /demo': everyone,
  'POST /demo/dag': everyone,
  'GET /demo/filer/:name': everyone,
  'GET /fordelning': signedIn,
  'GET /fordelning/amnen': signedIn,
  'GET /fordelning/uppdrag': signedIn,
  'GET /fordelning/strukturer': signedIn,
  'GET /fordelning/tid': signedIn,
  'GET /fordelning/forandring': signedIn,
  ...Object.fromEntries(
    [
      '/resultat',
      '/resultat/tabell',
      '/resultat/utlamnat',
      '/resultat/utlamnat/:id',
      '/resultat/inlamningar',
    ].map(path => [`GET ${path}`, opensResults]),
  ),
  'POST /resultat/tabell': centralAs('administratör', 'utvecklingsledare', 'förvaltningschef'),
  'GET /resultat/inlamningar/ny': deliversResults,
  'GET /resultat/inlamningar/underlag.json': deliversResults,
  'POST /resultat/inlamningar': deliversResults,
  'GET /resultat/inlamningar/:id': responsibleAs(...followsResults),
  'POST /resultat/inlamningar/:id/aterstall': deliversResults,
  'GET /resultat/inlamningar/:id/dra-tillbaka': deliversResults,
  'POST /resultat/inlamningar/:id/dra-tillbaka': deliversResults,
  'GET /uppfoljning': signedIn,
  'GET /uppfoljning/matris': signedIn,
  'GET /uppfoljning/arshjul': signedIn,
  'POST /uppfoljning/arshjul/lov': centralAs(...overPrincipals),
  'GET /uppfoljning/mitt': signedIn,
  'GET /uppfoljning/rutiner': signedIn,
  'GET /uppfoljning/rutiner/ny': leadsFollowUpSomewhere,
  'POST /uppfoljning/rutiner': leadsFollowUp,
  [`GET ${routine}`]: signedIn,
  [`GET ${routine}/jamfor`]: signedIn,
  [`GET ${routine}/rutin.pdf`]: signedIn,
  [`GET ${routine}/rutin.docx`]: signedIn,
  ...Object.fromEntries(
    ['andra', 'fackligt', 'beslut'].flatMap(part => [
      [`GET ${routine}/${part}`, leadsFollowUp],
      [`POST ${routine}/${part}`, leadsFollowUp],
    ]),
  ),
  [`POST ${routine}/ny-version`]: leadsFollowUp,
  [`GET ${unionView}`]: speaksForUnion,
  [`POST ${unionView}`]: speaksForUnion,
  'GET /uppfoljning/puls': signedIn,
  'POST /uppfoljning/puls': leadsUnit,
  [`GET ${pulse}`]: seesPulse,
  [`POST ${pulse}/stang`]: leadsUnit,
  [`POST ${pulse}/nya-lappar`]: leadsUnit,
  'GET /puls': everyone,
  'POST /puls': everyone,
  'GET /uppfoljning/:lasar': signedIn,
  'GET /uppfoljning/:lasar/profil': seesJudgements,
  'POST /uppfoljning/:lasar/oppna': leadsFollowUp,
  'POST /uppfoljning/:lasar/aterkalla': leadsFollowUp,
  [`GET ${followUp}`]: readsFollowUp,
  [`GET ${followUp}/uppfoljning.pdf`]: readsFollowUp,
  [`GET ${followUp}/uppfoljning.docx`]: readsFollowUp,
  [`GET ${followUp}/bedom`]: ratesFollowUp,
  [`POST ${followUp}/bedom`]: ratesFollowUp,
  [`POST ${followUp}/ta-tillbaka`]: ratesFollowUp,
  // Who is a party, and which move may be made, the handler asks: see the tests of the room.
  [`POST ${followUp}/underlag`]: readsFollowUp,
  [`POST ${followUp}/lage`]: readsFollowUp,
  [`GET ${followUp}/gemensam`]: agreesFollowUp,
  [`POST ${followUp}/gemensam`]: agreesFollowUp,
  'GET /siffra': signedIn,
  'GET /siffra/:kod': signedIn,
  'GET /arenden': signedIn,
  'GET /arenden/:id': signedIn,
  'GET /arenden/nytt': keepsMatters,
  'POST /arenden': keepsMatters,
  'GET /arenden/:id/andra': keepsMatters,
  'POST /arenden/:id/andra': keepsMatters,
  'GET /arenden/:id/uppdrag/nytt': keepsMatters,
  'POST /arenden/:id/uppdrag/nytt': keepsMatters,
  'GET /arenden/:id/aterrapporter/ny': keepsMatters,
  'POST /arenden/:id/aterrapporter/ny': keepsMatters,
  'GET /arenden/:id/skrivelser/ny': (role, standing) => writesItem(role, standing, 'utkast'),
  'POST /arenden/:id/skrivelser/ny': (role, standing) => writesItem(role, standing, 'utkast'),
  [`GET ${item}`]: readsItem,
  [`GET ${item}/skrivelse.html`]: readsItem,
  [`GET ${item}/skrivelse.pdf`]: readsItem,
  [`GET ${item}/skrivelse.docx`]: readsItem,
  [`GET ${item}/figures.json`]: readsItem,
  ...Object.fromEntries(
    [
      'uppgifter',
      'sammanfattning',
      'arendebeskrivning',
      'svar',
      'beredning',
      'forslag',
      'delaktighet',
      'ekonomi',
      'underlag',
      'expedieras-till',
    ].flatMap(part => [
      [`GET ${item}/${part}`, writesItem],
      [`POST ${item}/${part}`, writesItem],
    ]),
  ),
  [`POST ${item}/svara-pa`]: writesItem,
  // The move itself asks for its own right: see the tests of the room.
  [`POST ${item}/lage`]: readsItem,
  [`GET ${item}/beslut`]: centralAs('nämndsekreterare'),
  [`POST ${item}/beslut`]: centralAs('nämndsekreterare'),
};

export const followUpStates = [
  'pågår',
  'öppnad',
  'klarmarkerad',
  'godkänd av rektor',
  'mottagen av huvudman',
  'inställd',
] as const;

export const itemStates = [
  'utkast',
  'för godkännande',
  'godkänd',
  'utskickad',
  'beslutad',
  'återremitterad',
] as const;
