import type { OrganisationOn } from '#app/organisation/index.ts';
import type { Action, Decision, Place } from '#app/shared/permission.ts';
import { type Role, type RoleHolding, roles } from './role.ts';
import { sv } from './sv.ts';

/**
 * How the unit of a held role relates to the unit that governs what is asked about.
 * own: the same unit · below: the object's unit stands under the role's · above: it stands over it ·
 * beside: both within one principal area, neither over the other · elsewhere: none of these.
 */
export const relations = ['own', 'below', 'above', 'beside', 'elsewhere'] as const;
export type Relation = (typeof relations)[number];

/** One line of the table: these roles may do these things where their unit relates so to the object's, in these states. */
export type Permission = {
  readonly roles: readonly Role[];
  readonly actions: readonly Action[];
  readonly where: readonly Relation[];
  /** Only for objects in one of these states; left out, in every state. */
  readonly states?: readonly string[];
  readonly because: string;
};

const everywhere: readonly Relation[] = relations;
const within: readonly Relation[] = ['own', 'below'];
const everyRole = Object.keys(roles) as Role[];
const leaders: readonly Role[] = ['förvaltningschef', 'verksamhetschef', 'utvecklingsledare', 'rektor'];
/** Those who lead the follow-up for the authority, over the principals. */
const overPrincipals: readonly Role[] = ['förvaltningschef', 'verksamhetschef', 'utvecklingsledare'];
const central: readonly Role[] = [
  'administratör',
  'förvaltningschef',
  'utvecklingsledare',
  'nämndsekreterare',
];

/** States in which a board item has left the administration: it has been sent to the board, or decided. */
export const sentStates = ['utskickad', 'beslutad', 'återremitterad'] as const;

/** States in which a follow-up is finalised (upprättad): before that it is between the two who judge. */
export const finalisedStates = ['godkänd av rektor', 'mottagen av huvudman'] as const;

/** Where the union step of a routine stands: until it has been noted, unions may say what they think. */
export const stepStates = ['väntar på fackligt steg', 'fackligt steg taget'] as const;

/** What everyone may do, signed in or not. */
export const publicActions: readonly Action[] = ['signIn', 'readPublic', 'answerPulse'];

/** What a person may do with what is about themselves, whatever role they hold. */
export const ownActions: readonly Action[] = [
  'seePositions',
  'seeHolder',
  'seeFollowUp',
  'rateFollowUp',
  'agreeFollowUp',
  'seePulse',
];

/** The one table of rights. What it does not grant is denied. */
export const permissions: readonly Permission[] = [
  { roles: everyRole, actions: ['seeOwnWork'], where: everywhere, because: sv.because.everyone },
  { roles: everyRole, actions: ['seeOrganisation'], where: everywhere, because: sv.because.openInside },
  {
    roles: everyRole,
    actions: ['seePositions', 'seeDistribution', 'seeStructures'],
    where: everywhere,
    because: sv.because.openInside,
  },
  {
    roles: [...leaders, 'administratör', 'hrEkonom', 'nämndsekreterare', 'revisor'],
    actions: ['seeHolder'],
    where: within,
    because: sv.because.responsible,
  },
  {
    roles: ['förstelärare', 'lektor', 'lärare', 'facklig'],
    actions: ['seeHolder'],
    where: within,
    because: sv.because.colleagues,
  },
  { roles: ['rektor'], actions: ['seeHolder'], where: ['beside', 'above'], because: sv.because.sameArea },
  {
    roles: ['administratör', 'hrEkonom', 'utvecklingsledare', 'verksamhetschef', 'rektor'],
    actions: ['editPosition'],
    where: within,
    because: sv.because.responsible,
  },
  {
    roles: ['rektor', 'hrEkonom'],
    actions: ['fillPosition'],
    where: within,
    because: sv.because.responsible,
  },
  {
    roles: ['rektor', 'utvecklingsledare'],
    actions: ['shapeAssignment'],
    where: within,
    because: sv.because.responsible,
  },
  { roles: ['rektor'], actions: ['editStructure'], where: within, because: sv.because.responsible },
  {
    roles: ['administratör', 'hrEkonom', 'utvecklingsledare'],
    actions: ['importPositions'],
    where: within,
    because: sv.because.register,
  },
  {
    roles: ['administratör'],
    actions: ['editOrganisation', 'editPeople', 'seeReminders', 'decideReminders'],
    where: within,
    because: sv.because.administers,
  },
  {
    roles: [...leaders, 'administratör', 'revisor'],
    actions: ['openResults'],
    where: everywhere,
    because: sv.because.followsResults,
  },
  {
    roles: [...leaders, 'administratör', 'revisor'],
    actions: ['seeUnitResults'],
    where: within,
    because: sv.because.responsible,
  },
  { roles: ['rektor'], actions: ['seeFewTeachers'], where: within, because: sv.because.responsible },
  {
    roles: ['administratör', 'utvecklingsledare', 'förvaltningschef'],
    actions: ['releaseResults'],
    where: within,
    because: sv.because.followsResults,
  },
  {
    roles: ['administratör', 'utvecklingsledare'],
    actions: ['deliverResults'],
    where: within,
    because: sv.because.delivers,
  },
  { roles: everyRole, actions: ['seeMatter'], where: everywhere, because: sv.because.openInside },
  { roles: central, actions: ['editMatter'], where: within, because: sv.because.prepares },
  {
    roles: [...central, 'verksamhetschef'],
    actions: ['seeBoardItem'],
    where: everywhere,
    because: sv.because.prepares,
  },
  {
    roles: everyRole,
    actions: ['seeBoardItem'],
    where: everywhere,
    states: sentStates,
    because: sv.because.sent,
  },
  {
    roles: [...central, 'verksamhetschef'],
    actions: ['editBoardItem'],
    where: everywhere,
    states: ['utkast', 'återremitterad'],
    because: sv.because.prepares,
  },
  { roles: ['förvaltningschef'], actions: ['approveBoardItem'], where: within, because: sv.because.answers },
  {
    roles: ['nämndsekreterare'],
    actions: ['sendBoardItem', 'recordDecision'],
    where: within,
    because: sv.because.secretary,
  },
  { roles: everyRole, actions: ['seeRoutine'], where: everywhere, because: sv.because.openInside },
  {
    // What has been judged goes nowhere near pay, not even as counts.
    roles: everyRole.filter(role => role !== 'hrEkonom'),
    actions: ['seeJudgements'],
    where: everywhere,
    because: sv.because.openInside,
  },
  {
    roles: overPrincipals,
    actions: ['editRoutine', 'openRound'],
    where: within,
    because: sv.because.leadsFollowUp,
  },
  {
    // What a union says of a routine is said before the step is noted; that it has been taken is noted by those who lead. A routine for
    // all reaches those whom a representative of a part speaks for.
    roles: ['facklig'],
    actions: ['stateUnionView'],
    where: ['own', 'below', 'above'],
    states: [stepStates[0]],
    because: sv.because.represents,
  },
  { roles: leaders, actions: ['seeFollowUpStatus'], where: within, because: sv.because.responsible },
  { roles: ['rektor'], actions: ['seeFollowUp'], where: within, because: sv.because.judges },
  {
    roles: ['rektor'],
    actions: ['rateFollowUp'],
    where: within,
    states: ['pågår'],
    because: sv.because.judges,
  },
  {
    roles: ['rektor'],
    actions: ['agreeFollowUp'],
    where: within,
    states: ['öppnad', 'klarmarkerad'],
    because: sv.because.judges,
  },
  {
    roles: ['rektor'],
    actions: ['approveFollowUp'],
    where: within,
    states: ['klarmarkerad'],
    because: sv.because.judges,
  },
  {
    roles: ['rektor'],
    actions: ['callOffFollowUp'],
    where: within,
    states: ['pågår', 'inställd'],
    because: sv.because.judges,
  },
  {
    roles: overPrincipals,
    actions: ['seeFollowUp'],
    where: within,
    states: finalisedStates,
    because: sv.because.finalised,
  },
  {
    roles: overPrincipals,
    actions: ['receiveFollowUp'],
    where: within,
    states: ['godkänd av rektor'],
    because: sv.because.leadsFollowUp,
  },
  {
    roles: ['rektor', ...overPrincipals],
    actions: ['reopenFollowUp'],
    where: within,
    states: finalisedStates,
    because: sv.because.responsible,
  },
  {
    roles: ['rektor'],
    actions: ['openPulse', 'seePulse'],
    where: within,
    because: sv.because.responsible,
  },
  {
    roles: overPrincipals,
    actions: ['seePulse'],
    where: within,
    states: ['stängd'],
    because: sv.because.responsible,
  },
  { roles: ['administratör', 'revisor'], actions: ['seeLog'], where: within, because: sv.because.audits },
];

