import { type Person, saveHolding, savePeople } from '#app/access/index.ts';
import { type Database, enterInDirectory, type Scoped, withScope } from '#app/database/index.ts';
import { type SchoolForm, saveAuthority, saveUnit, type UnitKind } from '#app/organisation/index.ts';
import { addPosition, appoint, giveAssignment } from '#app/positions/index.ts';
import { newId } from '#app/shared/id.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import type { Evidence } from './evidence.ts';
import type { FollowUp, Party } from './follow-up.ts';
import type { RatingInput } from './follow-up-actions.ts';
import type { RatingContent } from './rating.ts';
import { openRound } from './round-actions.ts';
import { createRoutine, decideRoutine, recordUnionStep } from './routine-actions.ts';
import type { RoutineInput } from './routine-input.ts';
import type { Judgement } from './rubric/rubric.ts';
import { coreCodes } from './rubric/rubric.ts';
import { spreadOver } from './spread.ts';

export const today = '2026-10-01';

/** What was decided or found; a fault of the test otherwise. */
export const got = <Value>(
  result:
    | Outcome<Value>
    | { readonly kind: string; readonly value?: Value; readonly problems?: unknown }
    | null,
): Value => {
  if (result && 'ok' in result && result.ok) return result.value;
  if (result && 'kind' in result && result.kind === 'saved') return result.value as Value;
  throw new Error(`Not saved: ${JSON.stringify(result)}`);
};

const since = { startsOn: '2020-01-01', endsOn: null };

const person = (givenName: string, familyName: string, employeeNumber: string): Person => ({
  ...{ id: newId(), givenName, familyName, email: null, employeeNumber, gender: null },
  ...{ isProtected: false, presentation: null },
});

/** A routine for upper secondary school and units without school form: four rounds, the core spread over them. */
export const routineInput = (parts: Partial<RoutineInput> = {}): RoutineInput => ({
  title: 'Uppföljning av karriärtjänster',
  unitId: '',
  schoolForms: ['GY'],
  otherUnits: true,
  fewest: '3',
  most: '4',
  startsOn: '2026-07-01',
  endsOn: '',
  helpText: 'Följ upp uppdraget, aldrig personen.',
  guide: 'Börja med nästa steg.',
  rounds: spreadOver(coreCodes, 4).map((criteria, at) => ({
    dueDay: ['10-15', '12-15', '03-15', '05-30'][at] ?? '',
    criteria,
  })),
  additions: [],
  ...parts,
});

export type FollowUpWorld = {
  readonly authorityId: string;
  readonly units: Readonly<
    Record<'authority' | 'administration' | 'area' | 'school' | 'motherTongue', string>
  >;
  readonly people: Readonly<
    Record<'principal' | 'deputy' | 'holder' | 'secondHolder' | 'chief' | 'hr', string>
  >;
  readonly routineId: string;
  /** One transaction as somebody; nobody in particular when left out. */
  readonly act: <Result>(work: (tx: Scoped) => Promise<Result>, as?: string | null) => Promise<Result>;
};

