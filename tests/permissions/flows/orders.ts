import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { answerApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import type { PlacedOrder } from '#functions/orders/order.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { readOrder } from '#functions/orders/review-order.ts';
import type { Desk } from '#tests/permissions/desk.ts';
import type { Flow } from '#tests/permissions/flow.ts';
import { lastEnded } from '#tests/permissions/flows/photo-steps.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';

const dear = [{ photo: 'cat.jpg', size: '30x45', paper: 'fine-art', quantity: 20 }] satisfies PlacedOrder['lines'];
const tooMany = [{ photo: 'cat.jpg', size: '10x15', paper: 'glossy', quantity: 5 }] satisfies PlacedOrder['lines'];

const reached = (desk: Desk, orderId: string, wanted: string, signal: AbortSignal) =>
  desk.until(async () => ((await readOrder(desk, orderId)).status === wanted ? wanted : undefined), signal);

const over = (desk: Desk, orderId: string, since: number, signal: AbortSignal) =>
  desk.until(() => lastEnded(desk, 'order-processing', orderId, since), signal);

async function order(desk: Desk, change: Partial<PlacedOrder>, signal: AbortSignal): Promise<void> {
  const since = desk.now();
  const placed = sampleOrder(change);
  await placeOrder(desk, placed);
  await over(desk, placed.orderId, since, signal);
}

export const orderFlows: readonly Flow[] = [
  { name: 'an order is confirmed', run: (desk, orderId, signal) => order(desk, { orderId }, signal) },
  {
    name: 'a payment is declined',
    run: (desk, orderId, signal) => order(desk, { orderId, card: 'tok_declined' }, signal),
  },
  {
    name: 'a payment is answered late',
    run: (desk, orderId, signal) => order(desk, { orderId, card: 'tok_late' }, signal),
  },
  {
    name: 'a payment is never answered',
    run: (desk, orderId, signal) => order(desk, { orderId, card: 'tok_timeout' }, signal),
  },
  {
    name: 'an order finds too little paper',
    run: (desk, orderId, signal) => order(desk, { orderId, lines: tooMany }, signal),
  },
  {
    name: 'a dear order is approved',
    async run(desk, orderId, signal) {
      const since = desk.now();
      await placeOrder(desk, sampleOrder({ orderId, lines: dear }));
      await reached(desk, orderId, 'AWAITING_APPROVAL', signal);
      await answerApproval(desk, orderId, 'APPROVE');
      await over(desk, orderId, since, signal);
    },
  },
  {
    name: 'a paid order is cancelled',
    async run(desk, orderId, signal) {
      const since = desk.now();
      await placeOrder(desk, sampleOrder({ orderId, lines: dear }));
      await reached(desk, orderId, 'AWAITING_APPROVAL', signal);
      await cancelOrder(desk, orderId);
      await over(desk, orderId, since, signal);
    },
  },
  {
    name: 'an order is put again after it was fulfilled',
    async run(desk, orderId, signal) {
      await order(desk, { orderId }, signal);
      await desk.documents.send(new DeleteCommand({ TableName: desk.ordersTable, Key: { orderId } }));
      await placeOrder(desk, sampleOrder({ orderId }));
      // Nothing shows that the consumer has compared it; later records of the shard come after it.
      await order(desk, { orderId: `${orderId}-next` }, signal);
    },
  },
  {
    name: 'an order that cannot be reviewed is parked',
    run: (desk, orderId, signal) =>
      desk.lacking('orders-review', 'dynamodb:GetItem', () => order(desk, { orderId }, signal)),
  },
  {
    name: 'a record that cannot be started is given up',
    async run(desk, orderId, signal) {
      const before = await desk.messagesIn('orders-undelivered');
      const Item = { orderId, status: 'PLACED' };
      await desk.documents.send(new PutCommand({ TableName: desk.ordersTable, Item }));
      await desk.until(async () => {
        const now = await desk.messagesIn('orders-undelivered');
        return now > before ? now : undefined;
      }, signal);
    },
  },
];
