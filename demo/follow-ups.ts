import { loadPeople } from '#app/access/index.ts';
import { decidedClauses } from '#app/boards/index.ts';
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
  insertReading,
  moveFollowUp,
  noteEvidence,
  openPulse,
  openRound,
  type Party,
  type PulseAnswer,
  recordUnionStep,
  saveAgreed,
  saveRating,
} from '#app/followups/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import { earliest, type IsoDate, latest } from '#app/shared/date.ts';
import type { Edit } from '#app/shared/edit.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { createRandom } from '#statistics/index.ts';
import { as, Diary, momentOn, timeOf, workdaysFrom } from './diary.ts';
import { demoDay } from './story.ts';

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
  readonly decision: Pick<Parameters<typeof decideRoutine>[3], 'decidedOn' | 'decidedBy' | 'paragraph'> & {
    /** How the clause of the board begins. */
    readonly clause: string;
  };
  readonly rounds: readonly FileRound[];
  readonly pulses: readonly FilePulse[];
  /** Who leads each part of the organisation, and who receives: employee numbers. */
  readonly principals: Readonly<Record<string, string>>;
  readonly chief: string;
  /** Who writes the routine and opens the rounds. */
  readonly developer: string;
  /** The version that is being written. */
  readonly next: Pick<Parameters<typeof createRoutine>[2], 'additions'> & {
    readonly startsOn: IsoDate;
    readonly helpText: string;
  };
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
/** What is to be done next, as principal and holder each write it, and as they agree. */
type FileStep = Readonly<Record<Party | 'gemensamt', string>>;
type FileSaid = {
  /** One after another, round by round. */
  readonly steps: readonly FileStep[];
  /** By academic year and round, '2026 1': what is said in that one alone. */
  readonly inRound?: Readonly<Record<string, FileStep>>;
  /** The share of working time that has been given, one after another. */
  readonly shares: readonly number[];
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

/** A text by which draws are told from each other, as a number. */
const numberOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);

/** How the days of one follow-up fall out: some are early, some write late in the afternoon. */
const daysOf = (position: string, { openedOn, ratedOn, number, yearStart }: FileRound) => {
  const random = createRandom(numberOf(`${position} ${yearStart} ${number}`));
  const at = (day: IsoDate, from: number, to: number): Date =>
    momentOn(day, timeOf(from + random.below(to - from)));
  const day = (before: number): IsoDate =>
    latest(workdaysFrom(ratedOn, -1 - before), workdaysFrom(openedOn, 3));
  const [principal, holder] = [day(random.below(4)), day(random.below(5))];
  const noted = workdaysFrom(earliest(principal, holder), -1 - random.below(2));
  const met = workdaysFrom(ratedOn, random.below(2));
  const agreed = at(met, 13 * 60, 15 * 60);
  const minutesLater = (minutes: number) => new Date(agreed.getTime() + minutes * 60_000);
  return {
    ...{ noted, met },
    notedAt: [at(noted, 8 * 60, 10 * 60), at(noted, 14 * 60, 16 * 60)] as const,
    rektor: { on: principal, at: at(principal, 7 * 60 + 30, 17 * 60) },
    innehavare: { on: holder, at: at(holder, 10 * 60, 17 * 60 + 30) },
    agreed,
    ready: minutesLater(2 + random.below(5)),
    approved: minutesLater(9 + random.below(50)),
    pick: random.below(1_000),
  };
};

type Parts = {
  readonly said: FileSaid;
  readonly reached: Reached;
  readonly position: string;
  readonly fileRound: FileRound;
  /** How many rounds there have been before: what somebody says next is not what they said last. */
  readonly roundsBefore: number;
  readonly principal: string;
  readonly chief: string;
  /** When the chief has come to this one, among those that wait. */
  readonly receivedAt: (approvedOn: IsoDate) => { readonly on: IsoDate; readonly at: Date };
};

