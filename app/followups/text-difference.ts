/** A stretch of a text that stands in both of two versions, or in one of them only. */
export type Stretch = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** Texts in which more than this could be compared, word by word, are told as wholly different. */
const MOST_PAIRS = 9_000_000;

/** So few words between two changes do not hold them apart. */
const FEW_WORDS = 2;

/** Words, and the blanks between them. */
const wordsOf = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? [];

const wordCount = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** For each place in both, how many words the rests have in common, in order: a table by rows of `before`. */
const commonRests = (before: readonly string[], after: readonly string[]): Uint16Array => {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        before[i] === after[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  return table;
};

const changed = (before: readonly string[], after: readonly string[]): Stretch[] => {
  if (before.length * after.length > MOST_PAIRS)
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ];
  const width = after.length + 1;
  const rests = commonRests(before, after);
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [was, is] = [before[i], after[j]];
    if (was !== undefined && was === is) {
      found.push({ kind: 'same', text: was });
      i += 1;
      j += 1;
    } else if (
      is === undefined ||
      (was !== undefined && (rests[(i + 1) * width + j] ?? 0) >= (rests[i * width + j + 1] ?? 0))
    ) {
      found.push({ kind: 'removed', text: was ?? '' });
      i += 1;
    } else {
      found.push({ kind: 'added', text: is });
      j += 1;
    }
  }
  return found;
};

/** Neighbours of the same kind as one, and no empty ones. */
const joined = (stretches: readonly Stretch[]): Stretch[] => {
  const found: Stretch[] = [];
  for (const { kind, text } of stretches) {
    const last = found.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) found[found.length - 1] = { kind, text: last.text + text };
    else found.push({ kind, text });
  }
  return found;
};

/** What is removed and added between two stretches that stay, each told once: a phrase, not every other word of it. */
const inPhrases = (stretches: readonly Stretch[]): Stretch[] => {
  const found: Stretch[] = [];
  let [removed, added] = ['', ''];
  const tell = () => {
    found.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [at, { kind, text }] of stretches.entries()) {
    const isBetween = at > 0 && at < stretches.length - 1 && (removed !== '' || added !== '');
    if (kind === 'same' && !(isBetween && wordCount(text) <= FEW_WORDS)) {
      tell();
      found.push({ kind, text });
      continue;
    }
    if (kind !== 'added') removed += text;
    if (kind !== 'removed') added += text;
  }
  tell();
  return joined(found);
};

/** What differs between two versions of a text, in its order: the stretches that are kept and removed are the one, kept and added the other. */
export const differenceOf = (before: string, after: string): readonly Stretch[] => {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  return inPhrases(
    joined([
      { kind: 'same', text: was.slice(0, start).join('') },
      ...changed(was.slice(start, was.length - end), is.slice(start, is.length - end)),
      { kind: 'same', text: was.slice(was.length - end).join('') },
    ]),
  );
};

/** A long stretch that stays: its middle may be folded away. */
export type Folded = { readonly lead: string; readonly folded: string; readonly trail: string };

/** Fewer words are not worth folding away. */
const FEWEST_FOLDED = 12;

const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?]\s|\n)(?=\S)/);

/**
 * A stretch that stays, its middle to be folded away: the sentence that goes on after a change before it, and the one that leads to a
 * change after it, are left in sight. Null when too little is left.
 */
export const foldedOf = (
  text: string,
  { changeBefore, changeAfter }: { readonly changeBefore: boolean; readonly changeAfter: boolean },
): Folded | null => {
  const sentences = sentencesOf(text);
  const from = changeBefore ? sentences.findIndex(one => one.trim() !== '') + 1 : 0;
  const to = sentences.length - (changeAfter ? 1 : 0);
  if (to <= from) return null;
  const part = (start: number, end?: number) => sentences.slice(start, end).join('');
  const folded = part(from, to);
  return wordCount(folded) < FEWEST_FOLDED ? null : { lead: part(0, from), folded, trail: part(to) };
};
