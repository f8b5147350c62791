/** One-way marks that are being made at once: enough to keep the machine busy, few enough to hold little. */
const AT_ONCE = 2_000;

const marksOf = async (
  ids: readonly string[],
  key: CryptoKey,
  onProgress: (share: number) => void,
): Promise<string[]> => {
  const encoder = new TextEncoder();
  const marks: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const signed = await Promise.all(
      ids.slice(from, from + AT_ONCE).map(id => crypto.subtle.sign('HMAC', key, encoder.encode(id))),
    );
    // Half of the 256 bits tell any two pupils apart; as eight characters they take least room.
    for (const bytes of signed) marks.push(String.fromCharCode(...new Uint16Array(bytes, 0, 8)));
    onProgress(Math.min(1, (from + AT_ONCE) / ids.length));
  }
  return marks;
};

/**
 * For each pupil of one file the number of the same pupil in another, −1 where there is none. Files are joined by HMAC-SHA-256 with a
 * random key that is made for this one join, cannot be read out and is then gone, so that nothing that outlives the join can be
 * traced to a pupil.
 */
export const joinPupils = async (
  own: readonly string[],
  other: readonly string[],
  onProgress: (share: number) => void = () => undefined,
): Promise<Int32Array> => {
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const otherMarks = await marksOf(other, key, share => onProgress(share / 2));
  const byMark = new Map(otherMarks.map((mark, pupil) => [mark, pupil]));
  const ownMarks = await marksOf(own, key, share => onProgress((1 + share) / 2));
  return Int32Array.from(ownMarks, mark => byMark.get(mark) ?? -1);
};
