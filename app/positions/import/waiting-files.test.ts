import { expect, it } from 'vitest';
import { WaitingFiles } from './waiting-files.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const file = (size: number) => ({ fileName: 'tjanster.csv', bytes: new Uint8Array(size) });

it('keeps a file for the person who chose it', () => {
  const files = new WaitingFiles();
  const token = files.keep('alva', file(1), noon);
  expect(files.find('alva', token, later(29))?.fileName).toBe('tjanster.csv');
  expect(files.find('bo', token, later(29))).toBeNull();
  expect(files.find('alva', 'gissning', later(29))).toBeNull();
});

it('forgets it after half an hour', () => {
  const files = new WaitingFiles();
  const token = files.keep('alva', file(1), noon);
  expect(files.find('alva', token, later(30))).toBeNull();
});

it('lets the oldest give way when memory is full', () => {
  const files = new WaitingFiles(100);
  const [first, second, third] = [40, 40, 40].map(size => files.keep('alva', file(size), noon));
  expect(files.find('alva', first ?? '', noon)).toBeNull();
  expect(files.find('alva', second ?? '', noon)).not.toBeNull();
  expect(files.find('alva', third ?? '', noon)).not.toBeNull();
});
