import { documents } from '../shared/documents.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { MetricName } from '../shared/observability.ts';
import { cardOf } from './card-of.ts';
import { takePayment, takePaymentSchema } from './payment/payment.ts';
import { gateway } from './payment/provider.ts';

const ordersTable = required('ORDERS_TABLE');

/** Task of order-processing. Fails as `PaymentDeclined`, `Service.Unavailable` or `PaymentConflict`. */
export const handler = createHandler({
  input: takePaymentSchema,
  correlate: ({ orderId }) => ({ orderId }),
  ordinary: { PaymentDeclined: MetricName.PaymentDeclined },
  run: async (request) =>
    takePayment(gateway, { ...request, card: await cardOf({ documents, ordersTable }, request.orderId) }),
});
