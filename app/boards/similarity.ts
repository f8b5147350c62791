const words = (text: string): string[] => text.toLocaleLowerCase('sv').match(/\p{L}+/gu) ?? [];

/** Every run of three words, so that a changed word here and there still leaves most of them. */
const triples = (text: string): Set<string> => {
  const all = words(text);
  if (all.length < 3) return new Set(all.length === 0 ? [] : [all.join(' ')]);
  return new Set(all.slice(2).map((word, at) => `${all[at]} ${all[at + 1]} ${word}`));
};

/**
 * How alike two texts are, 0 to 1: the share of word triples they have in common (Dice). Dates, numbers, capitals and
 * punctuation do not count, since those are what is changed when a text is used again. An empty text is like nothing.
 */
export const similarity = (a: string, b: string): number => {
  const [first, second] = [triples(a), triples(b)];
  if (first.size === 0 || second.size === 0) return 0;
  const common = [...first].filter(triple => second.has(triple)).length;
  return (2 * common) / (first.size + second.size);
};
