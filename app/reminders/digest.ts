import type { IsoDate } from '#app/shared/date.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import type { Task } from '#app/shared/task.ts';
import { sv } from './sv.ts';

/**
 * What a letter is written from: of a task only where it waits and when it is due. Its words may name people and assignments, and
 * a letter lies unlocked wherever it is read, so they do not come this far.
 */
export type Waiting = Pick<Task, 'href' | 'dueOn'>;
export type LateLine = { readonly unitName: string; readonly count: number };

export type DigestParts = {
  readonly waiting: readonly Waiting[];
  /** What a chief is told of others: that it is late, and where. */
  readonly late: readonly LateLine[];
  readonly today: IsoDate;
  /** Our own address, 'https://samsyn.kommun.se'. */
  readonly origin: string;
};

/** '/uppfoljning' of '/uppfoljning/2026-27/…'; '/' for what lies in no room that the letter knows. */
const placeOf = (href: string): keyof typeof sv.letter.places => {
  const place = `/${href.split(/[/?#]/)[1] ?? ''}`;
  return Object.hasOwn(sv.letter.places, place) ? (place as keyof typeof sv.letter.places) : '/';
};

/** The letter of a day: how much waits and where. Counts, places and links; nothing that anybody has judged. */
export const writeDigest = ({
  waiting,
  late,
  today,
  origin,
}: DigestParts): { readonly subject: string; readonly content: string } => {
  const text = sv.letter;
  const isLate = ({ dueOn }: Waiting) => dueOn !== null && dueOn < today;
  const inOrder = [...late].sort((a, b) => compareSwedish(a.unitName, b.unitName));
  const places = [...Map.groupBy(waiting, one => placeOf(one.href))].sort(([a], [b]) => (a < b ? -1 : 1));
  const own =
    waiting.length === 0
      ? []
      : [
          text.waiting(waiting.length),
          ...places.map(([place, some]) =>
            [
              text.line(text.places[place], some.length, some.filter(isLate).length),
              `${origin}${place}`,
            ].join('\n'),
          ),
        ];
  const others =
    late.length === 0
      ? []
      : [
          [text.lateIntro, ...inOrder.map(one => text.lateLine(one.unitName, one.count))].join('\n'),
          `${origin}/uppfoljning`,
        ];
  return {
    subject: waiting.length > 0 ? text.subject(waiting.length) : text.lateSubject,
    content: [text.greeting, ...own, ...others, text.all(origin), text.foot(`${origin}/paminnelser`)].join(
      '\n\n',
    ),
  };
};
