import * as z from 'zod/mini';
import { type OrderReads, readOrder } from './review-order.ts';

/** The card token of an order, read where it is needed so that it travels through no workflow. */
export async function cardOf(deps: OrderReads, orderId: string): Promise<string> {
  return z.object({ card: z.string() }).parse(await readOrder(deps, orderId)).card;
}
