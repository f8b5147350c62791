import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/shared/date.ts';
import { type CalendarDay, writeCalendar } from './calendar.ts';

const now = new Date('2026-10-01T08:09:10.123Z');
const day = (parts: Partial<CalendarDay> = {}): CalendarDay => ({
  ...{ uid: 'a-2026-1@samsyn', on: '2026-10-15', summary: 'Uppföljning 1 ska vara klar' },
  ...{ url: 'https://samsyn.example/uppfoljning/2026-27', ...parts },
});

/** What a calendar program reads: by a reader that is not ours. */
const read = (calendar: string) => {
  const component = new ICAL.Component(ICAL.parse(calendar));
  return {
    name: component.getFirstPropertyValue('x-wr-calname'),
    days: component.getAllSubcomponents('vevent').map(one => {
      const event = new ICAL.Event(one);
      return {
        ...{ uid: event.uid, summary: event.summary, url: one.getFirstPropertyValue('url') },
        ...{ on: event.startDate.toString(), until: event.endDate.toString(), isDay: event.startDate.isDate },
      };
    }),
  };
};

describe('a calendar', () => {
  it('is written as the standard says', () => {
    expect(writeCalendar('Samsyn, Ekdala', [day({ on: '2026-12-31' })], now).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Samsyn//Samsyn//SV',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Samsyn\\, Ekdala',
      'REFRESH-INTERVAL;VALUE=DURATION:P1D',
      'X-PUBLISHED-TTL:P1D',
      'BEGIN:VEVENT',
      'UID:a-2026-1@samsyn',
      'DTSTAMP:20261001T080910Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Uppföljning 1 ska vara klar',
      'URL:https://samsyn.example/uppfoljning/2026-27',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is a calendar when nothing is due', () => expect(read(writeCalendar('Tom', [], now)).days).toEqual([]));

  it.each([
    ['a comma', 'a, b', 'a\\, b'],
    ['a semicolon', 'a; b', 'a\\; b'],
    ['a backslash', 'a\\n', 'a\\\\n'],
    ['a line break', 'a\r\nEND:VEVENT', 'a\\nEND:VEVENT'],
    ['a lone carriage return', 'a\rb', 'a\\nb'],
    ['a control character', 'a\u0000\u001bb', 'ab'],
    ['a colon and quotes, which need nothing', 'a: "b"', 'a: "b"'],
  ])('writes %s so that it ends nothing', (_, summary, written) =>
    expect(writeCalendar('x', [day({ summary })], now)).toContain(`\r\nSUMMARY:${written}\r\n`),
  );

  it('folds a long line at 75 octets, never within a sign', () => {
    const summary = 'å'.repeat(100);
    const lines = writeCalendar('x', [day({ summary })], now).split('\r\n');
    const at = lines.findIndex(line => line.startsWith('SUMMARY'));
    expect(lines.slice(at, at + 3).map(line => Buffer.byteLength(line))).toEqual([74, 75, 61]);
    expect(
      lines
        .slice(at, at + 3)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(`SUMMARY:${summary}`);
  });

  it('says to a calendar program what was written, whatever that is', () => {
    // What calendar programs leave out of a text in any case: control characters, and halves of signs.
    const text = fc
      .string({ unit: 'binary', maxLength: 200 })
      .map(made => made.replace(/[\p{Cc}\p{Cs}\ufeff\u2028\u2029]/gu, '').trim())
      .filter(made => made !== '');
    const some = fc.record({
      ...{ uid: fc.uuid(), summary: text, url: fc.webUrl() },
      on: fc.integer({ min: 0, max: 800 }).map(offset => addDays('2026-07-01', offset)),
    });
    fc.assert(
      fc.property(text, fc.array(some, { maxLength: 4 }), (name, days) => {
        const written = writeCalendar(name, days, now);
        for (const line of written.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        const told = read(written);
        expect(told.name).toBe(name);
        expect(told.days).toEqual(days.map(one => ({ ...one, until: addDays(one.on, 1), isDay: true })));
      }),
    );
  });
});
