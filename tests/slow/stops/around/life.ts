/** A process of its own, which is killed: a system on a data folder, so many milliseconds later than it is. */
import { systemClock } from '@safelight/asl/clock';
import { startSystem } from '@safelight/local/testing/start-system';
import { root } from '#tests/support/root.ts';
import { REFUSED, template } from './template.ts';

const [dataDir = '', late = '0', refusing] = process.argv.slice(2);
process.on('disconnect', () => process.exit(1));

const { endpoint, region, credentials } = await startSystem({
  ...{ root, template, dataDir, keepData: true },
  clock: { ...systemClock, now: () => Date.now() + Number(late) },
  onJudged({ access: { action, resource } }) {
    // What else throws while a call is served is that call's 500.
    const isRefused = refusing === 'refusing' && action === 'sqs:SendMessage';
    if (isRefused && REFUSED.some((name) => resource.endsWith(`:${name}`))) throw new Error('Refused in this life.');
  },
});
process.send?.({ endpoint, region, credentials });
