import { sha256 } from '#app/shared/id.ts';

/** A short text that is the same as long as the content is; the number of the version is not content. */
export const fingerprint = (thing: object): string => {
  const content = Object.entries(thing)
    .filter(([field]) => field !== 'version')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(content)).slice(0, 16);
};
