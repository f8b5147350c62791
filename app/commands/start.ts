import { createAdaptorServer } from '@hono/node-server';
import { listAuthorities, openDatabase } from '#app/database/index.ts';
import { buildHouse, databasePlace, openLog } from '#app/main.ts';
import { stopDeciding } from '#app/results/index.ts';
import { MovableClock, systemClock } from '#app/shared/clock.ts';
import { isIsoDate } from '#app/shared/date.ts';
import { isLoopback } from '#app/web/index.ts';
import { demoDay } from '#demo/story.ts';
import { type Command, CommandProblem, dataOption, readArguments, say } from './command.ts';
import { openWithDemo } from './first-start.ts';
import { fetchEveryNight } from './nightly-statistics.ts';
import { mailOptions, readMailOptions, remindEveryHour } from './reminders.ts';

/** Seconds: somebody who waits longer for a page wants to know why. */
const PATIENCE = '4';

const readPort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandProblem(`--port ska vara ett tal mellan 0 och 65535, inte ”${text}”.`);
  }
  return port;
};

export const start: Command = {
  name: 'start',
  usage:
    'samsyn start [--port 3000] [--host 127.0.0.1] [--data MAPP] [--no-demo] [--url https://…] [--smtp smtp://SERVER:PORT] [--mail-from ADRESS] [--skolverket] [--wait 4] [--no-ahead] [--today 2026-11-23]',
  about:
    'Startar Samsyn. Första gången läses demokommunen Ekdala in, om inte --no-demo anges. Vad en resultattabell kan visa utan att röja någon prövas i en egen tråd: en sida väntar på det i så många sekunder som --wait säger, innan den säger att det pågår. När någon öppnar resultaten prövas alla tabeller i förväg, om inte --no-ahead anges.',
  run: async args => {
    const { values } = readArguments(args, {
      ...dataOption,
      ...mailOptions,
      port: { type: 'string', default: process.env.PORT ?? '3000' },
      host: { type: 'string', default: '127.0.0.1' },
      url: { type: 'string', default: process.env.SAMSYN_URL ?? '' },
      today: { type: 'string', default: '' },
      wait: { type: 'string', default: PATIENCE },
      'no-ahead': { type: 'boolean', default: false },
      'no-demo': { type: 'boolean', default: false },
      skolverket: { type: 'boolean', default: process.env.SAMSYN_SKOLVERKET === 'ja' },
    });
    const port = readPort(values.port);
    if (values.today && !isIsoDate(values.today))
      throw new CommandProblem('--today ska vara en dag som 2026-11-23.');
    if (!values.url && !isLoopback(values.host)) {
      throw new CommandProblem(
        `Med --host ${values.host} nås Samsyn från andra datorer. Ange också --url, adressen som de ska använda.`,
      );
    }
    if (!/^\d{1,4}$/.test(values.wait))
      throw new CommandProblem(`--wait ska vara ett antal sekunder, som ${PATIENCE}, inte ”${values.wait}”.`);
    const mail = readMailOptions(values);
    const production = process.env.NODE_ENV === 'production';
    const clock = production ? systemClock : new MovableClock();

    const place = databasePlace(values.data);
    const database = await (values['no-demo'] ? openDatabase(place) : openWithDemo(place));
    try {
      const authorities = await listAuthorities(database);
      if (clock instanceof MovableClock) {
        // Ekdala's story stands on a day of its own; elsewhere today is today.
        const shown = values.today || (authorities.some(one => one.is_demo) ? demoDay : '');
        if (shown) clock.moveTo(shown);
      }
      const house = buildHouse({
        database,
        clock,
        secure: values.url.startsWith('https:'),
        ...{ patience: 1000 * Number(values.wait), decidesAhead: !values['no-ahead'] },
        ...(values.url ? { publicUrl: values.url } : {}),
      });
      const server = createAdaptorServer({ fetch: house.fetch, hostname: values.host });
      await new Promise<void>((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new CommandProblem(`Porten ${port} är upptagen. Välj en annan med --port.`)
              : error,
          ),
        );
        server.listen(port, values.host, resolve);
      });
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      say(`Samsyn är igång: ${values.url || `http://localhost:${actual}`}`);
      if (authorities.some(one => one.is_demo))
        say('Öppna sidan och välj vem du vill vara i demokommunen Ekdala.');
      if (authorities.length === 0)
        say('Här finns ingen huvudman än: kör samsyn init, eller samsyn import skolverket.');
      const reminding = mail
        ? remindEveryHour({
            ...{
              database,
              clock,
              mail,
              origin: new URL(values.url || `http://localhost:${actual}`).origin,
            },
            onFault: error => openLog().error({ error }, 'reminders failed'),
          })
        : null;
      const fetching = values.skolverket
        ? fetchEveryNight({
            ...{ database, clock: systemClock },
            onFault: error => openLog().error({ error }, 'published statistics were not fetched'),
          })
        : null;
      await new Promise<void>(resolve => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await reminding?.stop();
      await fetching?.stop();
      await stopDeciding();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      return 0;
    } finally {
      await database.close();
    }
  },
};
