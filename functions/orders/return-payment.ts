import { createHandler } from '../shared/handler.ts';
import { returnPayment, returnPaymentSchema } from './payment/payment.ts';
import { gateway } from './payment/provider.ts';

/** Compensation of order-processing: idempotent, and right also when no payment was taken. */
export const handler = createHandler({
  input: returnPaymentSchema,
  correlate: ({ orderId }) => ({ orderId }),
  run: (request) => returnPayment(gateway, request),
});
