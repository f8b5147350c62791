import { BackupProblem, backUp, listAuthorities, restore, verifyChain } from '#app/database/index.ts';
import { formatNumber } from '#app/shared/swedish.ts';
import { auditReleases } from './audit-releases.ts';
import { type Command, CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';

const filePlace = (positionals: readonly string[]): string => {
  const [file] = positionals;
  if (!file) throw new CommandProblem('Ange en fil, till exempel samsyn-2026-11-23.backup.');
  return file;
};

const asProblem = (error: unknown): never => {
  throw error instanceof BackupProblem ? new CommandProblem(error.message) : error;
};

export const backup: Command = {
  name: 'backup',
  usage: 'samsyn backup FIL [--data MAPP]',
  about: 'Skriver allt till en fil, från den inbäddade databasen eller från servern i DATABASE_URL.',
  run: async args => {
    const { values, positionals } = readArguments(args, dataOption);
    const file = filePlace(positionals);
    const report = await withDatabase(values.data, database => backUp(database, file)).catch(asProblem);
    say(
      `Säkerhetskopian är skriven: ${file}, ${formatNumber(report.rows)} rader. Kontrollsumma ${report.sha256}.`,
    );
    return 0;
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'samsyn restore FIL [--data MAPP]',
  about: 'Läser tillbaka en säkerhetskopia till en tom databas och kontrollerar den.',
  run: async args => {
    const { values, positionals } = readArguments(args, dataOption);
    const file = filePlace(positionals);
    const report = await withDatabase(values.data, database => restore(database, file)).catch(asProblem);
    say(`Säkerhetskopian är inläst: ${formatNumber(report.rows)} rader. Loggens kedja är hel.`);
    return 0;
  },
};

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'samsyn migrate [--data MAPP]',
  about: 'För databasen fram till den här versionen. Görs också vid varje start.',
  run: async args => {
    const { values } = readArguments(args, dataOption);
    await withDatabase(values.data, async () => undefined);
    say('Databasen är aktuell.');
    return 0;
  },
};

export const audit: Command = {
  name: 'audit',
  usage:
    'samsyn audit verify [--data MAPP] [--sequence NR --head KONTROLLSUMMA] · samsyn audit disclosure [--data MAPP] [--json]',
  about:
    'verify: kontrollerar att ingen rad i loggen har ändrats, tagits bort eller skjutits in. disclosure: räknar ut vad som går att sluta sig till av alla utlämnade elevresultat.',
  run: async args => {
    const { values, positionals } = readArguments(args, {
      ...dataOption,
      sequence: { type: 'string' },
      head: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    if (positionals[0] === 'disclosure') return auditReleases(values.data, values.json);
    if (positionals[0] !== 'verify')
      throw new CommandProblem('Skriv samsyn audit verify eller samsyn audit disclosure.');
    if ((values.sequence === undefined) !== (values.head === undefined)) {
      throw new CommandProblem(
        '--sequence och --head hör ihop: ange båda, som de skrevs ut vid en tidigare kontroll.',
      );
    }
    const known =
      values.sequence && values.head ? { sequence: Number(values.sequence), head: values.head } : undefined;
    return withDatabase(values.data, async database => {
      let broken = false;
      for (const authority of await listAuthorities(database)) {
        const report = await verifyChain(database, authority.authority_id, known);
        if (report.faults.length === 0) {
          say(
            `${authority.name}: kedjan är hel, ${formatNumber(report.events)} händelser. --sequence ${report.events} --head ${report.head}`,
          );
          continue;
        }
        broken = true;
        for (const { sequence, fault } of report.faults)
          say(`${authority.name}: händelse ${sequence} är ${faults[fault]}.`);
      }
      return broken ? 1 : 0;
    });
  },
};

const faults = {
  missing: 'borttagen',
  changed: 'ändrad',
  unlinked: 'inte kedjad till den föregående',
  truncated: 'bortklippt, eller skriven på nytt efter den förra kontrollen',
} as const;
