import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const page = path.join(import.meta.dirname, '../docs/reference/effect-engine.md');

/** One measured figure of the page on the effect engine. */
export type Measured = {
  readonly what: string;
  readonly setting: string;
  /** How many draws or runs the figure rests on. */
  readonly draws: number;
  readonly figure: string;
  readonly bar: string;
};

const cores = ['no', 'one', 'two', 'three', 'four'];

const machine = (): string => {
  const count = os.cpus().length;
  return `${cores[count] ?? count} core${count === 1 ? '' : 's'}, ${Math.ceil(os.totalmem() / 2 ** 30)} GiB`;
};

/**
 * Prints what was measured, and with UPDATE_DOCS=1 writes it into the page between the marks of that name. Nobody types these
 * figures.
 */
export const tell = (name: string, how: string, measured: readonly Measured[]): void => {
  const table = [
    '| what | setting | times | measured | bar |',
    '|---|---|---|---|---|',
    ...measured.map(
      ({ what, setting, draws, figure, bar }) => `| ${what} | ${setting} | ${draws} | ${figure} | ${bar} |`,
    ),
  ].join('\n');
  console.log(table);
  if (!process.env.UPDATE_DOCS || measured.length === 0) return;
  const [from, to] = [`<!-- ${name}: measured -->`, `<!-- ${name}: end -->`];
  const text = fs.readFileSync(page, 'utf8');
  const [begin, end] = [text.indexOf(from), text.indexOf(to)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no marks ${from} … ${to}.`);
  const told = `Measured ${new Date().toISOString().slice(0, 10)}, ${how}, on ${machine()}.`;
  fs.writeFileSync(page, `${text.slice(0, begin + from.length)}\n${told}\n\n${table}\n${text.slice(end)}`);
};

/** The middle of what was measured; of an even number, the higher of the two in the middle. NaN of nothing. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
