import { readBody } from './body.ts';

/** The largest JSON that is read: cells of a large municipality take a few million characters. */
const LARGEST_JSON = 16 * 1024 * 1024;

export const isJson = (headers: Headers): boolean =>
  /^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(headers.get('content-type')?.trim() ?? '');

/**
 * The JSON of a request; null when it is not JSON. Never kept, never logged.
 * @throws BodyRefused when it is larger than `largest` bytes
 */
export const readJsonBody = async (request: Request, largest = LARGEST_JSON): Promise<unknown> => {
  const bytes = await readBody(request, largest);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
};
