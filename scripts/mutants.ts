/** Every change that can be made to a source, a sample of them by lot, and what has been answered about them. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Logger } from '@stryker-mutator/api/logging';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { answersOf, root } from './mutation-sources.ts';

/** A change by its place and what stands there instead: the same in every run on the same source. */
export const nameOf = ({ location: { start, end }, mutatorName, replacement }: Mutant): string =>
  `${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1} ${mutatorName} ${replacement}`;

type Place = { readonly line: number; readonly column: number };

/** Where a change stands, from its name: lines and columns from 1, the end after the last letter. */
export const placeOf = (name: string): { readonly start: Place; readonly end: Place } => {
  const [line = 0, column = 0, endLine = 0, endColumn = 0] = (name.match(/\d+/g) ?? []).map(Number);
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
};

export type Answer = { readonly mutant: string; readonly status: string; readonly reason?: string };

const silent = new Proxy({}, { get: () => () => false }) as Logger;

/** Every change to a source, by name. */
export const mutantsOf = async (source: string): Promise<string[]> => {
  const name = path.join(root, `statistics/${source}.ts`);
  const { mutants } = await new Instrumenter(silent).instrument(
    [{ name, mutate: true, content: fs.readFileSync(name, 'utf8') }],
    { ignorers: [], plugins: null, excludedMutations: [] },
  );
  return mutants.map(nameOf);
};

/** What has been answered about a source as it and its tests are now. */
export const answersAbout = (source: string): Map<string, Answer> => {
  const file = answersOf(source);
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  const answers = lines.filter(line => line !== '').map(line => JSON.parse(line) as Answer);
  return new Map(answers.map(answer => [answer.mutant, answer]));
};

/** A number in [0, 1) that the words alone decide. */
const lot = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\0')).digest().readUInt32BE() / 2 ** 32;

/**
 * Draws `count` of all changes, of each source its share: the changes of a source stand in an order by lot, evenly spread over
 * [0, 1) from a start by lot, and those that stand first are drawn. Every change is as likely; a larger draw holds the smaller.
 */
export const drawMutants = (
  mutants: ReadonlyMap<string, readonly string[]>,
  count: number,
  seed: number,
): Map<string, string[]> => {
  const placed = [...mutants].flatMap(([source, names]) => {
    const shift = lot(seed, source);
    return names
      .map(name => ({ name, turn: lot(seed, source, name) }))
      .toSorted((a, b) => a.turn - b.turn)
      .map(({ name }, at) => ({ source, name, place: (at + shift) / names.length }));
  });
  const drawn = placed.toSorted((a, b) => a.place - b.place).slice(0, count);
  const names = Map.groupBy(drawn, ({ source }) => source);
  return new Map([...names].map(([source, some]) => [source, some.map(({ name }) => name)]));
};

/** Wilson's 95 % interval of a share. */
export const wilson = (killed: number, all: number): readonly [number, number] => {
  const z2 = 1.959964 ** 2;
  const middle = (killed + z2 / 2) / (all + z2);
  const half = Math.sqrt(z2 * ((killed * (all - killed)) / all + z2 / 4)) / (all + z2);
  return [middle - half, middle + half];
};
