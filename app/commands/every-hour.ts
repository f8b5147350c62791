const HOUR = 3_600_000;

/** Goes a round now and then every hour, one after the other, until it is stopped. Stopping waits for the round that is going on. */
export const everyHour = (goRound: () => Promise<void>): { readonly stop: () => Promise<void> } => {
  let round = goRound();
  const timer = setInterval(() => {
    round = round.then(goRound);
  }, HOUR);
  return {
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await round;
    },
  };
};
