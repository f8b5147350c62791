import { type Database, listAuthorities } from '#app/database/index.ts';
import { openMail, readMailServerAddress } from '#app/exchange/index.ts';
import { tasksFor } from '#app/main.ts';
import { hasWorkBegun, type Mail, type Sent, sendReminders, writeReminders } from '#app/reminders/index.ts';
import { type Clock, systemClock } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { chooseAuthority } from './authority.ts';
import { type Command, CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';
import { everyHour } from './every-hour.ts';

/** Where letters go, unless the options say otherwise: kept in the environment, where a password is not seen by all. */
export const mailOptions = {
  smtp: { type: 'string', default: process.env.SAMSYN_SMTP ?? '' },
  'mail-from': { type: 'string', default: process.env.SAMSYN_MAIL_FROM ?? '' },
} as const;

type MailValues = { readonly smtp: string; readonly 'mail-from': string };

/** How letters are handed over, as the options say; null when no mail server is told, and then no letter leaves. */
export const readMailOptions = (values: MailValues): Mail | null => {
  if (values.smtp === '') return null;
  const address = readMailServerAddress(values.smtp, values['mail-from']);
  if (address) return openMail(address);
  // The address may hold a password, so it is not told back.
  throw new CommandProblem(
    'Ange e-postservern som smtp://SERVER:PORT i SAMSYN_SMTP eller --smtp, och avsändarens adress i SAMSYN_MAIL_FROM eller --mail-from.',
  );
};

type Rounds = {
  readonly database: Database;
  readonly clock: Clock;
  readonly origin: string;
  readonly mail: Mail;
  readonly onFault: (error: unknown) => void;
};

/**
 * Writes and sends reminders now and then every hour, until it is stopped. People of the demo are not real, and get none. Stopping
 * waits for the letter that is being handed over.
 */
export const remindEveryHour = ({ database, clock, origin, mail, onFault }: Rounds) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let writtenOn: IsoDate | null = null;
  const goRound = async (): Promise<void> => {
    try {
      const today = clock.today();
      const isTimeToWrite = hasWorkBegun(clock.now()) && writtenOn !== today;
      for (const authority of await listAuthorities(database)) {
        if (authority.is_demo) continue;
        const authorityId = authority.authority_id;
        if (isTimeToWrite) await writeReminders(database, authorityId, { today, origin, tasksFor, signal });
        await sendReminders(database, authorityId, mail, { signal });
      }
      if (isTimeToWrite && !signal.aborted) writtenOn = today;
    } catch (error) {
      // The letters are still there, and the next round takes them.
      onFault(error);
    }
  };
  const rounds = everyHour(goRound);
  return {
    stop: (): Promise<void> => {
      stopping.abort();
      return rounds.stop();
    },
  };
};

const told = (sent: Sent): string =>
  `Skickade: ${sent.skickad}. Väntar på ett nytt försök: ${sent.väntar}. Misslyckade: ${sent.misslyckad}. Misslyckade där vi inte vet om brevet kom fram: ${sent.osäker}.`;

export const reminders: Command = {
  name: 'reminders',
  usage:
    'samsyn reminders write [--url https://…] [--authority NAMN] [--data MAPP]\n  samsyn reminders send [--smtp smtp://SERVER:PORT] [--mail-from ADRESS] [--authority NAMN] [--data MAPP]',
  about:
    'Skriver dagens påminnelser (write) och lämnar dem som väntar till e-postservern (send). samsyn start gör båda varje timme när SAMSYN_SMTP är angiven.',
  run: async args => {
    const { values, positionals } = readArguments(args, {
      ...dataOption,
      ...mailOptions,
      url: { type: 'string', default: process.env.SAMSYN_URL ?? '' },
      authority: { type: 'string' },
    });
    const [what] = positionals;
    if (what !== 'write' && what !== 'send') throw new CommandProblem('Ange write eller send.');
    const mail = readMailOptions(values);
    const isUrl = URL.canParse(values.url);
    if (what === 'write' && !isUrl)
      throw new CommandProblem('Ange --url, adressen till Samsyn som breven ska länka till.');
    if (what === 'send' && !mail)
      throw new CommandProblem('Ange e-postservern i SAMSYN_SMTP eller med --smtp, som smtp://SERVER:PORT.');
    return withDatabase(values.data, async database => {
      const authorityId = await chooseAuthority(database, values.authority);
      if (what === 'write') {
        const today = systemClock.today();
        const { origin } = new URL(values.url);
        say(`Skrivna brev: ${await writeReminders(database, authorityId, { today, origin, tasksFor })}.`);
      }
      if (what === 'send' && mail) say(told(await sendReminders(database, authorityId, mail)));
      return 0;
    });
  },
};
