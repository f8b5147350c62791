/** Something to be done for all who have asked for it. */
type Errand = { readonly key: string; readonly begin: () => Promise<void>; isBegun: boolean };

/** Whoever asks has a line of their own; the lines are served by turns, so that nobody waits for all that another has asked for. */
export type Turns = {
  /** Something new is to be done. It is begun as soon as there is room, and it is the asker's turn. */
  readonly take: (asker: string, key: string, begin: () => Promise<void>) => void;
  /** Another asks for what is waiting already: it is begun when it is the turn of any of them. */
  readonly join: (asker: string, key: string) => void;
};

/** @param atOnce how many are done at the same time */
export const createTurns = (atOnce: number): Turns => {
  /** By asker, the one whose turn is next first. */
  const lines = new Map<string, Errand[]>();
  const waiting = new Map<string, Errand>();
  let begun = 0;

  const next = (): Errand | null => {
    for (const [asker, line] of lines) {
      lines.delete(asker);
      const errand = line.find(one => !one.isBegun);
      if (!errand) continue;
      lines.set(
        asker,
        line.filter(one => one !== errand && !one.isBegun),
      );
      return errand;
    }
    return null;
  };
  const go = (): void => {
    while (begun < atOnce) {
      const errand = next();
      if (!errand) return;
      errand.isBegun = true;
      waiting.delete(errand.key);
      begun += 1;
      const done = () => {
        begun -= 1;
        go();
      };
      errand.begin().then(done, done);
    }
  };
  const stand = (asker: string, errand: Errand): void => {
    const line = lines.get(asker) ?? [];
    if (!line.includes(errand)) lines.set(asker, [...line, errand]);
  };
  return {
    take: (asker, key, begin) => {
      const errand: Errand = { key, begin, isBegun: false };
      waiting.set(key, errand);
      stand(asker, errand);
      go();
    },
    join: (asker, key) => {
      const errand = waiting.get(key);
      if (errand) stand(asker, errand);
    },
  };
};
