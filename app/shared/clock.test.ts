import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MovableClock, systemClock } from './clock.ts';

const setTime = (instant: string) => vi.setSystemTime(new Date(instant));

const clockIn = (clock: MovableClock): string =>
  clock.now().toLocaleTimeString('sv-SE', { timeZone: 'Europe/Stockholm' });

describe('the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['2026-11-23T22:59:59Z', '2026-11-23'],
    ['2026-11-23T23:00:00Z', '2026-11-24'],
    ['2026-06-30T21:59:59Z', '2026-06-30'],
    ['2026-06-30T22:00:00Z', '2026-07-01'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
    ['2028-02-29T12:00:00Z', '2028-02-29'],
  ])('at %s the day in Sweden is %s', (instant, day) => {
    setTime(instant);
    expect(systemClock.today()).toBe(day);
    expect(new MovableClock().today()).toBe(day);
    expect(systemClock.now().toISOString()).toBe(new Date(instant).toISOString());
  });

  it.each(['2017-03-17', '2026-11-22', '2026-11-24', '2027-07-01', '2026-03-29', '2026-10-25'])(
    'moved to %s shows that day, at the same time of day, and goes on',
    day => {
      setTime('2026-11-23T09:30:00Z');
      const clock = new MovableClock();
      clock.moveTo(day);
      expect(clock.today()).toBe(day);
      expect(clockIn(clock)).toBe('10:30:00');
      vi.advanceTimersByTime(60_000);
      expect(clock.today()).toBe(day);
      expect(clockIn(clock)).toBe('10:31:00');
    },
  );

  it.each([
    ['2026-11-26T22:06:00Z', '2026-10-01', '23:06:00'],
    ['2026-11-26T23:06:00Z', '2026-10-01', '00:06:00'],
    ['2026-07-01T22:06:00Z', '2026-12-01', '00:06:00'],
    ['2026-07-01T21:06:00Z', '2026-12-01', '23:06:00'],
    ['2026-07-01T22:06:00Z', '2027-03-28', '00:06:00'],
    ['2026-11-26T22:30:00Z', '2026-10-25', '23:30:00'],
  ])('late at night at %s it moves to %s and not to the day beside it', (instant, day, time) => {
    setTime(instant);
    const clock = new MovableClock();
    clock.moveTo(day);
    expect([clock.today(), clockIn(clock)]).toEqual([day, time]);
  });

  it('can be moved again, and back', () => {
    setTime('2026-11-23T09:30:00Z');
    const clock = new MovableClock();
    clock.moveTo('2017-12-20');
    clock.moveTo('2017-03-17');
    expect(clock.today()).toBe('2017-03-17');
    clock.moveTo('2026-11-23');
    expect(clock.now()).toEqual(new Date('2026-11-23T09:30:00Z'));
  });
});
