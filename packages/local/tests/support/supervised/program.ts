/** A program that is supervised: ends in order when it is asked, or stands still. */
import { stopSignal } from '#local/cli/signals.ts';

const stopped = stopSignal();
setInterval(() => {}, 1_000_000);
const [how] = process.argv.slice(2);
// The first beat is on its way before anything stands still.
setImmediate(() => {
  process.stdout.write('ready\n');
  while (how === 'stuck');
});
process.stdout.write(`stopped by ${await stopped}\n`);
process.exit(3);
