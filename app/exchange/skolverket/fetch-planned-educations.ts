import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { texts } from './sv.ts';

/** Where Skolverket's statistics are fetched, and how gently. */
export type FetchOptions = {
  /** Without a slash at its end. */
  readonly base?: string;
  /** Milliseconds between two requests: Skolverket is asked at most twice a second. */
  readonly between?: number;
  /** Milliseconds to wait for an answer. */
  readonly patience?: number;
};

export const SKOLVERKET = 'https://api.skolverket.se';
const MEDIA_TYPE = 'application/vnd.skolverket.plannededucations.api.v4.hal+json';
const PAGE_SIZE = 100;
const MOST_PAGES = 50;
const TRIES = 3;
const LARGEST_ANSWER = 20_000_000;

const listShape = z.object({
  body: z.object({
    _embedded: z.record(z.string(), z.array(z.looseObject({ code: z.string() }))).default({}),
    page: z.looseObject({ totalPages: z.int().min(0) }),
  }),
});
/** Skolverket answers with an empty text where nothing is published. */
const statisticsShape = z.object({
  body: z.union([z.record(z.string(), z.unknown()), z.literal(''), z.null()]),
});

class Unanswered extends Error {}

/** Asks one address: waits its turn, tries again when it is asked to wait or the connection drops, and gives up in words. */
const asker = ({ base = SKOLVERKET, between = 500, patience = 30_000 }: FetchOptions) => {
  let next = 0;
  const once = async (address: string): Promise<Response | null> => {
    await pause(Math.max(0, next - performance.now()));
    next = performance.now() + between;
    try {
      return await fetch(address, {
        headers: { accept: MEDIA_TYPE },
        signal: AbortSignal.timeout(patience),
        redirect: 'error',
      });
    } catch {
      return null;
    }
  };
  const bodyOf = async (answer: Response, address: string): Promise<unknown> => {
    if (Number(answer.headers.get('content-length') ?? 0) > LARGEST_ANSWER)
      throw new Unanswered(texts.fetch.shape(address));
    try {
      return await answer.json();
    } catch {
      return null;
    }
  };
  /** Null where Skolverket says that there is nothing. */
  return async (path: string): Promise<unknown> => {
    const address = `${base}${path}`;
    let said = texts.fetch.silent(address);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const answer = await once(address);
      if (answer?.status === 404) return null;
      const body = answer?.ok ? await bodyOf(answer, address) : null;
      if (body !== null) return body;
      if (answer && !answer.ok) said = texts.fetch.answer(address, answer.status);
      if (answer && answer.status < 500 && answer.status !== 429 && !answer.ok) break;
      const wait = Number(answer?.headers.get('retry-after') ?? 0) * 1_000;
      await pause(attempt < TRIES ? Math.max(Math.min(wait, 60_000), between * 2 ** attempt) : 0);
    }
    throw new Unanswered(said);
  };
};

/** What the reading of the file form knows of a unit; the rest of the answer is left out. */
const unitFields = [
  'code',
  'name',
  'geographicalAreaCode',
  'wgs84_Lat',
  'wgs84_Long',
  'organisationRegistryNumber',
  'principalOrganizerType',
  'corporationName',
  'typeOfSchooling',
] as const;

/**
 * Fetches the statistics of a municipality's school units, and of the whole country, from Skolverket (planned-educations v4), in
 * the form of the file: one object on each line. What comes is read by `readPlannedEducations`, as a file is, so both are checked alike.
 */
export const fetchPlannedEducations = async (
  municipalityCode: string,
  options: FetchOptions = {},
): Promise<Outcome<Uint8Array, FileError>> => {
  if (!/^\d{4}$/.test(municipalityCode))
    return failed({ line: null, column: null, text: texts.municipalityCode(municipalityCode) });
  const ask = asker(options);
  try {
    const units = new Map<string, Record<string, unknown>>();
    for (let page = 0, pages = 1; page < pages && page < MOST_PAGES; page += 1) {
      const path = `/planned-educations/v4/school-units?geographicalAreaCode=${municipalityCode}&typeOfSchooling=gr&page=${page}&size=${PAGE_SIZE}`;
      const read = listShape.safeParse(await ask(path));
      if (!read.success) throw new Unanswered(texts.fetch.shape(path));
      pages = read.data.body.page.totalPages;
      // An address that Skolverket does not understand gives the whole country: only the municipality's own are asked about.
      for (const unit of Object.values(read.data.body._embedded).flat())
        if (unit.geographicalAreaCode === municipalityCode) units.set(unit.code, unit);
    }
    const measuresAt = async (path: string): Promise<Record<string, unknown>> => {
      const read = statisticsShape.safeParse((await ask(path)) ?? { body: '' });
      if (!read.success) throw new Unanswered(texts.fetch.shape(path));
      return Object.fromEntries(
        Object.entries(read.data.body || {}).filter(([, value]) => Array.isArray(value)),
      );
    };
    const lines: string[] = [];
    for (const [code, unit] of units) {
      const measures = await measuresAt(
        `/planned-educations/v4/school-units/${encodeURIComponent(code)}/statistics/gr`,
      );
      const known = Object.fromEntries(unitFields.map(field => [field, unit[field] ?? null]));
      lines.push(JSON.stringify({ unit: known, statistics: { schoolUnit: code, ...measures } }));
    }
    const national = await measuresAt('/planned-educations/v4/statistics/national-values/gr');
    if (Object.keys(national).length > 0)
      lines.push(JSON.stringify({ national: 'gr', statistics: national }));
    return ok(new TextEncoder().encode(lines.join('\n')));
  } catch (error) {
    if (error instanceof Unanswered) return failed({ line: null, column: null, text: error.message });
    throw error;
  }
};
