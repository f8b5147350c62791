import { loadHoldingsOf } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { readDueDays } from '#app/followups/index.ts';
import { readAuthority } from '#app/organisation/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newSecret, sha256 } from '#app/shared/id.ts';
import { contains } from '#app/shared/period.ts';
import { writeCalendar } from './calendar.ts';
import { findFeedOwner, removeFeed, saveChoice, saveFeed } from './store.ts';
import { sv } from './sv.ts';

const about = (personId: string) => `person:${personId}`;

/** Lets a person have letters, or none. */
export const chooseMail = async (
  tx: Scoped,
  today: IsoDate,
  personId: string,
  wants: boolean,
): Promise<void> => {
  await saveChoice(tx, personId, wants);
  const kind = wants ? 'remindersTurnedOn' : 'remindersTurnedOff';
  await recordEvent(tx, { kind, subject: about(personId), happenedOn: today });
};

/** What is kept of a calendar link: another text than of a sign-in, so that the one never passes for the other. */
const hashOf = (secret: string): string => sha256(`calendar ${secret}`);

/** Makes a person's calendar link and returns its secret, told this once. The link they had opens nothing any longer. */
export const makeFeed = async (tx: Scoped, today: IsoDate, personId: string): Promise<string> => {
  const secret = newSecret();
  await saveFeed(tx, personId, hashOf(secret));
  await recordEvent(tx, { kind: 'calendarLinkMade', subject: about(personId), happenedOn: today });
  return secret;
};

/** Takes a person's calendar link back. Returns false when they had none. */
export const revokeFeed = async (tx: Scoped, today: IsoDate, personId: string): Promise<boolean> => {
  if (!(await removeFeed(tx, personId))) return false;
  await recordEvent(tx, { kind: 'calendarLinkRevoked', subject: about(personId), happenedOn: today });
  return true;
};

/**
 * The calendar behind a link: when the rounds that concern its owner are due. It tells nothing of anybody, and nothing of what has been
 * done. Null when no such link is good, or when its owner holds no role any longer.
 */
export const readFeed = async (
  tx: Scoped,
  secret: string,
  { today, origin }: { readonly today: IsoDate; readonly origin: string },
): Promise<string | null> => {
  const personId = await findFeedOwner(tx, hashOf(secret));
  const holdings = personId === null ? [] : await loadHoldingsOf(tx, personId);
  const units = holdings.filter(one => contains(one, today)).map(one => one.unitId);
  if (units.length === 0) return null;
  const { name } = await readAuthority(tx);
  const days = (await readDueDays(tx, today, units)).map(due => ({
    uid: `${due.routineId}-${due.yearStart}-${due.number}@samsyn`,
    on: due.on,
    summary: sv.calendar.due(due.number, due.title),
    url: `${origin}/uppfoljning/${academicYearLabel(due.yearStart).replace('/', '-')}`,
  }));
  return writeCalendar(sv.calendar.name(name), days, tx.now);
};
