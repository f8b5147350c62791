import { type Command, CommandProblem, say } from './commands/command.ts';
import { demo } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { init, signInLink } from './commands/people.ts';
import { start } from './commands/start.ts';
import { audit, backup, migrateCommand, restoreCommand } from './commands/upkeep.ts';
import { DirectoryInUse } from './database/index.ts';

const commands: readonly Command[] = [
  start,
  init,
  signInLink,
  importCommand,
  demo,
  backup,
  restoreCommand,
  migrateCommand,
  audit,
];

const help = (): void => {
  say('Samsyn – uppföljning av karriärtjänster\n');
  for (const command of commands) say(`  ${command.usage}\n      ${command.about}\n`);
  say('Databasen är den inbäddade i --data, eller PostgreSQL-servern i DATABASE_URL.');
};

/** Runs one command. Problems that a person can mend end with one line on standard error and exit code 2. */
const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || name === 'help' || name === '--help') {
    help();
    return 0;
  }
  const command = commands.find(one => one.name === name);
  if (!command)
    throw new CommandProblem(`Kommandot ”${name}” finns inte. Kör samsyn help för att se dem som finns.`);
  return command.run(args);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof CommandProblem || error instanceof DirectoryInUse;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = known ? 2 : 1;
}
