import fc from 'fast-check';

/**
 * What is drawn at random in `npm test` is the same each time, so that the same sources get the same verdict. `npm run test:long`
 * draws anew, and names the seed where something fails. `npm run mutation` asks only whether something does, not which panel is the
 * smallest that shows it.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: 20_170_317,
  endOnFailure: process.env.MUTATION_TESTS !== undefined,
});
