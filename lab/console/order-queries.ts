import { randomUUID } from 'node:crypto';
import { systemClock } from '@safelight/asl/clock';
import type { ConsoleRoutes } from '@safelight/local/console/extension';
import * as z from 'zod';
import { answerApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { priceList } from '#functions/orders/price-list.ts';
import type { Lab } from '../lab.ts';
import { orderOf } from '../order.ts';
import { NewestRows } from './newest.ts';
import type { TableChanges } from './table-changes.ts';

const placed = z.object({ photo: z.string(), size: z.string(), paper: z.string(), quantity: z.int() });
const answered = z.object({ decision: z.enum(['APPROVE', 'REFUSE']) });

/** What the page asks about orders, and what it does with them. */
export function orderRoutes({ dynamodb, states, names: { ordersTable } }: Lab, changes: TableChanges): ConsoleRoutes {
  const newest = new NewestRows({
    ...{ dynamodb, changes, tableName: ordersTable, key: 'orderId', attributes: ['status', 'placedAt'] },
    orderOf: ({ placedAt }) => String(placedAt ?? ''),
  });
  const deps = { documents: dynamodb, ordersTable, states, now: systemClock.now };
  return {
    async 'GET orders'({ query }) {
      const status = query.get('status') ?? '';
      const { rows, ...place } = await newest.page({
        passes: (row) => status === '' || row.status === status,
        page: Number(query.get('page')),
      });
      return { kind: 'json', value: { orders: rows.map(orderOf), ...place } };
    },
    'GET orders/prices': async () => ({ kind: 'json', value: priceList }),
    async 'POST orders/place'({ body }) {
      const line = placed.parse(await body());
      const orderId = `print-${randomUUID().slice(0, 8)}`;
      const placedAt = new Date(systemClock.now()).toISOString();
      await placeOrder(deps, { orderId, version: 1, customer: 'console', card: 'tok_visa', placedAt, lines: [line] });
      return { kind: 'json', value: { orderId } };
    },
    async 'POST orders/answer'({ of, body }) {
      const { decision } = answered.parse(await body());
      await answerApproval(deps, of, decision, 'Answered in the console.');
      return { kind: 'json', value: {} };
    },
    async 'POST orders/cancel'({ of }) {
      await cancelOrder(deps, of, 'Cancelled in the console.');
      return { kind: 'json', value: {} };
    },
  };
}
