import { SFNClient } from '@aws-sdk/client-sfn';
import { runCommand } from '@safelight/local/cli/command';
import { cancelOrder } from '../../functions/orders/cancellation.ts';
import { STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { documentsClient, orderNames } from './stage.ts';

await runCommand({
  help: `npm run orders:cancel -- ORDER [--reason TEXT] [--stage NAME]
Cancels an order that is not printing yet. What it has taken is given back.
`,
  options: { ...STAGE_OPTION, reason: { type: 'string' } },
  operands: ['ORDER'],
  async run({ stage, reason }, [orderId = '']) {
    const { ordersTable } = orderNames(stage);
    const deps = { documents: documentsClient(), ordersTable, states: new SFNClient({}), now: Date.now };
    await cancelOrder(deps, orderId, reason);
    say(`${orderId}: to be cancelled`);
    return 0;
  },
});