/** Writes down how one follow-up is taken as far as the file says, by the acts of those who would do it. */
const planOne = (
  tx: Scoped,
  diary: Diary,
  followUp: FollowUp,
  criteria: readonly string[],
  parts: Parts,
): void => {
  const { said, principal, chief, position, fileRound, roundsBefore } = parts;
  const isPast = (one: Reached) => order.indexOf(parts.reached) >= order.indexOf(one);
  if (parts.reached === 'nothing') return;
  const days = daysOf(position, fileRound);
  const people: Readonly<Record<Party, string>> = { rektor: principal, innehavare: followUp.holderId };
  const step = said.steps[(numberOf(position) + roundsBefore) % said.steps.length] ?? {
    rektor: '',
    innehavare: '',
    gemensamt: '',
  };
  const share = said.shares[(numberOf(position) + roundsBefore) % said.shares.length] ?? 0;
  // What both have seen is noted before they judge, by whoever was there.
  const seen: string[] = [];
  for (const [at, { kind, what }] of said.evidence.entries()) {
    const moment = days.notedAt[at % 2] ?? days.notedAt[0];
    const who = at % 2 === 0 ? principal : followUp.holderId;
    diary.add(moment, async () => {
      const input = { kind, what, datedOn: days.noted };
      const noted = await noteEvidence(as(tx, who, moment), days.noted, followUp.id, input);
      seen.push(entered('evidence', noted).id);
    });
  }
  const rate = (party: Party, handIn: boolean) => {
    const { on, at } = days[party];
    diary.add(at, async () => {
      const nextStep = step[party];
      const result = await saveRating(as(tx, people[party], at), on, {
        ...{
          followUpId: followUp.id,
          party,
          seen: 0,
          seconds: 150 + (days.pick % 120) + nextStep.length,
          handIn,
        },
        newEvidence: new Map(),
        content: {
          nextStep,
          actualShare: party === 'rektor' ? share : Math.max(0, share - (days.pick % 3)),
          lines: criteria.map(code => ({
            ...{
              code,
              judgement: judgementOf(said, code, party === 'rektor' ? 0 : 1),
              scope: 'ämne' as const,
            },
            ...{ wording: '', evidenceIds: [...seen] },
          })),
        },
      });
      entered(`${party}, ${position}`, result);
    });
  };
  if (parts.reached !== 'holder') rate('rektor', parts.reached !== 'draft');
  if (parts.reached === 'draft' || parts.reached === 'principal') return;
  rate('innehavare', true);
  if (!isPast('agreed')) return;
  const lines = criteria.map(code => {
    const [one, other] = [judgementOf(said, code, 0), judgementOf(said, code, 1)];
    return { code, judgement: one, reason: one === other ? '' : said.reason };
  });
  const weak = lines.filter(line => typeof line.judgement === 'number' && line.judgement < 3);
  const first = weak.some(line => line.code.startsWith('P'))
    ? weak.find(line => line.code.startsWith('F'))
    : undefined;
  const content = { nextStep: step.gemensamt, nextStepAbout: first?.code ?? null, actualShare: share, lines };
  diary.add(days.agreed, async () => {
    const agreed = await saveAgreed(as(tx, principal, days.agreed), days.met, {
      followUpId: followUp.id,
      seen: 0,
      content,
    });
    entered('agreed', agreed);
  });
  /** Opening and agreeing have each counted the follow-up up by one. */
  const move = (
    name: 'markReady' | 'approve' | 'receive',
    by: string,
    { on, at }: { on: IsoDate; at: Date },
  ) =>
    diary.add(at, async () => {
      const acting = as(tx, by, at);
      if (name !== 'markReady') await insertReading(acting, followUp.id, by, on);
      const seenVersion = followUp.version + 2 + ['markReady', 'approve', 'receive'].indexOf(name);
      const input = { followUpId: followUp.id, seen: seenVersion, move: name, reason: '' };
      entered(name, await moveFollowUp(acting, on, input));
    });
  if (isPast('ready'))
    move('markReady', days.pick % 2 === 0 ? principal : followUp.holderId, { on: days.met, at: days.ready });
  if (isPast('approved')) move('approve', principal, { on: days.met, at: days.approved });
  if (isPast('received')) move('receive', chief, parts.receivedAt(days.met));
};

