import fc from 'fast-check';
import { testSeed } from '#asl/testing/seed.ts';

/** fast-check that starts where the other random tests start. */
fc.configureGlobal({ seed: testSeed });

export default fc;
