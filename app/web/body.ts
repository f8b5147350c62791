/** Why a body was not read. tooLarge: too many bytes · tooLong: a text beyond what a control takes · unreadable: not of the kind it says. */
export type BodyRefusal = 'tooLarge' | 'tooLong' | 'unreadable';

export class BodyRefused extends Error {
  readonly reason: BodyRefusal;

  constructor(reason: BodyRefusal) {
    super(`The body of the request is ${reason}`);
    this.reason = reason;
  }
}

/**
 * The bytes of a request's body. What is declared may be untrue or left out, so what comes is counted.
 * @throws BodyRefused when there are more than `largest`, as soon as that many have come
 */
export const readBody = async (request: Request, largest: number): Promise<Uint8Array<ArrayBuffer>> => {
  if (Number(request.headers.get('content-length') ?? 0) > largest) throw new BodyRefused('tooLarge');
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body)
    for await (const chunk of request.body) {
      length += chunk.length;
      if (length > largest) throw new BodyRefused('tooLarge');
      chunks.push(chunk);
    }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};
