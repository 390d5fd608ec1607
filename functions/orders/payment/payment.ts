import * as z from 'zod/mini';
import { PaymentConflict, PaymentDeclined, PaymentUnknown } from '../errors.ts';
import { type ChargeAnswer, GatewayTimeout, type PaymentGateway } from './gateway.ts';

export const takePaymentSchema = z.object({
  orderId: z.string(),
  attempt: z.int().check(z.gte(1)),
  amountMinor: z.int().check(z.gte(1)),
  currency: z.string(),
});
/** `card` is read from the order, so that it is not in the history of executions. */
export type TakePayment = z.infer<typeof takePaymentSchema> & { readonly card: string };

export const returnPaymentSchema = z.object({ orderId: z.string(), throughAttempt: z.int().check(z.gte(0)) });
export type ReturnPayment = z.infer<typeof returnPaymentSchema>;

/** One attempt of an order pays at most once, whatever is retried. */
export const paymentKey = (orderId: string, attempt: number): string => `${orderId}#${attempt}`;

/** Throws `PaymentDeclined`, `PaymentUnknown` or `PaymentConflict`. */
export async function takePayment(
  gateway: PaymentGateway,
  request: TakePayment,
): Promise<{ readonly paymentId: string }> {
  const { orderId, attempt, amountMinor, currency, card } = request;
  const key = paymentKey(orderId, attempt);
  const answers = await chargeOrUnknown(gateway, { key, amountMinor, currency, card });
  const [answer, ...repeated] = answers;
  if (!answer) throw new PaymentUnknown(`the gateway said nothing about ${key}`);
  if (repeated.some((other) => !sameAnswer(answer, other)))
    throw new PaymentConflict(`two different answers for ${key}`);
  if (answer.kind === 'declined') throw new PaymentDeclined(answer.message);
  if (answer.kind === 'returned') throw new PaymentConflict(`${key} has been returned`);
  if (answer.amountMinor !== amountMinor) throw new PaymentConflict(`${key} was charged with another amount`);
  return { paymentId: answer.chargeId };
}

/** Returns what any attempt up to `throughAttempt` took or may still take. Idempotent. */
export async function returnPayment(
  gateway: PaymentGateway,
  { orderId, throughAttempt }: ReturnPayment,
): Promise<void> {
  for (let attempt = throughAttempt; attempt >= 1; attempt -= 1) await gateway.giveBack(paymentKey(orderId, attempt));
}

async function chargeOrUnknown(gateway: PaymentGateway, request: Parameters<PaymentGateway['charge']>[0]) {
  try {
    return await gateway.charge(request);
  } catch (error) {
    if (error instanceof GatewayTimeout) throw new PaymentUnknown(error.message);
    throw error;
  }
}

const sameAnswer = (a: ChargeAnswer, b: ChargeAnswer): boolean => JSON.stringify(a) === JSON.stringify(b);
