/** Makes the bundle of an entry module in a process of its own: `make-bundle ENTRY CACHE`. */
import { makeBundle } from './bundle.ts';
import { unclaim } from './claim.ts';

const [entry = '', cache = ''] = process.argv.slice(2);
await makeBundle(entry, cache).finally(() => unclaim(cache));