/** An authority where a decided routine, with its union step taken, waits for its rounds to be opened. */
export const newFollowUpWorld = async (
  database: Database,
  { union = true }: { readonly union?: boolean } = {},
): Promise<FollowUpWorld> => {
  const authorityId = newId();
  await enterInDirectory(database, {
    ...{ authority_id: authorityId, name: 'Provkommun', slug: authorityId, is_demo: false },
  });
  const act: FollowUpWorld['act'] = (work, as = null) =>
    withScope(database, { authorityId, personId: as }, work);
  const everyone = {
    principal: person('Rut', 'Rektor', 'E1'),
    deputy: person('Bo', 'Biträdande', 'E2'),
    holder: person('Frida', 'Först', 'E3'),
    secondHolder: person('Amina', 'Moders', 'E4'),
    chief: person('Leila', 'Chef', 'E5'),
    hr: person('Camilla', 'Lön', 'E6'),
  };
  return act(async tx => {
    await saveAuthority(tx, {
      ...{ name: 'Provkommun', organisationNumber: null, municipalityCode: null, clauseStyle: 'attSatser' },
      ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
    });
    const unit = async (
      name: string,
      kind: UnitKind,
      parentId: string | null,
      schoolForms: readonly SchoolForm[] = [],
    ) => {
      const id = newId();
      const versions = [{ ...since, name, parentId, schoolForms, yearLevels: [] }];
      await saveUnit(tx, { id, kind, schoolUnitCode: null, ...since, versions });
      return id;
    };
    const authority = await unit('Provkommun', 'Huvudman', null);
    const administration = await unit('Bildningsförvaltningen', 'Förvaltning', authority);
    const area = await unit('Område Nord', 'Rektorsområde', administration);
    const school = await unit('Nordgymnasiet', 'Skolenhet', area, ['GY']);
    const motherTongue = await unit('Modersmålsenheten', 'Modersmålsenhet', administration);
    const units = { authority, administration, area, school, motherTongue };
    await savePeople(tx, Object.values(everyone));
    const hold = (who: Person, role: Parameters<typeof saveHolding>[1]['role'], unitId: string) =>
      saveHolding(tx, { id: newId(), personId: who.id, role, unitId, ...since });
    await hold(everyone.principal, 'rektor', area);
    await hold(everyone.deputy, 'rektor', school);
    await hold(everyone.holder, 'förstelärare', school);
    await hold(everyone.secondHolder, 'förstelärare', motherTongue);
    await hold(everyone.chief, 'förvaltningschef', administration);
    await hold(everyone.hr, 'hrEkonom', administration);
    await place(tx, 'F-1', school, everyone.holder, 'Matematik');
    await place(tx, 'F-2', motherTongue, everyone.secondHolder, 'Modersmål');
    const routine = got(await createRoutine(tx, today, routineInput()));
    const mark = { routineId: routine.routineId, number: 1 };
    if (union)
      got(
        await recordUnionStep(
          tx,
          today,
          { ...mark, seen: 1 },
          {
            ...{ on: '2026-06-01', form: 'samverkan', parties: 'Sveriges Lärare', view: 'Inga synpunkter' },
          },
        ),
      );
    got(
      await decideRoutine(
        tx,
        today,
        { ...mark, seen: union ? 2 : 1 },
        {
          ...{ decidedOn: '2026-06-10', decidedBy: 'förvaltningschefen', paragraph: '', clauseId: '' },
        },
      ),
    );
    const people = Object.fromEntries(Object.entries(everyone).map(([name, { id }]) => [name, id]));
    return {
      authorityId,
      units,
      people: people as FollowUpWorld['people'],
      routineId: routine.routineId,
      act,
    };
  });
};

/** A position at a unit, held by somebody, with an assignment in a subject. */
export const place = async (
  tx: Scoped,
  externalId: string,
  unitId: string,
  holder: Person,
  subject: string,
): Promise<void> => {
  const period = { startsOn: '2024-08-01', endsOn: '' };
  const position = got(
    await addPosition(tx, today, {
      ...{ externalId, kind: 'Förstelärare', unitId, movesOn: '', funding: 'egna medel', ...period },
    }),
  );
  const { employeeNumber, givenName, familyName } = holder;
  got(
    await appoint(tx, today, position.id, {
      ...{ employeeNumber: employeeNumber ?? '', givenName, familyName, email: '', ...period },
    }),
  );
  got(
    await giveAssignment(tx, today, position.id, {
      ...{ type: 'amnesgrupp', title: `Leder ämneslaget i ${subject}`, needId: '', targetGroup: '' },
      ...{ plannedShare: '15', subjects: subject, secondaryTypes: [], crossSubject: false, ...period },
    }),
  );
};

/** The first round, opened: the follow-up at the school. */
export const openFirstRound = async (world: FollowUpWorld): Promise<FollowUp> => {
  const { followUps } = got(
    await world.act(tx => openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 })),
  );
  const found = followUps.find(one => one.holderId === world.people.holder);
  if (!found) throw new Error('The school has no follow-up');
  return found;
};

/** The criteria of the first round of the routine above. */
export const firstCriteria = spreadOver(coreCodes, 4)[0] ?? [];

/** A whole rating: the same judgement throughout, on evidence written in the form. */
export const ratingContent = (
  judgement: Judgement = 3,
  parts: Partial<RatingContent> = {},
  criteria: readonly string[] = firstCriteria,
): RatingContent => ({
  nextStep: 'Pröva gemensamma uppgifter i åk 1',
  actualShare: 12,
  lines: criteria.map(code => ({
    ...{ code, judgement, scope: 'ämne' as const, wording: `Om ${code}`, evidenceIds: ['new1', 'new2'] },
  })),
  ...parts,
});

export const newEvidence: RatingInput['newEvidence'] = new Map<
  string,
  Pick<Evidence, 'kind' | 'datedOn' | 'what'>
>([
  ['new1', { kind: 'minnesanteckning', datedOn: '2026-09-20', what: 'Ämneslagets möte' }],
  ['new2', { kind: 'besök eller observation', datedOn: '2026-09-22', what: 'Lektion i årskurs 1' }],
]);

export const ratingInput = (
  followUp: FollowUp,
  party: Party,
  parts: Partial<RatingInput> = {},
): RatingInput => ({
  ...{ followUpId: followUp.id, party, seen: 0, content: ratingContent(), newEvidence, seconds: 200 },
  handIn: true,
  ...parts,
});