/** How a role's unit relates to the object's. The whole authority counts as the unit at the top. */
export const relationOf = (
  roleUnitId: string,
  unitId: string | null,
  organisation: OrganisationOn,
): Relation => {
  const target = unitId ?? organisation.root?.id ?? null;
  if (target === null) return 'elsewhere';
  // The administration is where the whole authority's work is done: what concerns all of it belongs there too.
  if (unitId === null && organisation.find(roleUnitId)?.kind === 'Förvaltning') return 'own';
  if (roleUnitId === target) return 'own';
  if (organisation.isWithin(target, roleUnitId)) return 'below';
  if (organisation.isWithin(roleUnitId, target)) return 'above';
  const area = organisation.enclosing(roleUnitId, 'Rektorsområde');
  return area !== null && organisation.enclosing(target, 'Rektorsområde')?.id === area.id
    ? 'beside'
    : 'elsewhere';
};

/**
 * Where a thing belongs today: at its unit, and when that has ended also at the units that took over. What nobody took over belongs to
 * the whole authority.
 */
const placesOf = (unitId: string | null, organisation: OrganisationOn): readonly (string | null)[] => {
  if (unitId === null || !organisation.hasEnded(unitId)) return [unitId];
  const heirs = organisation.heirsOf(unitId).map(unit => unit.id);
  return [unitId, ...(heirs.length > 0 ? heirs : [null])];
};

export type Asker = {
  readonly personId: string | null;
  /** The roles held today; past and future ones give no right. */
  readonly holdings: readonly RoleHolding[];
  readonly organisation: OrganisationOn;
};

/** May this person do this, there? Always answers with a reason. */
export const decide = (asker: Asker, action: Action, place: Place): Decision => {
  if (publicActions.includes(action)) return { allowed: true, because: sv.because.public };
  if (asker.personId === null) return { allowed: false, because: sv.denied.signedOut };
  if (ownActions.includes(action) && place.personIds?.includes(asker.personId)) {
    return { allowed: true, because: sv.because.self };
  }
  let known = false;
  const units = placesOf(place.unitId, asker.organisation);
  for (const permission of permissions) {
    if (!permission.actions.includes(action)) continue;
    for (const holding of asker.holdings) {
      if (!permission.roles.includes(holding.role)) continue;
      known = true;
      if (permission.states && !permission.states.includes(place.state ?? '')) continue;
      if (
        units.some(unitId =>
          permission.where.includes(relationOf(holding.unitId, unitId, asker.organisation)),
        )
      ) {
        return { allowed: true, because: permission.because };
      }
    }
  }
  return { allowed: false, because: known ? sv.denied.elsewhere : sv.denied.role };
};
