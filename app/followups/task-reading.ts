import type { Scoped } from '#app/database/index.ts';
import { loadAcademicYears, loadOrganisation } from '#app/organisation/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import { academicYearLabel, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Viewer } from '#app/shared/permission.ts';
import type { Task } from '#app/shared/task.ts';
import { assignmentNames } from './assignment-name.ts';
import { isMovedOut } from './coverage.ts';
import { type FollowUp, otherParty, type Round } from './follow-up.ts';
import { loadFollowUps, loadHandedIn } from './follow-up-store.ts';
import { yearPath } from './pages/follow-up-facts.tsx';
import { partyOf } from './reading.ts';
import { routineOf } from './routine.ts';
import { loadRounds, loadRoutines } from './routine-store.ts';
import { sv } from './sv.ts';

/** What a follow-up is expected to take of somebody, minutes. */
const MINUTES = { rate: 6, agree: 8, approve: 2, receive: 1 } as const;

/**
 * What waits for a person here, of this academic year and of the one before it: to rate, to agree, to approve and to receive.
 * Nothing in a card tells what was judged.
 */
export const followUpTasks = async (tx: Scoped, viewer: Viewer, today: IsoDate): Promise<Task[]> => {
  const year = academicYearOf(today, await loadAcademicYears(tx));
  const rounds = (await loadRounds(tx)).filter(({ yearStart }) => yearStart >= year.startYear - 1);
  if (rounds.length === 0) return [];
  const byId = new Map(rounds.map(round => [round.id, round]));
  const followUps = await loadFollowUps(
    tx,
    rounds.map(round => round.id),
    today,
  );
  const handedIn = await loadHandedIn(
    tx,
    followUps.filter(one => one.stage === 'pågår').map(one => one.id),
  );
  const organisation = await loadOrganisation(tx, today);
  const nameOf = assignmentNames(await loadRegister(tx), today);
  const routines = await loadRoutines(tx);
  const titleOf = (round: Round): string => {
    const routine = routineOf(round, routines);
    const title = sv.tasks.title(round.number, routine?.rounds.length ?? round.number);
    return round.yearStart === year.startYear
      ? title
      : sv.tasks.ofYear(title, academicYearLabel(round.yearStart));
  };
  const aboutOf = (followUp: FollowUp): string =>
    sv.tasks.about(nameOf(followUp.assignmentId), organisation.heirsOf(followUp.unitId)[0]?.name ?? '');

  const tasks = followUps.flatMap((followUp): Task[] => {
    const round = byId.get(followUp.roundId);
    const party = round ? partyOf(followUp, viewer) : null;
    if (!round || party === null) return [];
    const address = `${yearPath(round)}/${followUp.id}`;
    const card = (said: string, button: string, minutes: number, href = address): Task => ({
      title: `${titleOf(round)}: ${aboutOf(followUp)}`,
      about: isMovedOut(followUp, routineOf(round, routines), organisation)
        ? `${said} ${sv.tasks.movedOut}`
        : said,
      dueOn: round.dueOn,
      minutes,
      href,
      button,
    });
    switch (followUp.stage) {
      case 'pågår': {
        const known = handedIn.get(followUp.id);
        if (known?.[party]) return [];
        const other = otherParty(party);
        const said = known?.[other] ? sv.tasks.otherIsIn(sv.tasks.partyName[other]) : sv.tasks.nobodyIsIn;
        return [card(said, sv.tasks.rate, MINUTES.rate, `${address}/bedom`)];
      }
      case 'öppnad':
        return [card(sv.tasks.talk, sv.tasks.agree, MINUTES.agree)];
      case 'klarmarkerad':
        return party === 'rektor' ? [card(sv.tasks.approveAbout, sv.tasks.approve, MINUTES.approve)] : [];
      default:
        return [];
    }
  });

  // The database gives them in any order; a person finds the cards in the same places each time.
  tasks.sort((a, b) => a.title.localeCompare(b.title, 'sv') || a.href.localeCompare(b.href));

  const toReceive = followUps.filter(
    one => viewer.may('receiveFollowUp', { unitId: one.unitId, state: one.stage }).allowed,
  );
  const [one] = toReceive;
  const round = one && byId.get(one.roundId);
  if (!round) return tasks;
  const address = yearPath(round);
  return [
    ...tasks,
    {
      title: sv.tasks.receive,
      about: sv.tasks.receiveAbout(toReceive.length),
      // The last day of the round is the principal's. For receiving there is none.
      dueOn: null,
      minutes: MINUTES.receive * toReceive.length,
      href: toReceive.length === 1 ? `${address}/${one.id}` : `${address}#uppdragen`,
      button: sv.tasks.receiveButton(toReceive.length),
    },
  ];
};
