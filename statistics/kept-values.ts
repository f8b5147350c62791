/**
 * Values by key, each made once and kept as long as there is room for it. Beyond that it is made anew each time.
 *
 * @param room how much may be kept in all, in the measure of `sizeOf`
 */
export const keepValues = <Value extends object>(room: number, sizeOf: (value: Value) => number) => {
  const kept = new Map<string, Value>();
  let left = room;
  return (key: string, make: () => Value): Value => {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    const size = sizeOf(made);
    if (size <= left) {
      left -= size;
      kept.set(key, made);
    }
    return made;
  };
};