/** The chief sits down with what has been approved twice a round, and takes one after another. */
const sittings = ({ ratedOn }: FileRound): Parts['receivedAt'] => {
  const days = [workdaysFrom(ratedOn, 1), workdaysFrom(ratedOn, 5)] as const;
  const taken = [0, 0];
  return approvedOn => {
    const at = approvedOn < days[0] ? 0 : 1;
    const on = days[at];
    const minutes = (at === 0 ? 15 * 60 + 12 : 8 * 60 + 21) + 4 * (taken[at] ?? 0);
    taken[at] = (taken[at] ?? 0) + 1;
    return { on, at: momentOn(on, timeOf(minutes)) };
  };
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
    const leaders = await loadLeaders(tx, file);
    const { developer } = leaders;
    const decided = as(tx, developer, momentOn(decidedOn, '14:35'));
    for (const holiday of file.holidays) await addHoliday(decided, decidedOn, holiday);
    const { unit, ...routine } = file.routine;
    const organisation = await loadOrganisation(tx, decidedOn);
    const unitId = organisation.all().find(one => one.name === unit)?.id ?? '';
    const created = entered(
      'routine',
      await createRoutine(decided, decidedOn, { ...routine, unitId, additions: [] }),
    );
    const mark = { routineId: created.routineId, number: 1 };
    entered('union', await recordUnionStep(decided, decidedOn, { ...mark, seen: 1 }, file.union));
    const { clause, ...decision } = file.decision;
    const clauseId = (await decidedClauses(tx)).find(one => one.text.includes(clause))?.value;
    if (clauseId === undefined) throw new Error(`The board has not decided "${clause}"`);
    entered(
      'decision',
      await decideRoutine(decided, decidedOn, { ...mark, seen: 2 }, { ...decision, clauseId }),
    );

    const { positions } = await loadRegister(tx);
    const numbers = new Map(positions.map(one => [one.id, one.externalId]));
    const diary = new Diary();
    await planPulses(tx, diary, file, leaders.principalOf);
    for (const [roundsBefore, fileRound] of file.rounds.entries()) {
      const { yearStart, number, openedOn, reached } = fileRound;
      const openedAt = momentOn(openedOn, timeOf(8 * 60 + 12 + 17 * roundsBefore));
      await diary.until(openedAt);
      const opened = entered(
        `round ${number}`,
        await openRound(as(tx, developer, openedAt), openedOn, {
          routineId: created.routineId,
          yearStart,
          number,
        }),
      );
      const receivedAt = sittings(fileRound);
      for (const followUp of opened.followUps) {
        const position = numbers.get(followUp.positionId) ?? '';
        planOne(tx, diary, followUp, opened.round.criteria, {
          ...{ said: saidOf(file, position, fileRound), reached: named(reached, position) },
          ...{ position, fileRound, roundsBefore, receivedAt, chief: leaders.chief },
          principal: leaders.principalOf(followUp.unitId),
        });
      }
    }
    // What they have learnt so far goes into the next version, which nobody has decided yet.
    const lastDay = file.rounds.at(-1)?.ratedOn ?? decidedOn;
    const drafted = momentOn(workdaysFrom(lastDay, 1), '15:48');
    await diary.until(drafted);
    const drafting = as(tx, developer, drafted);
    const next = entered('next version', await beginVersion(drafting, lastDay, created.routineId));
    const { helpText, additions } = file.next;
    const draft = { ...routine, unitId, additions, helpText: `${routine.helpText}\n\n${helpText}` };
    const nextMark = { ...mark, number: next.number, seen: next.version };
    entered(
      'next version',
      await changeRoutine(drafting, lastDay, nextMark, { ...draft, startsOn: file.next.startsOn }),
    );
    await diary.until(momentOn(demoDay, '23:59'));
  });
};

/** What is said of a position: what the file says of it, where that says something of the round, and for the rest what it says of all. */
const saidOf = ({ said }: FollowUpFile, position: string, { yearStart, number }: FileRound): FileSaid => {
  const all = named(said, '*');
  const own = said[position] ?? all;
  const step = own.inRound?.[`${yearStart} ${number}`];
  return { ...all, ...own, steps: step ? [step] : all.steps };
};

/** Writes down the colleague pulses, as they were opened, answered and closed. */
const planPulses = async (
  tx: Scoped,
  diary: Diary,
  { pulses }: FollowUpFile,
  principalOf: (unitId: string) => string,
): Promise<void> => {
  const { positions, assignments } = await loadRegister(tx);
  for (const { position, openedOn, closesOn, closedOn, handedOut, replies } of pulses) {
    const held = positions.find(one => one.externalId === position);
    const assignment = assignments.find(one => one.positionId === held?.id && contains(one, openedOn));
    const principal = principalOf(held?.unitId ?? '');
    const openedAt = momentOn(openedOn, '13:25');
    let pulseId = '';
    diary.add(openedAt, async () => {
      const opening = { assignmentId: assignment?.id ?? '', handedOut, closesOn };
      const { pulse, codes } = entered(
        'pulse',
        await openPulse(as(tx, principal, openedAt), openedOn, opening),
      );
      pulseId = pulse.id;
      for (const [at, [known, changed, example]] of replies.entries()) {
        const answers = { 'känner till uppdraget': known, 'har ändrat undervisningen': changed };
        entered('reply', await answerPulse(tx, openedOn, codes[at] ?? '', { answers, example }));
      }
    });
    if (closedOn === null) continue;
    const closedAt = momentOn(closedOn, '11:40');
    diary.add(closedAt, async () => {
      entered('closing', await closePulse(as(tx, principal, closedAt), closedOn, pulseId));
    });
  }
};

/** Who leads each unit. */
const loadLeaders = async (tx: Scoped, { principals, chief, developer, rounds }: FollowUpFile) => {
  const people = new Map((await loadPeople(tx)).map(person => [person.employeeNumber, person.id]));
  const organisation = await loadOrganisation(tx, rounds[0]?.openedOn ?? '');
  const idOf = (number: string | undefined): string => {
    const id = people.get(number ?? '');
    if (id === undefined) throw new Error(`Nobody has the number ${number}`);
    return id;
  };
  return {
    chief: idOf(chief),
    developer: idOf(developer),
    principalOf: (unitId: string): string => {
      const name = organisation
        .upFrom(unitId)
        .map(unit => unit.name)
        .find(one => one in principals);
      return idOf(principals[name ?? '']);
    },
  };
};
