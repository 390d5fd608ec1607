/** Makes the bundle of an entry module in a process of its own: `make-bundle ENTRY CACHE`. */
import { makeBundle } from './bundle.ts';
import { freshBundle } from './fresh-bundle.ts';

const [entry = '', cache = ''] = process.argv.slice(2);
// Another start may have made it meanwhile.
if (!freshBundle(cache)) await makeBundle(entry, cache);
