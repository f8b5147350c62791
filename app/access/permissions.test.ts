import { describe, expect, it } from 'vitest';
import { OrganisationOn, type Unit } from '#app/organisation/index.ts';
import { type Action, actions } from '#app/shared/permission.ts';
import { plainUnit as unit } from './access.fixture.ts';
import { decide, permissions, type Relation, relationOf, relations } from './permissions.ts';
import { type Role, type RoleHolding, roles } from './role.ts';
import { sv } from './sv.ts';

const organisation = new OrganisationOn(
  [
    unit('Kommunen', 'Huvudman', null),
    unit('Förvaltningen', 'Förvaltning', 'Kommunen'),
    unit('Grundskola', 'Verksamhetsområde', 'Kommunen'),
    unit('Norr', 'Rektorsområde', 'Grundskola'),
    unit('Björkskolan', 'Skolenhet', 'Norr'),
    unit('Åskolan', 'Skolenhet', 'Norr'),
    unit('Söder', 'Rektorsområde', 'Grundskola'),
    unit('Ekskolan', 'Skolenhet', 'Söder'),
    unit('Modersmålet', 'Modersmålsenhet', 'Grundskola'),
    unit('Friskolan', 'Skolenhet', 'Grundskola'),
  ],
  '2026-11-23',
);

describe('how the unit of a role relates to the unit of a thing', () => {
  it.each<[string, string | null, Relation]>([
    ['Björkskolan', 'Björkskolan', 'own'],
    ['Norr', 'Björkskolan', 'below'],
    ['Kommunen', 'Björkskolan', 'below'],
    ['Björkskolan', 'Norr', 'above'],
    ['Björkskolan', 'Kommunen', 'above'],
    ['Björkskolan', 'Åskolan', 'beside'],
    ['Björkskolan', 'Ekskolan', 'elsewhere'],
    ['Norr', 'Söder', 'elsewhere'],
    ['Norr', 'Ekskolan', 'elsewhere'],
    ['Modersmålet', 'Friskolan', 'elsewhere'],
    ['Förvaltningen', null, 'own'],
    ['Förvaltningen', 'Kommunen', 'above'],
    ['Förvaltningen', 'Björkskolan', 'elsewhere'],
    ['Kommunen', null, 'own'],
    ['Norr', null, 'above'],
    ['Björkskolan', 'nowhere', 'elsewhere'],
    ['nowhere', 'Björkskolan', 'elsewhere'],
  ])('a role at %s, a thing at %s: %s', (roleUnit, thingUnit, expected) => {
    expect(relationOf(roleUnit, thingUnit, organisation)).toBe(expected);
  });

  it('is elsewhere while there is no organisation', () => {
    expect(relationOf('Kommunen', null, new OrganisationOn([], '2026-11-23'))).toBe('elsewhere');
  });
});

describe('what a unit that has ended has left', () => {
  const was = (id: string): Unit => {
    const one = unit(id, 'Skolenhet', 'Norr');
    const endsOn = '2026-06-30';
    return { ...one, endsOn, versions: one.versions.map(version => ({ ...version, endsOn })) };
  };
  const after = new OrganisationOn(
    [
      unit('Kommunen', 'Huvudman', null),
      unit('Förvaltningen', 'Förvaltning', 'Kommunen'),
      unit('Grundskola', 'Verksamhetsområde', 'Kommunen'),
      unit('Norr', 'Rektorsområde', 'Grundskola'),
      unit('Björkskolan', 'Skolenhet', 'Norr'),
      unit('Ekskolan', 'Skolenhet', 'Norr'),
      ...[was('Åskolan'), was('Övergiven')],
    ],
    '2026-11-23',
    [
      {
        ...{ predecessorId: 'Åskolan', successorId: 'Björkskolan' },
        ...{ happenedOn: '2026-07-01', kind: 'sammanslagning' },
      },
    ],
  );
  const may = (role: Role, roleUnit: string, action: Action, unitId: string): boolean => {
    const holding = { id: 'h', personId: 'somebody', role, unitId: roleUnit };
    return decide(
      {
        personId: 'somebody',
        holdings: [{ ...holding, startsOn: '2020-01-01', endsOn: null }],
        organisation: after,
      },
      action,
      { unitId, state: 'pågår' },
    ).allowed;
  };

  it('is finished by the principal of the unit that took over, and by no other principal', () => {
    expect(may('rektor', 'Björkskolan', 'rateFollowUp', 'Åskolan')).toBe(true);
    expect(may('rektor', 'Ekskolan', 'rateFollowUp', 'Åskolan')).toBe(false);
  });

  it('goes to no principal when nobody took over, and is seen by those who answer for the whole authority', () => {
    expect(may('rektor', 'Björkskolan', 'rateFollowUp', 'Övergiven')).toBe(false);
    expect(may('utvecklingsledare', 'Kommunen', 'seeUnitResults', 'Övergiven')).toBe(true);
    expect(may('utvecklingsledare', 'Förvaltningen', 'seeUnitResults', 'Övergiven')).toBe(true);
    expect(may('rektor', 'Björkskolan', 'seeUnitResults', 'Övergiven')).toBe(false);
  });
});

