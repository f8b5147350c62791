import { addDays, type IsoDate } from '#app/shared/date.ts';

/** A whole day in somebody's calendar. `uid` is the same each time the same thing is told, so that a moved day moves. */
export type CalendarDay = {
  readonly uid: string;
  readonly on: IsoDate;
  readonly summary: string;
  readonly url: string;
};

/** A text as RFC 5545 (3.3.11) writes it: one line, with what would end or divide it written otherwise. */
const asText = (text: string): string =>
  text
    .replace(/[\\;,]/g, sign => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** An address cannot be written otherwise, so what would end its line is left out of it. */
const asAddress = (url: string): string => url.replace(/[\p{Cc}\s]/gu, '');

/** Octets in a line, without its end (3.1). */
const LONGEST_LINE = 75;

/** A line as it may be sent: in parts of at most 75 octets, never within a sign, each but the first begun by a blank. */
const fold = (line: string): string => {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const sign of line) {
    const length = Buffer.byteLength(sign);
    if (octets + length > LONGEST_LINE) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += sign;
    octets += length;
  }
  return [...parts, part].join('\r\n');
};

const day = (date: IsoDate): string => date.replaceAll('-', '');
const instant = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '');

/** A calendar of whole days as programs subscribe to it (iCalendar, RFC 5545). */
export const writeCalendar = (name: string, days: readonly CalendarDay[], now: Date): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samsyn//Samsyn//SV',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${asText(name)}`,
    // Once a day is enough, for those who heed it (RFC 7986, and what Outlook reads).
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    ...days.flatMap(({ uid, on, summary, url }) => [
      'BEGIN:VEVENT',
      `UID:${asText(uid)}`,
      `DTSTAMP:${instant(now)}`,
      `DTSTART;VALUE=DATE:${day(on)}`,
      `DTEND;VALUE=DATE:${day(addDays(on, 1))}`,
      `SUMMARY:${asText(summary)}`,
      `URL:${asAddress(url)}`,
      // Nobody is busy because something is due.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
