import { loadPeople } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { type Scoped, withScope } from '#app/database/index.ts';
import {
  addHoliday,
  answerPulse,
  beginVersion,
  changeRoutine,
  closePulse,
  createRoutine,
  decideRoutine,
  type FollowUp,
  moveFollowUp,
  noteEvidence,
  openPulse,
  openRound,
  type PulseAnswer,
  recordUnionStep,
  saveAgreed,
  saveRating,
} from '#app/followups/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Edit } from '#app/shared/edit.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';

/** uppfoljning.json: the routine, the rounds of the year, and what was said of some assignments. */
type FollowUpFile = {
  readonly holidays: readonly {
    readonly name: string;
    readonly startsOn: IsoDate;
    readonly endsOn: IsoDate;
  }[];
  readonly routine: Omit<Parameters<typeof createRoutine>[2], 'unitId' | 'additions'> & {
    readonly unit: string;
  };
  readonly union: Parameters<typeof recordUnionStep>[3];
  readonly decision: Parameters<typeof decideRoutine>[3];
  readonly rounds: readonly FileRound[];
  readonly pulses: readonly FilePulse[];
  /** Who leads each part of the organisation, and who receives: employee numbers. */
  readonly principals: Readonly<Record<string, string>>;
  readonly chief: string;
  /** The version that is being written. */
  readonly next: { readonly startsOn: IsoDate; readonly helpText: string };
  /** What is said of an assignment, by the number of its position; '*' of all others. */
  readonly said: Readonly<Record<string, FileSaid>>;
};
type FileRound = {
  readonly yearStart: number;
  readonly number: number;
  readonly openedOn: IsoDate;
  readonly ratedOn: IsoDate;
  /** How far each has come, by the number of its position; '*' all others. */
  readonly reached: Readonly<Record<string, Reached>>;
};
/** A colleague pulse, and what was answered: what is known, what has changed, an example. */
type FilePulse = {
  readonly position: string;
  readonly openedOn: IsoDate;
  readonly closesOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly handedOut: number;
  readonly replies: readonly (readonly [PulseAnswer, PulseAnswer, string])[];
};
type Reached =
  | 'nothing'
  | 'draft'
  | 'principal'
  | 'holder'
  | 'open'
  | 'agreed'
  | 'ready'
  | 'approved'
  | 'received';
type FileSaid = {
  readonly nextStep: string;
  readonly actualShare: number;
  readonly evidence: readonly { readonly kind: string; readonly what: string }[];
  /** Level by criterion; '*' for the rest. Where the holder says another, it stands after a slash: '3/2'. */
  readonly levels: Readonly<Record<string, string>>;
  readonly reason: string;
};

const order: readonly Reached[] = [
  ...([
    'nothing',
    'draft',
    'principal',
    'holder',
    'open',
    'agreed',
    'ready',
    'approved',
    'received',
  ] as const),
];

const entered = <Value>(what: string, result: Outcome<Value> | Edit<Value> | null): Value => {
  if (result === null) throw new Error(`uppfoljning.json, ${what}: missing`);
  if ('ok' in result ? result.ok : result.kind === 'saved') return (result as { value: Value }).value;
  throw new Error(`uppfoljning.json, ${what}: ${JSON.stringify(result)}`);
};

const named = <Value>(all: Readonly<Record<string, Value>>, name: string): Value => {
  const found = all[name] ?? all['*'];
  if (found === undefined) throw new Error(`uppfoljning.json says nothing of ${name}`);
  return found;
};

const judgementOf = (said: FileSaid, code: string, at: 0 | 1) => {
  const both = named(said.levels, code).split('/');
  const level = Number(both[at] ?? both[0]);
  return Number.isNaN(level) ? ('kan inte bedömas' as const) : (level as 1 | 2 | 3 | 4);
};

/** Somebody acting in a transaction that began as nobody. */
const as = (tx: Scoped, personId: string, on: IsoDate): Scoped => ({
  ...tx,
  personId,
  now: new Date(`${on}T09:00:00+02:00`),
});

