/** How many letters must be changed, added or taken away to make one text of the other (Levenshtein 1966). */
const lettersApart = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};

/** Shorter texts are like any name; longer ones are no names, and would take long to compare. */
const [SHORTEST, LONGEST] = [3, 80];

/**
 * The name that somebody most likely meant: the only one that is as near as that, and no further than one letter in five. Null when
 * none is, or several are.
 */
export const nearestName = (written: string, names: readonly string[]): string | null => {
  const plain = (text: string) => text.normalize('NFC').trim().toLocaleLowerCase('sv');
  const sought = plain(written);
  if (sought.length < SHORTEST || sought.length > LONGEST) return null;
  const most = Math.max(1, Math.floor(sought.length / 5));
  let nearest: string[] = [];
  let least = most + 1;
  for (const name of new Set(names)) {
    if (Math.abs(name.length - sought.length) > most) continue;
    const apart = lettersApart(sought, plain(name));
    if (apart < least) nearest = [];
    if (apart <= least && apart <= most) nearest.push(name);
    least = Math.min(least, apart);
  }
  return nearest.length === 1 ? (nearest[0] ?? null) : null;
};
