import fc from 'fast-check';

/**
 * What is drawn at random in `npm test` is the same each time, so that the same sources get the same verdict. `npm run test:long`
 * draws anew, and names the seed where something fails.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_170_317 });
