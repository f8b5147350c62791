import { type Database, listAuthorities } from '#app/database/index.ts';
import type { FetchOptions } from '#app/exchange/index.ts';
import { type Clock, swedishHourOf } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { CommandProblem } from './command.ts';
import { everyHour } from './every-hour.ts';
import { importSkolverket } from './import.ts';
import { fetchSkolverket } from './published-statistics.ts';

/** Skolverket is asked at night, when it has few others to answer. */
const FIRST_HOUR = 1;
const LAST_HOUR = 5;

const isNight = (now: Date): boolean => {
  const hour = swedishHourOf(now);
  return hour >= FIRST_HOUR && hour < LAST_HOUR;
};

type Nights = {
  readonly database: Database;
  readonly clock: Clock;
  readonly options?: FetchOptions;
  /** Told what Skolverket did not answer; the next night tries again. */
  readonly onFault: (error: unknown) => void;
};

/** Fetches every authority's statistics, one after the other. What is whole already, or fetched today, is not asked for. */
const fetchAll = async ({ database, clock, options, onFault }: Nights): Promise<void> => {
  const today = clock.today();
  for (const { name, is_demo } of await listAuthorities(database)) {
    if (is_demo) continue;
    try {
      const fetched = await fetchSkolverket(database, {
        ...{ authority: name, today, again: false },
        ...(options ? { options } : {}),
      });
      if (!fetched.ok) throw new Error(fetched.problems[0]?.text);
      const { bytes, municipality } = fetched.value;
      await importSkolverket(database, bytes, 'Skolverket', {
        ...{ authority: name, municipality, fetchedOn: today },
      });
    } catch (error) {
      if (!(error instanceof CommandProblem)) onFault(error);
    }
  }
};

/** Fetches once a night, until it is stopped, which waits for the fetch that is going on. */
export const fetchEveryNight = (nights: Nights) => {
  let triedOn: IsoDate | null = null;
  const goRound = async (): Promise<void> => {
    const today = nights.clock.today();
    if (triedOn === today || !isNight(nights.clock.now())) return;
    triedOn = today;
    await fetchAll(nights).catch(nights.onFault);
  };
  return everyHour(goRound);
};
