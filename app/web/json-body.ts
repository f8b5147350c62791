/** The largest JSON that is read: cells of a large municipality take a few million characters. */
export const LARGEST_JSON = 16 * 1024 * 1024;

export const isJson = (headers: Headers): boolean =>
  /^application\/json(?:\s*;\s*charset=utf-8)?$/i.test(headers.get('content-type')?.trim() ?? '');

/** The JSON of a request; null when it is larger than it may be or not JSON. Never kept, never logged. */
export const readJsonBody = async (request: Request, largest = LARGEST_JSON): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!request.body) return null;
  for await (const chunk of request.body) {
    length += chunk.length;
    // What was declared may be untrue, so what comes is counted.
    if (length > largest) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return null;
  }
};