/** Takes one follow-up as far as the file says, by the acts of those who would do it. */
const followOne = async (
  tx: Scoped,
  followUp: FollowUp,
  criteria: readonly string[],
  parts: {
    readonly said: FileSaid;
    readonly reached: Reached;
    readonly on: IsoDate;
    readonly principal: string;
    readonly chief: string;
  },
): Promise<void> => {
  const { said, on, principal, chief } = parts;
  const isPast = (one: Reached) => order.indexOf(parts.reached) >= order.indexOf(one);
  if (parts.reached === 'nothing') return;
  // What both have seen is noted once, before they judge.
  const seen: string[] = [];
  for (const { kind, what } of said.evidence) {
    const noted = await noteEvidence(as(tx, principal, on), on, followUp.id, { kind, what, datedOn: on });
    seen.push(entered('evidence', noted).id);
  }
  const rate = async (party: 'rektor' | 'innehavare', handIn: boolean) => {
    const result = await saveRating(as(tx, party === 'rektor' ? principal : followUp.holderId, on), on, {
      ...{ followUpId: followUp.id, party, seen: 0, seconds: 200 + said.nextStep.length * 2, handIn },
      newEvidence: new Map(),
      content: {
        nextStep: said.nextStep,
        actualShare: party === 'rektor' ? said.actualShare : Math.max(0, said.actualShare - 2),
        lines: criteria.map(code => ({
          ...{ code, judgement: judgementOf(said, code, party === 'rektor' ? 0 : 1), scope: 'ämne' as const },
          ...{ wording: '', evidenceIds: seen },
        })),
      },
    });
    entered(`${party}, ${followUp.positionId}`, result);
  };
  if (parts.reached === 'draft') return rate('rektor', false);
  if (parts.reached !== 'holder') await rate('rektor', true);
  if (parts.reached === 'principal') return;
  await rate('innehavare', true);
  if (!isPast('agreed')) return;
  const lines = criteria.map(code => {
    const [one, other] = [judgementOf(said, code, 0), judgementOf(said, code, 1)];
    return { code, judgement: one, reason: one === other ? '' : said.reason };
  });
  const weak = lines.filter(line => typeof line.judgement === 'number' && line.judgement < 3);
  const first = weak.some(line => line.code.startsWith('P'))
    ? weak.find(line => line.code.startsWith('F'))
    : undefined;
  const content = {
    ...{ nextStep: said.nextStep, nextStepAbout: first?.code ?? null, actualShare: said.actualShare, lines },
  };
  entered(
    'agreed',
    await saveAgreed(as(tx, principal, on), on, { followUpId: followUp.id, seen: 0, content }),
  );
  // Opening and agreeing have each counted the follow-up up by one.
  const moves = ['markReady', 'approve', 'receive'] as const;
  const steps: readonly Reached[] = ['ready', 'approved', 'received'];
  for (const [at, move] of moves.entries()) {
    if (!isPast(steps[at] ?? 'received')) return;
    const actor = as(tx, move === 'receive' ? chief : principal, on);
    const input = { followUpId: followUp.id, seen: followUp.version + 2 + at, move, reason: '' };
    entered(move, await moveFollowUp(actor, on, input));
  }
};

/**
 * Enters Ekdala's follow-up as its people would: the routine of upper secondary and adult education, its rounds, and what was
 * said in them.
 */
