import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, hash, randomBytes, randomUUID } from 'node:crypto';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUID in lower case, the only form that leaves or enters the program. */
export const isId = (text: string): boolean => uuidPattern.test(text);

const repeatable = new AsyncLocalStorage<{ readonly seed: string; made: number }>();

/**
 * Runs `work` with ids that are the same every time the same is done with the same seed: for the demo, whose documents come out
 * alike since the codes of figures hold ids. Never for anybody's own data.
 */
export const withRepeatableIds = <Result>(seed: string, work: () => Promise<Result>): Promise<Result> =>
  repeatable.run({ seed, made: 0 }, work);

/** Sixteen bytes: random, or within `withRepeatableIds` the next of the series. */
const idBytes = (): { readonly bytes: Buffer; readonly made: number | null } => {
  const series = repeatable.getStore();
  if (!series) return { bytes: randomBytes(16), made: null };
  const made = series.made++;
  return { bytes: createHash('sha256').update(`${series.seed} ${made}`).digest().subarray(0, 16), made };
};

const written = (bytes: Buffer, version: 4 | 7): string => {
  bytes[6] = (version << 4) | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** A new random id, UUID version 7: sorted by the time it was made. */
export const newId = (now: Date = new Date()): string => {
  const { bytes, made } = idBytes();
  bytes.writeUIntBE(made ?? now.getTime(), 0, 6);
  return written(bytes, 7);
};

/** A new random id with nothing in common with those made beside it, UUID version 4: for many rows at once. */
export const newScatteredId = (): string =>
  repeatable.getStore() ? written(idBytes().bytes, 4) : randomUUID();

/** A secret that cannot be guessed: 256 random bits, safe in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code a person can read aloud: no 0, 1, I or O. The same text always gives the same code. */
export const readableCode = (text: string, length: number): string => {
  const digest = createHash('sha256').update(text).digest();
  return [...digest.subarray(0, length)].map(byte => alphabet[byte % 32]).join('');
};
