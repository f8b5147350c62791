import { Worker } from 'node:worker_threads';

const IDLE_MS = 60_000;

/** Threads that do one thing at a time each, of one program: what it answers to a message is what came of it. */
export type Threads<Asked, Answer> = {
  /** @throws what went wrong in the thread, also when it ended without a word */
  readonly run: (asked: Asked) => Promise<Answer>;
  /** Ends all threads, and what they are doing. */
  readonly stop: () => Promise<void>;
};

/** A thread is started when there is none without something to do, and ends when it has had nothing for a minute. */
export const createThreads = <Asked, Answer>(program: URL): Threads<Asked, Answer> => {
  const all = new Set<Worker>();
  const idle = new Map<Worker, NodeJS.Timeout>();

  const start = (): Worker => {
    const thread = new Worker(program);
    all.add(thread);
    thread.on('exit', () => {
      all.delete(thread);
      clearTimeout(idle.get(thread));
      idle.delete(thread);
    });
    // Heard by whoever waits for the thread; one without something to do is gone, and another is started.
    thread.on('error', () => undefined);
    return thread;
  };
  const rest = (thread: Worker): void => {
    // A program that has nothing else to do ends.
    thread.unref();
    idle.set(thread, setTimeout(() => void thread.terminate(), IDLE_MS).unref());
  };
  const take = (): Worker => {
    const [resting] = idle;
    if (!resting) return start();
    const [thread, timer] = resting;
    clearTimeout(timer);
    idle.delete(thread);
    thread.ref();
    return thread;
  };
  return {
    run: asked =>
      new Promise<Answer>((resolve, reject) => {
        const thread = take();
        const settle = (done: () => void): void => {
          thread.off('message', answered).off('error', failed).off('exit', ended);
          done();
        };
        const answered = (answer: Answer) =>
          settle(() => {
            rest(thread);
            resolve(answer);
          });
        const failed = (error: unknown) => settle(() => reject(error));
        const ended = () => settle(() => reject(new Error('The thread ended before it had answered.')));
        thread.on('message', answered).on('error', failed).on('exit', ended);
        thread.postMessage(asked);
      }),
    stop: async () => {
      await Promise.all([...all].map(thread => thread.terminate()));
    },
  };
};
