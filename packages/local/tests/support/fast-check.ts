import { testSeed } from '@safelight/asl/testing/seed';
import fc from 'fast-check';

/** fast-check that starts where the other random tests start. */
fc.configureGlobal({ seed: testSeed });

export default fc;
