/** How many holders of each gender, and how many whose gender is not in the register. */
export type GenderSplit = { readonly women: number; readonly men: number; readonly unknown: number };

const FEWEST_HOLDERS = 5;
const SMALLEST_GROUP = 3;

/**
 * May the split between women and men be shown? At one single unit only when there are at least five holders and no group
 * is one or two persons, since a reader at the school would then see who it is. Over several units it always may: the
 * holders are employees, and the split is a question that boards ask.
 */
export const genderSplitIsShown = ({ women, men, unknown }: GenderSplit, units: number): boolean => {
  if (units > 1) return true;
  const groups = [women, men, unknown].filter(size => size > 0);
  return women + men + unknown >= FEWEST_HOLDERS && groups.every(size => size >= SMALLEST_GROUP);
};
