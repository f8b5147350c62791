/** The last that each asker waits for. */
const lines = new Map<string, Promise<unknown>>();

/**
 * One piece of work at a time for each who asks, in the order asked: the data of results are many and the embedded database has one session, so
 * somebody who opens a hundred tables at once would keep everybody else out of it. Others come in between.
 */
export const oneAtATime = <Result>(asker: string, work: () => Promise<Result>): Promise<Result> => {
  const before = lines.get(asker) ?? Promise.resolve();
  const mine = before.then(work, work);
  lines.set(asker, mine);
  const leave = () => {
    if (lines.get(asker) === mine) lines.delete(asker);
  };
  mine.then(leave, leave);
  return mine;
};
