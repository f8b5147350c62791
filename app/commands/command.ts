import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Database } from '#app/database/index.ts';

/** The command was given something it cannot use; the text says what to do. Ends the program with exit code 2. */
export class CommandProblem extends Error {
  override name = 'CommandProblem';
}

/** One command of `samsyn`: what it is called, how it is used, and what it does. Returns the exit code. */
export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly about: string;
  readonly run: (args: readonly string[]) => Promise<number>;
};

/** Reads options and places; an unknown option is a problem, not something to pass over. */
export const readArguments = <Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandProblem(
      `${(error as Error).message}. Kör samsyn help för att se hur kommandot används.`,
    );
  }
};

/** Where the embedded database lives unless --data says otherwise. */
export const DEFAULT_DATA = 'data';

export const dataOption = { data: { type: 'string', default: DEFAULT_DATA } } as const;

/** Opens the database for one command and closes it however the command ends. */
export const withDatabase = async <Result>(
  data: string | null,
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  // Fetched when it is needed: a command without a database starts in a fraction of the time.
  const { openDatabase } = await import('#app/database/index.ts');
  const { databasePlace } = await import('#app/main.ts');
  const database = await openDatabase(databasePlace(data));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

/**
 * A text as a terminal may have it. Lists and names are told back as they are written, and a terminal obeys control characters: one in
 * a cell could hide the error or write something else in its place.
 */
export const terminalText = (text: string): string => text.replace(/[\p{Cc}--[\t\n]]/gv, '');

export const say = (text: string): void => {
  process.stdout.write(`${terminalText(text)}\n`);
};
