import { type Command, CommandProblem, say, terminalText } from './commands/command.ts';

/** The commands in the order that help tells of them. Each is fetched when it is run, so that a small one starts at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  init: async () => (await import('./commands/people.ts')).init,
  'sign-in-link': async () => (await import('./commands/people.ts')).signInLink,
  import: async () => (await import('./commands/import.ts')).importCommand,
  results: async () => (await import('./commands/results.ts')).resultsCommand,
  'follow-ups': async () => (await import('./commands/follow-ups.ts')).followUpsCommand,
  demo: async () => (await import('./commands/demo.ts')).demo,
  compress: async () => (await import('./commands/compress.ts')).compressCommand,
  estimate: async () => (await import('./commands/estimate.ts')).estimateCommand,
  pool: async () => (await import('./commands/pool.ts')).poolCommand,
  mde: async () => (await import('./commands/mde.ts')).mdeCommand,
  agreement: async () => (await import('./commands/agreement.ts')).agreementCommand,
  reminders: async () => (await import('./commands/reminders.ts')).reminders,
  backup: async () => (await import('./commands/upkeep.ts')).backup,
  restore: async () => (await import('./commands/upkeep.ts')).restoreCommand,
  migrate: async () => (await import('./commands/upkeep.ts')).migrateCommand,
  audit: async () => (await import('./commands/upkeep.ts')).audit,
};

const help = async (): Promise<void> => {
  say('Samsyn – uppföljning av karriärtjänster\n');
  for (const fetch of Object.values(commands)) {
    const { usage, about } = await fetch();
    say(`  ${usage}\n      ${about}\n`);
  }
  say('Databasen är den inbäddade i --data, eller PostgreSQL-servern i DATABASE_URL.');
};

/** Runs one command. Problems that a person can mend end with one line on standard error and exit code 2. */
const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help') {
    await help();
    return 0;
  }
  const fetch = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!fetch)
    throw new CommandProblem(`Kommandot ”${name}” finns inte. Kör samsyn help för att se dem som finns.`);
  const command = await fetch();
  return command.run(args);
};

/** Problems that a person can mend, by name: the classes would bring the database with them. */
const mended: readonly string[] = ['CommandProblem', 'DirectoryInUse'];

// Whoever reads the output may stop before its end, as `head` does: then nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof Error && mended.includes(error.name);
  process.stderr.write(`${terminalText(known ? error.message : String((error as Error).stack))}\n`);
  process.exitCode = known ? 2 : 1;
}
