/** A scale from 0: even steps whose values a person would choose (1, 2 or 5 times a power of ten). */
export type Scale = {
  readonly max: number;
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
};

/** Places values from 0 to at least `largest` on the pixels from `start` to `end`, with about `count` steps. */
export const linearScale = (largest: number, start: number, end: number, count = 4): Scale => {
  const safe = Number.isFinite(largest) && largest > 0 ? largest : 1;
  const rough = safe / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(factor => factor * power >= rough) ?? 10) * power;
  const steps = Math.ceil(safe / step - 1e-9);
  const max = steps * step;
  return {
    max,
    ticks: Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12))),
    at: value => start + (Math.min(Math.max(value, 0), max) / max) * (end - start),
  };
};