/** A role's unit and a thing's unit in each relation. */
const pairs: Readonly<Record<Relation, readonly [string, string]>> = {
  own: ['Björkskolan', 'Björkskolan'],
  below: ['Norr', 'Björkskolan'],
  above: ['Björkskolan', 'Norr'],
  beside: ['Björkskolan', 'Åskolan'],
  elsewhere: ['Björkskolan', 'Ekskolan'],
};
const states = [
  '',
  'utkast',
  'för godkännande',
  'godkänd',
  'utskickad',
  'beslutad',
  'återremitterad',
  'pågår',
  'öppnad',
  'klarmarkerad',
  'godkänd av rektor',
  'mottagen av huvudman',
  'inställd',
  'öppen',
  'stängd',
  'väntar på fackligt steg',
  'fackligt steg taget',
] as const;
type State = (typeof states)[number];

const holding = (role: Role, unitId: string): RoleHolding => ({
  ...{ id: 'h', personId: 'p', role, unitId, startsOn: '2020-01-01', endsOn: null },
});

/** What should be allowed, written from the description of the roles and not from the table. */
const shouldBeAllowed = (role: Role, action: Action, relation: Relation, state: State): boolean => {
  const inCharge = relation === 'own' || relation === 'below';
  const is = (...some: readonly Role[]) => some.includes(role);
  const preparesItems = is(
    'administratör',
    'förvaltningschef',
    'utvecklingsledare',
    'nämndsekreterare',
    'verksamhetschef',
  );
  const leadsPrincipals = is('förvaltningschef', 'verksamhetschef', 'utvecklingsledare');
  const isFinalised = ['godkänd av rektor', 'mottagen av huvudman'].includes(state);
  switch (action) {
    case 'signIn':
    case 'readPublic':
    case 'answerPulse':
    case 'seeOwnWork':
    case 'seeOrganisation':
    case 'seePositions':
    case 'seeDistribution':
    case 'seeStructures':
    case 'seeMatter':
      return true;
    case 'seeHolder':
      if (is('förtroendevald')) return false;
      return is('rektor') ? relation !== 'elsewhere' : inCharge;
    case 'editPosition':
      return inCharge && is('administratör', 'hrEkonom', 'utvecklingsledare', 'verksamhetschef', 'rektor');
    case 'editStructure':
      return inCharge && is('rektor');
    case 'fillPosition':
      return inCharge && is('rektor', 'hrEkonom');
    case 'shapeAssignment':
      return inCharge && is('rektor', 'utvecklingsledare');
    case 'importPositions':
      return inCharge && is('administratör', 'hrEkonom', 'utvecklingsledare');
    case 'openResults':
      return is(
        'administratör',
        'förvaltningschef',
        'verksamhetschef',
        'utvecklingsledare',
        'rektor',
        'revisor',
      );
    case 'seeUnitResults':
      return (
        inCharge &&
        is('administratör', 'förvaltningschef', 'verksamhetschef', 'utvecklingsledare', 'rektor', 'revisor')
      );
    case 'seeFewTeachers':
      return inCharge && is('rektor');
    case 'releaseResults':
      return inCharge && is('administratör', 'utvecklingsledare', 'förvaltningschef');
    case 'deliverResults':
      return inCharge && is('administratör', 'utvecklingsledare');
    case 'editOrganisation':
    case 'editPeople':
    case 'seeReminders':
    case 'decideReminders':
      return inCharge && is('administratör');
    case 'editMatter':
      return inCharge && preparesItems && !is('verksamhetschef');
    case 'seeBoardItem':
      return preparesItems || ['utskickad', 'beslutad', 'återremitterad'].includes(state);
    case 'editBoardItem':
      return preparesItems && ['utkast', 'återremitterad'].includes(state);
    case 'approveBoardItem':
      return inCharge && is('förvaltningschef');
    case 'sendBoardItem':
    case 'recordDecision':
      return inCharge && is('nämndsekreterare');
    case 'seeLog':
      return inCharge && is('administratör', 'revisor');
    case 'seeRoutine':
      return true;
    // Counts of levels are open to all but those who keep pay.
    case 'seeJudgements':
      return !is('hrEkonom');
    case 'editRoutine':
    case 'openRound':
      return inCharge && leadsPrincipals;
    case 'stateUnionView':
      return is('facklig') && (inCharge || relation === 'above') && state === 'väntar på fackligt steg';
    case 'seeFollowUpStatus':
      return inCharge && (is('rektor') || leadsPrincipals);
    // Until it is finalised a follow-up is between the two who judge. HR and pay never read one, nor does the administrator.
    case 'seeFollowUp':
      return inCharge && (is('rektor') || (leadsPrincipals && isFinalised));
    case 'rateFollowUp':
      return inCharge && is('rektor') && state === 'pågår';
    case 'agreeFollowUp':
      return inCharge && is('rektor') && ['öppnad', 'klarmarkerad'].includes(state);
    case 'approveFollowUp':
      return inCharge && is('rektor') && state === 'klarmarkerad';
    case 'callOffFollowUp':
      return inCharge && is('rektor') && ['pågår', 'inställd'].includes(state);
    case 'receiveFollowUp':
      return inCharge && leadsPrincipals && state === 'godkänd av rektor';
    case 'reopenFollowUp':
      return inCharge && (is('rektor') || leadsPrincipals) && isFinalised;
    case 'openPulse':
      return inCharge && is('rektor');
    case 'seePulse':
      return inCharge && (is('rektor') || (leadsPrincipals && state === 'stängd'));
  }
};

