import type { IsoDate } from './date.ts';

/** Something a person should do: what, for whom, when it is due, how long it takes, and the one button that starts it. */
export type Task = {
  readonly title: string;
  readonly about: string;
  readonly dueOn: IsoDate | null;
  readonly minutes: number | null;
  readonly href: string;
  readonly button: string;
};

/** The order in which things should be done: what is due first, first; what has no date last. */
export const inOrder = (tasks: readonly Task[]): Task[] =>
  [...tasks].sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'));
