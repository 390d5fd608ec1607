import * as z from 'zod';
import type { Invocation } from '#services/lambda/invocation/executor.ts';

const pendingEvent = z.object({
  /** Of the request that brought it. */
  id: z.string(),
  functionName: z.string(),
  /** JSON. */
  event: z.string(),
  traceId: z.string(),
  clientContext: z.string().optional(),
  /** Milliseconds since the epoch. */
  acceptedAt: z.number(),
  /** Attempts that reached the function. */
  attempts: z.int(),
  throttles: z.int(),
  /** No attempt before: milliseconds since the epoch. */
  dueAt: z.number(),
});

/** An event that was accepted, and how far it has come: what is kept on disk until it is done or given up. */
export type PendingEvent = z.infer<typeof pendingEvent>;

export const parsePendingEvent = (value: unknown): PendingEvent => pendingEvent.parse(value);

export const accepted = (functionName: string, invocation: Invocation, now: number): PendingEvent => ({
  id: invocation.requestId,
  functionName,
  event: Buffer.from(invocation.event).toString(),
  traceId: invocation.traceId,
  clientContext: invocation.clientContext,
  acceptedAt: now,
  attempts: 0,
  throttles: 0,
  dueAt: now,
});

export const invocationOf = ({ id, event, traceId, clientContext }: PendingEvent): Invocation => ({
  requestId: id,
  traceId,
  event: Buffer.from(event),
  ...(clientContext !== undefined && { clientContext }),
});
