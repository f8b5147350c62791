import type { DesignName } from './design.ts';
import { clusterOf, type Panel } from './panel.ts';

/** N, K and G by fixest's words: what is alone in one of its effects is taken away, once. Codes are families × observations. */
export const counts = (
  families: readonly (readonly (string | number)[])[],
  clusters: readonly (string | number)[],
  extra: number,
) => {
  const left = clusters.flatMap((cluster, i) => {
    const alone = families.some(codes => codes.filter(level => level === codes[i]).length === 1);
    return alone ? [] : [{ cluster, levels: families.map(codes => codes[i] ?? '') }];
  });
  const perFamily = families.map((_, f) => {
    const owners = new Map<string | number, Set<string | number>>();
    for (const { cluster, levels } of left) {
      const level = levels[f] ?? '';
      owners.set(level, (owners.get(level) ?? new Set()).add(cluster));
    }
    return { size: owners.size, nested: [...owners.values()].every(({ size }) => size === 1) };
  });
  const all = extra + perFamily.reduce((sum, { size }) => sum + size, 0) - (families.length - 1);
  const inside = perFamily.reduce((sum, { size, nested }) => sum + (nested ? size - 1 : 0), 0);
  return {
    n: left.length,
    g: new Set(left.map(({ cluster }) => cluster)).size,
    all,
    clustered: all - inside,
  };
};

/** The effects of a panel's cells, as codes. */
export const effectsOf = (panel: Panel, design: DesignName): string[][] => {
  const cells = Array.from({ length: panel.cells }, (_, i) => i);
  const subject = (i: number) => panel.unitSubject[panel.unit[i] ?? 0];
  return [
    cells.map(i => `${panel.unit[i]}`),
    cells.map(i => (design === 'unitTime' ? `${panel.time[i]}` : `${subject(i)} ${panel.time[i]}`)),
    ...(design === 'sameSchool' ? [cells.map(i => `${clusterOf(panel, i)} ${panel.time[i]}`)] : []),
  ];
};
