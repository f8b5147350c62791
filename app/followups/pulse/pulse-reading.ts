import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister, positionsOn } from '#app/positions/index.ts';
import { academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { assignmentNames } from '../assignment-name.ts';
import { PULSES_A_YEAR, type Pulse, type PulseState, type PulseTally, pulseState } from './pulse.ts';
import { countUnused, findPulse, loadPulses, readTally } from './pulse-store.ts';
import { sv } from './sv.ts';

/** A pulse as a reader meets it. */
export type PulseView = {
  readonly pulse: Pulse;
  readonly state: PulseState;
  /** What the assignment is about, told from another alike by the number of its position, and where: never whose it is. */
  readonly subject: string;
  readonly unit: string;
  /** Nobody has answered yet: new slips can be made. Told only to those who handed them out. */
  readonly isUntouched: boolean;
};

/** An assignment that a pulse can be opened on. */
export type OpenableAssignment = {
  readonly assignmentId: string;
  readonly unitId: string;
  readonly text: string;
};

export const pulsePlace = ({ pulse, state }: PulseView) => ({
  unitId: pulse.unitId,
  personIds: [pulse.holderId],
  state,
});

const viewsOf = async (tx: Scoped, pulses: readonly Pulse[], today: IsoDate): Promise<PulseView[]> => {
  const unused = await countUnused(tx);
  const organisation = await loadOrganisation(tx, today);
  const nameOf = assignmentNames(await loadRegister(tx), today);
  return pulses.map(pulse => {
    const left = unused.get(pulse.id) ?? 0;
    return {
      ...{ pulse, state: pulseState(pulse, left, today) },
      subject: nameOf(pulse.assignmentId),
      unit: organisation.find(pulse.unitId)?.name ?? '',
      isUntouched: pulse.closedOn === null && left === pulse.handedOut,
    };
  });
};

export const readPulse = async (tx: Scoped, id: string, today: IsoDate): Promise<PulseView | null> => {
  const pulse = await findPulse(tx, id);
  if (!pulse) return null;
  const [view] = await viewsOf(tx, [pulse], today);
  return view ?? null;
};

/** What was answered, when the pulse is closed and enough have answered; else null, and nothing is even read. */
export const readAnswers = async (
  tx: Scoped,
  { id, closedOn, answered }: Pulse,
): Promise<PulseTally | null> => (closedOn === null || answered === null ? null : readTally(tx, id));

/** The pulses that a viewer may see, and the assignments on which they may open one. */
export const readPulses = async (
  tx: Scoped,
  viewer: Viewer,
  today: IsoDate,
): Promise<{
  readonly views: readonly PulseView[];
  readonly openable: readonly OpenableAssignment[];
  /** Leads a unit with positions. */
  readonly leads: boolean;
}> => {
  const pulses = await loadPulses(tx);
  const { startYear } = academicYearOf(today, await loadAcademicYears(tx));
  const organisation = await loadOrganisation(tx, today);
  const register = await loadRegister(tx);
  const nameOf = assignmentNames(register, today);
  const led = positionsOn(register, today).filter(
    ({ unitId }) => viewer.may('openPulse', { unitId }).allowed,
  );
  const openable = led.flatMap(({ unitId, assignment, appointment }): OpenableAssignment[] => {
    if (!assignment || !appointment) return [];
    const own = pulses.filter(one => one.assignmentId === assignment.id);
    const isFull = own.filter(one => one.yearStart === startYear).length >= PULSES_A_YEAR;
    if (isFull || own.some(one => one.closedOn === null)) return [];
    const unit = organisation.find(unitId)?.name ?? '';
    const text = `${unit}: ${nameOf(assignment.id)}`;
    return [{ assignmentId: assignment.id, unitId, text }];
  });
  const views = (await viewsOf(tx, pulses, today)).filter(
    view => viewer.may('seePulse', pulsePlace(view)).allowed,
  );
  return { views, openable, leads: led.length > 0 };
};

/** The pulses that wait to be closed by somebody who leads the unit. */
export const pulseTasks = async (tx: Scoped, viewer: Viewer, today: IsoDate): Promise<Task[]> => {
  const open = (await loadPulses(tx)).filter(one => one.closedOn === null);
  if (open.length === 0) return [];
  return (await viewsOf(tx, open, today)).flatMap(({ pulse, state, subject, unit }) =>
    state === 'kan stängas' && viewer.may('openPulse', { unitId: pulse.unitId }).allowed
      ? [
          {
            ...{ title: sv.task.title(subject, unit), about: sv.task.about, dueOn: pulse.closesOn },
            ...{ minutes: 1, href: `/uppfoljning/puls/${pulse.id}`, button: sv.task.button },
          },
        ]
      : [],
  );
};
