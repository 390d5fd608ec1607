import * as z from 'zod/mini';
import { documents } from '../shared/documents.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { MetricName } from '../shared/observability.ts';
import { reviewOrder } from './review-order.ts';

const ordersTable = required('ORDERS_TABLE');

/** Task of order-processing: what an order costs and needs. Fails as `InvalidOrder`. */
export const handler = createHandler({
  input: z.object({ orderId: z.string() }),
  correlate: ({ orderId }) => ({ orderId }),
  ordinary: { InvalidOrder: MetricName.OrderInvalid },
  run: ({ orderId }) => reviewOrder({ documents, ordersTable }, orderId),
});
