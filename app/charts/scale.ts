/** Places values on pixels, from 0 at `start`. Values outside are held at the nearest end. */
export type Scale = { readonly max: number; readonly at: (value: number) => number };

/** From 0 at `start` to `largest` at `end`; for pictures where the values are written out and need no axis. */
export const scaleTo = (largest: number, start: number, end: number): Scale => {
  const max = Number.isFinite(largest) && largest > 0 ? largest : 1;
  return { max, at: value => start + (Math.min(Math.max(value, 0), max) / max) * (end - start) };
};

/** The same with an axis: `ticks` in even steps that a person would choose (1, 2 or 5 times a power of ten), about `count` of them. */
export const axisTo = (
  largest: number,
  start: number,
  end: number,
  count = 4,
): Scale & { readonly ticks: readonly number[] } => {
  const rough = (Number.isFinite(largest) && largest > 0 ? largest : 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(factor => factor * power >= rough) ?? 10) * power;
  const steps = Math.max(1, Math.ceil((rough * count) / step - 1e-9));
  const ticks = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { ...scaleTo(steps * step, start, end), ticks };
};
