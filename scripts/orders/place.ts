import { randomUUID } from 'node:crypto';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { InvalidOrder } from '../../functions/orders/errors.ts';
import { type PlacedOrder, placedOrderSchema } from '../../functions/orders/order.ts';
import { testCards } from '../../functions/orders/payment/test-cards.ts';
import { placeOrder } from '../../functions/orders/place-order.ts';
import { quoteOrder } from '../../functions/orders/quote.ts';
import { STAGE_OPTION } from '../lib/framework.ts';
import { say } from '../lib/say.ts';
import { documentsClient, orderNames } from './stage.ts';

await runCommand({
  help: `npm run orders:place -- PHOTO [--size 10x15] [--paper matte] [--quantity 1] [--card tok_visa] [--stage NAME]
Orders prints of a developed photo, given by its key in the source bucket, and prints the order's id.
  --order ID   instead of a new id
  --card       ${testCards.join(', ')}
`,
  options: {
    ...STAGE_OPTION,
    size: { type: 'string', default: '10x15' },
    paper: { type: 'string', default: 'matte' },
    quantity: { type: 'string', default: '1' },
    card: { type: 'string', default: 'tok_visa' },
    order: { type: 'string' },
  },
  operands: ['PHOTO'],
  async run({ stage, order: orderId, size, paper, quantity, card }, [photo = '']) {
    const order = checkedOrder({
      orderId: orderId ?? randomUUID(),
      version: 1,
      customer: 'command-line',
      card,
      placedAt: new Date().toISOString(),
      lines: [{ photo, size, paper, quantity: Number(quantity) }],
    });
    const { ordersTable } = orderNames(stage);
    refuseUnsold(order);
    const { totalMinor, currency } = await placeOrder({ documents: documentsClient(), ordersTable }, order);
    say(`${order.orderId} ${(totalMinor / 100).toFixed(2)} ${currency}`);
    return 0;
  },
});

function checkedOrder(order: PlacedOrder): PlacedOrder {
  const parsed = placedOrderSchema.safeParse(order);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`${String(issue?.path.at(-1))}: ${issue?.message}`);
}

function refuseUnsold(order: PlacedOrder): void {
  try {
    quoteOrder(order);
  } catch (error) {
    throw error instanceof InvalidOrder ? new UsageError(`${error.message}. See --help`) : error;
  }
}
