import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister, positionsOn } from '#app/positions/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId, newSecret, readableCode } from '#app/shared/id.ts';
import { failed, type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { isUnlocked, routineFor } from '../routine.ts';
import { loadRoutines } from '../routine-store.ts';
import {
  closed,
  openingProblems,
  PULSES_A_YEAR,
  type Pulse,
  type PulseOpening,
  type PulseReply,
  pulseState,
  refusedCode,
  withReply,
} from './pulse.ts';
import {
  countUnused,
  findPulse,
  insertCodes,
  insertPulse,
  loadPulses,
  lockTally,
  pulseOfCode,
  removeCode,
  removeCodes,
  saveClosed,
  saveTally,
} from './pulse-store.ts';
import { sv } from './sv.ts';

const CODE_LENGTH = 8;

const newCodes = (count: number): string[] =>
  Array.from({ length: count }, () => readableCode(newSecret(), CODE_LENGTH));

/** A pulse with the codes to hand out: the only time that they can be read. */
export type HandedOut = { readonly pulse: Pulse; readonly codes: readonly string[] };

/** Opens a pulse on an assignment that somebody holds, where the union step of the unit's routine has been taken. */
export const openPulse = async (
  tx: Scoped,
  today: IsoDate,
  { assignmentId, ...opening }: PulseOpening & { readonly assignmentId: string },
): Promise<Outcome<HandedOut>> => {
  const held = positionsOn(await loadRegister(tx), today).find(one => one.assignment?.id === assignmentId);
  if (!held?.assignment) return wrong('uppdrag', sv.notYours);
  if (!held.appointment) return wrong('uppdrag', sv.noHolder);
  const problems = openingProblems(opening, today);
  if (problems.length > 0) return failed(...problems);
  const { unitId } = held.position;
  const organisation = await loadOrganisation(tx, today);
  const unit = organisation.find(unitId);
  const routine = unit && routineFor(await loadRoutines(tx), unit, organisation, today);
  if (!routine || !isUnlocked(routine, today)) return wrong('uppdrag', sv.locked);
  const { startYear } = academicYearOf(today, await loadAcademicYears(tx));
  const known = (await loadPulses(tx)).filter(one => one.assignmentId === assignmentId);
  if (known.some(one => one.closedOn === null)) return wrong('uppdrag', sv.stillOpen);
  const before = known.filter(one => one.yearStart === startYear).length;
  if (before >= PULSES_A_YEAR) return wrong('uppdrag', sv.enough);
  const pulse: Pulse = {
    ...{ id: newId(tx.now), positionId: held.position.id, assignmentId, unitId },
    ...{ holderId: held.appointment.personId, yearStart: startYear, occasion: before + 1 },
    ...{ openedOn: today, ...opening, closedOn: null, answered: null },
  };
  const codes = newCodes(opening.handedOut);
  await insertPulse(tx, pulse);
  await insertCodes(tx, pulse.id, codes);
  await recordEvent(tx, {
    kind: 'pulseOpened',
    subject: `pulse:${pulse.id}`,
    happenedOn: today,
    details: { handedOut: opening.handedOut, closesOn: opening.closesOn },
  });
  return ok({ pulse, codes });
};

/** New codes in place of all, when the slips have been lost and nobody has answered. */
export const renewCodes = async (tx: Scoped, today: IsoDate, id: string): Promise<Outcome<HandedOut>> => {
  await lockTally(tx, id);
  const pulse = await findPulse(tx, id);
  if (!pulse || pulse.closedOn !== null) return wrong('', sv.alreadyClosed);
  const unused = (await countUnused(tx)).get(id) ?? 0;
  if (unused !== pulse.handedOut) return wrong('', sv.hasAnswers);
  const codes = newCodes(pulse.handedOut);
  await removeCodes(tx, id);
  await insertCodes(tx, id, codes);
  await recordEvent(tx, { kind: 'pulseCodesRenewed', subject: `pulse:${id}`, happenedOn: today });
  return ok({ pulse, codes });
};

/**
 * Adds a colleague's reply to the sums, and uses the code up. Nothing is recorded of when or by whom: the log would tell what the tables do
 * not.
 */
export const answerPulse = async (
  tx: Scoped,
  today: IsoDate,
  code: string,
  reply: PulseReply,
): Promise<Outcome<null>> => {
  const id = await pulseOfCode(tx, code);
  if (id === null) return refusedCode();
  const tally = await lockTally(tx, id);
  const pulse = await findPulse(tx, id);
  if (!pulse || pulse.closedOn !== null || today > pulse.closesOn) return refusedCode();
  if (!(await removeCode(tx, code))) return refusedCode();
  await saveTally(tx, id, withReply(tally, reply));
  return ok(null);
};

/** Closes a pulse for good: the codes go, and with too few answers so do the answers. */
export const closePulse = async (tx: Scoped, today: IsoDate, id: string): Promise<Outcome<Pulse>> => {
  const tally = await lockTally(tx, id);
  const pulse = await findPulse(tx, id);
  if (!pulse || pulse.closedOn !== null) return wrong('', sv.alreadyClosed);
  const unused = (await countUnused(tx)).get(id) ?? 0;
  if (pulseState(pulse, unused, today) !== 'kan stängas') return wrong('', sv.cannotClose);
  const left = closed(tally, pulse.handedOut - unused);
  await saveTally(tx, id, left.tally);
  await removeCodes(tx, id);
  const now = { ...pulse, closedOn: today, answered: left.answered };
  await saveClosed(tx, now);
  await recordEvent(tx, {
    kind: 'pulseClosed',
    subject: `pulse:${id}`,
    happenedOn: today,
    details: { handedOut: pulse.handedOut },
  });
  return ok(now);
};
