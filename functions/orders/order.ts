import * as z from 'zod/mini';

/** How an order ends; each order ends in exactly one. `NEEDS_ATTENTION` is parked: a person makes it one of the others. */
export const finalStatuses = ['CONFIRMED', 'REJECTED', 'DECLINED', 'REFUSED', 'EXPIRED', 'CANCELLED'] as const;

/** Where cancelling is possible: everything before printing. */
export const cancellableStatuses = ['PLACED', 'RESERVING', 'PAYING', 'AWAITING_APPROVAL'] as const;

export const orderStatuses = [
  ...cancellableStatuses,
  'PRINTING',
  'UNDOING',
  'NEEDS_ATTENTION',
  ...finalStatuses,
] as const;

export type OrderStatus = (typeof orderStatuses)[number];
export type FinalStatus = (typeof finalStatuses)[number];

export const isFinal = (status: OrderStatus): status is FinalStatus => finalStatuses.some((final) => final === status);

export const orderIdSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'an order id has 1-64 letters, digits, _ or -'));

/** Prints of one photo. `photo` is the key of a developed photo in the source bucket. */
const lineSchema = z.strictObject({
  photo: z.string().check(z.minLength(1), z.maxLength(1024)),
  size: z.string(),
  paper: z.string(),
  quantity: z.int().check(z.gte(1), z.lte(500)),
});

/**
 * What a customer asks for, as an item of the orders table. It has no price: prices come from the price list.
 * @example { orderId: 'o-1', version: 1, status: 'PLACED', customer: 'c-7', card: 'tok_visa',
 *   placedAt: '2026-01-02T03:04:05.678Z', lines: [{ photo: 'cat.jpg', size: '20x30', paper: 'matte', quantity: 2 }] }
 */
export const placedOrderSchema = z.object({
  orderId: orderIdSchema,
  version: z.int().check(z.gte(1)),
  customer: z.string().check(z.minLength(1), z.maxLength(100)),
  /** A token of the payment provider, never a card number. */
  card: z.string().check(z.regex(/^tok_[a-z_]{1,40}$/)),
  placedAt: z.iso.datetime(),
  lines: z.array(lineSchema).check(z.minLength(1), z.maxLength(20)),
});

export type PlacedOrder = z.infer<typeof placedOrderSchema>;
export type OrderLine = z.infer<typeof lineSchema>;

/** What the workflow and the tools keep on an order. */
export const orderProgressSchema = z.object({
  orderId: z.string(),
  version: z.number(),
  status: z.enum(orderStatuses),
  attempt: z.optional(z.number()),
  execution: z.optional(z.string()),
  outcome: z.optional(z.enum(finalStatuses)),
  reason: z.optional(z.object({ code: z.string(), message: z.string() })),
  /** What failed on our side, for us: the reason is for the customer. */
  diagnosis: z.optional(z.string()),
  /** Why it waits for a person. */
  parked: z.optional(z.string()),
  cancelRequested: z.optional(z.object({ at: z.string(), reason: z.optional(z.string()) })),
  approval: z.optional(
    z.object({
      token: z.string(),
      askedAt: z.string(),
      answer: z.optional(
        z.object({ decision: z.enum(['APPROVE', 'REFUSE']), at: z.string(), reason: z.optional(z.string()) }),
      ),
    }),
  ),
});

export type OrderProgress = z.infer<typeof orderProgressSchema>;