export const enterFollowUps = async (
  database: Database,
  authorityId: string,
  bytes: Uint8Array,
): Promise<void> => {
  const file = JSON.parse(new TextDecoder().decode(bytes)) as FollowUpFile;
  await withScope(database, { authorityId, personId: null }, async tx => {
    const decidedOn = file.decision.decidedOn;
    for (const holiday of file.holidays) await addHoliday(tx, decidedOn, holiday);
    const { unit, ...routine } = file.routine;
    const organisation = await loadOrganisation(tx, decidedOn);
    const unitId = organisation.all().find(one => one.name === unit)?.id ?? '';
    const created = entered(
      'routine',
      await createRoutine(tx, decidedOn, { ...routine, unitId, additions: [] }),
    );
    const mark = { routineId: created.routineId, number: 1 };
    entered('union', await recordUnionStep(tx, decidedOn, { ...mark, seen: 1 }, file.union));
    entered('decision', await decideRoutine(tx, decidedOn, { ...mark, seen: 2 }, file.decision));

    const { positions } = await loadRegister(tx);
    const numbers = new Map(positions.map(one => [one.id, one.externalId]));
    const leaders = await loadLeaders(tx, file);
    for (const { yearStart, number, openedOn, ratedOn, reached } of file.rounds) {
      const opened = entered(
        `round ${number}`,
        await openRound(tx, openedOn, { routineId: created.routineId, yearStart, number }),
      );
      for (const followUp of opened.followUps) {
        const position = numbers.get(followUp.positionId) ?? '';
        await followOne(tx, followUp, opened.round.criteria, {
          ...{ said: named(file.said, position), reached: named(reached, position), on: ratedOn },
          principal: leaders.principalOf(followUp.unitId),
          chief: leaders.chief,
        });
      }
    }
    await enterPulses(tx, file, leaders.principalOf);
    // What they have learnt so far goes into the next version, which nobody has decided yet.
    const lastDay = file.rounds.at(-1)?.ratedOn ?? decidedOn;
    const next = entered('next version', await beginVersion(tx, lastDay, created.routineId));
    const { helpText } = file.next;
    const draft = { ...routine, unitId, additions: [], helpText: `${routine.helpText}\n\n${helpText}` };
    const nextMark = { ...mark, number: next.number, seen: next.version };
    entered(
      'next version',
      await changeRoutine(tx, lastDay, nextMark, { ...draft, startsOn: file.next.startsOn }),
    );
  });
};

/** The colleague pulses, as they were opened, answered and closed. */
const enterPulses = async (
  tx: Scoped,
  { pulses }: FollowUpFile,
  principalOf: (unitId: string) => string,
): Promise<void> => {
  const { positions, assignments } = await loadRegister(tx);
  for (const { position, openedOn, closesOn, closedOn, handedOut, replies } of pulses) {
    const held = positions.find(one => one.externalId === position);
    const assignment = assignments.find(one => one.positionId === held?.id && contains(one, openedOn));
    const by = (on: IsoDate): Scoped => as(tx, principalOf(held?.unitId ?? ''), on);
    const opening = { assignmentId: assignment?.id ?? '', handedOut, closesOn };
    const { pulse, codes } = entered('pulse', await openPulse(by(openedOn), openedOn, opening));
    for (const [at, [known, changed, example]] of replies.entries()) {
      const answers = { 'känner till uppdraget': known, 'har ändrat undervisningen': changed };
      entered('reply', await answerPulse(tx, openedOn, codes[at] ?? '', { answers, example }));
    }
    if (closedOn !== null) entered('closing', await closePulse(by(closedOn), closedOn, pulse.id));
  }
};

/** Who leads each unit. */
const loadLeaders = async (tx: Scoped, { principals, chief, rounds }: FollowUpFile) => {
  const people = new Map((await loadPeople(tx)).map(person => [person.employeeNumber, person.id]));
  const organisation = await loadOrganisation(tx, rounds[0]?.openedOn ?? '');
  const idOf = (number: string | undefined): string => {
    const id = people.get(number ?? '');
    if (id === undefined) throw new Error(`Nobody has the number ${number}`);
    return id;
  };
  return {
    chief: idOf(chief),
    principalOf: (unitId: string): string => {
      const name = organisation
        .upFrom(unitId)
        .map(unit => unit.name)
        .find(one => one in principals);
      return idOf(principals[name ?? '']);
    },
  };
};
