import { createHash } from 'node:crypto';
import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { OrderConflict, PoisonRecord } from './errors.ts';
import { orderIdSchema } from './order.ts';

/** What an execution of order-processing is started with: a pointer, so that no personal data is in its history. */
export interface OrderPointer {
  readonly orderId: string;
  readonly version: number;
  /** 1, or more for a restart that a person asked for. */
  readonly attempt: number;
  /** Hash of what the customer asked for: two different orders under one id and version are told apart by it. */
  readonly digest: string;
}

const envelopeSchema = z.object({ orderId: orderIdSchema, version: z.int().check(z.gte(1)) });

/** The pointer to an item of the orders table. Throws `PoisonRecord`. */
export function pointerTo(item: Readonly<Record<string, unknown>>, attempt = 1): OrderPointer {
  const parsed = envelopeSchema.safeParse(item);
  if (!parsed.success) throw new PoisonRecord('the item has no order id and version that could be started');
  const { customer, card, placedAt, lines } = item;
  const digest = sha256(canonicalJson({ customer, card, placedAt, lines }));
  return { ...parsed.data, attempt, digest };
}

/**
 * At most 80 characters, whatever the order id. AWS keeps a name for 90 days: that makes the start idempotent,
 * and is why a wanted restart needs an attempt of its own.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function executionName({ orderId, version, attempt }: OrderPointer): string {
  const name = `order-${sha256(JSON.stringify([orderId, version])).slice(0, 48)}`;
  return attempt === 1 ? name : `${name}-attempt-${attempt}`;
}

export const executionArn = (stateMachineArn: string, pointer: OrderPointer): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${executionName(pointer)}`;

export interface Started {
  readonly executionArn: string;
  /** `already`: an earlier start of the same order, which may have ended since. */
  readonly kind: 'started' | 'already';
  readonly status: ExecutionStatus;
}

interface StartDeps {
  readonly states: Pick<SFNClient, 'send'>;
  readonly stateMachineArn: string;
}

/** Starts the workflow once, however often it is called. Throws `OrderConflict`. */
export async function startOrder({ states, stateMachineArn }: StartDeps, pointer: OrderPointer): Promise<Started> {
  const name = executionName(pointer);
  const input = JSON.stringify(pointer);
  try {
    const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    return { kind: 'started', executionArn: executionArn ?? '', status: 'RUNNING' };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
    return await earlierStart(states, executionArn(stateMachineArn, pointer), pointer, input);
  }
}

async function earlierStart(
  states: StartDeps['states'],
  arn: string,
  { orderId, version }: OrderPointer,
  input: string,
) {
  const earlier = await states.send(new DescribeExecutionCommand({ executionArn: arn }));
  if (earlier.input !== input) {
    throw new OrderConflict(`order ${orderId} version ${version} was started before with another content`);
  }
  return { kind: 'already', executionArn: arn, status: earlier.status ?? 'RUNNING' } as const;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** JSON with sorted members: attributes of an item come in any order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