const everyRole = Object.keys(roles) as Role[];
const everyAction = Object.keys(actions) as Action[];
/** What everybody may, signed in or not. */
const open: readonly string[] = ['signIn', 'readPublic', 'answerPulse'];

describe('the table of rights', () => {
  it.each(everyAction)('%s: every role, in every relation and state, as the roles are described', action => {
    const wrong: string[] = [];
    for (const role of everyRole) {
      for (const relation of relations) {
        for (const state of states) {
          const [roleUnit, unitId] = pairs[relation];
          const asker = { personId: 'p', holdings: [holding(role, roleUnit)], organisation };
          const decision = decide(asker, action, { unitId, ...(state ? { state } : {}) });
          if (decision.allowed !== shouldBeAllowed(role, action, relation, state)) {
            wrong.push(`${role} ${relation} ${state}: ${decision.allowed}`);
          }
          expect(decision.because).not.toBe('');
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(['fillPosition', 'shapeAssignment'] as const)('%s: whoever answers for it may also do it', duty => {
    for (const role of everyRole) {
      for (const relation of relations) {
        const [roleUnit, unitId] = pairs[relation];
        const asker = { personId: 'p', holdings: [holding(role, roleUnit)], organisation };
        if (decide(asker, duty, { unitId }).allowed)
          expect(decide(asker, 'editPosition', { unitId }).allowed, `${role} ${relation}`).toBe(true);
      }
    }
  });

  it('gives nothing to somebody without a role but what everyone may do', () => {
    const asker = { personId: 'p', holdings: [], organisation };
    const allowed = everyAction.filter(action => decide(asker, action, { unitId: 'Björkskolan' }).allowed);
    expect(allowed).toEqual(open);
  });

  it('gives nothing to a visitor but what everyone may do, even about nobody', () => {
    const visitor = { personId: null, holdings: [holding('administratör', 'Kommunen')], organisation };
    const decisions = everyAction.map(
      action => [action, decide(visitor, action, { unitId: null, personIds: [] })] as const,
    );
    expect(decisions.filter(([, one]) => one.allowed).map(([action]) => action)).toEqual(open);
    expect(new Set(decisions.filter(([, one]) => !one.allowed).map(([, one]) => one.because))).toEqual(
      new Set([sv.denied.signedOut]),
    );
  });

  it.each(everyAction)('%s: what is about oneself may be seen and answered, never changed', action => {
    const asker = { personId: 'p', holdings: [], organisation };
    const own = decide(asker, action, { unitId: 'Ekskolan', personIds: ['other', 'p'] });
    const mine = ['seePositions', 'seeHolder', 'seeFollowUp', 'rateFollowUp', 'agreeFollowUp', 'seePulse'];
    expect(own.allowed).toBe([...open, ...mine].includes(action));
    const others = decide(asker, action, { unitId: 'Ekskolan', personIds: ['other'] });
    expect(others.allowed).toBe(open.includes(action));
  });

  it('lets several roles add up, each with its own reason', () => {
    const holdings = [holding('lärare', 'Björkskolan'), holding('rektor', 'Ekskolan')];
    const asker = { personId: 'p', holdings, organisation };
    const holder = (unitId: string) => decide(asker, 'seeHolder', { unitId });
    expect(holder('Björkskolan')).toEqual({ allowed: true, because: sv.because.colleagues });
    expect(holder('Ekskolan')).toEqual({ allowed: true, because: sv.because.responsible });
    expect(holder('Söder')).toEqual({ allowed: true, because: sv.because.sameArea });
    expect(holder('Åskolan')).toEqual({ allowed: false, because: sv.denied.elsewhere });
  });

  it('tells a role that never may from one that may elsewhere', () => {
    const asker = (role: Role) => ({ personId: 'p', holdings: [holding(role, 'Björkskolan')], organisation });
    expect(decide(asker('lärare'), 'editPosition', { unitId: 'Björkskolan' }).because).toBe(sv.denied.role);
    expect(decide(asker('rektor'), 'editPosition', { unitId: 'Ekskolan' }).because).toBe(sv.denied.elsewhere);
  });

  it('names only roles and actions there are, and gives every action to somebody', () => {
    const given = new Set(permissions.flatMap(permission => permission.actions));
    expect(everyAction.filter(action => !given.has(action))).toEqual(open);
  });
});
