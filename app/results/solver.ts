import loadHighs, { type Highs } from 'highs';

let loading: Promise<Highs> | null = null;
let loaded: Highs | null = null;

/** HiGHS, which solves for whole numbers: four megabytes that are loaded when somebody first asks for them, and once. */
export const loadSolver = async (): Promise<Highs> => {
  loading ??= loadHighs();
  loaded = await loading;
  return loaded;
};

/**
 * The solver where nobody can wait for it.
 * @throws when it has not been loaded
 */
export const solver = (): Highs => {
  if (!loaded) throw new Error('Await loadSolver() before anything that solves for whole numbers.');
  return loaded;
};
