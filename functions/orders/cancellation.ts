import type { SFNClient } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { answerTask } from './approval.ts';
import { isConditionFailure, TooLate } from './errors.ts';
import { cancellableStatuses, orderProgressSchema } from './order.ts';
import { type OrderReads, readOrder } from './review-order.ts';

interface CancellationDeps extends OrderReads {
  readonly states: Pick<SFNClient, 'send'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Asks for the order to be cancelled: the workflow finds the request at its next step and undoes what was done.
 * An order that waits for approval is answered at once. Throws `UnknownOrder`, or `TooLate` once it is printing or over.
 */
export async function cancelOrder(deps: CancellationDeps, orderId: string, reason?: string): Promise<void> {
  const { status, approval } = orderProgressSchema.parse(await requestCancel(deps, orderId, reason));
  if (status !== 'AWAITING_APPROVAL' || !approval) return;
  try {
    await answerTask(deps.states, orderId, approval.token, { decision: 'CANCEL' });
  } catch (error) {
    // Somebody answered in the same moment: the workflow goes on, and meets the request at its next step.
    if (!(error instanceof TooLate)) throw error;
  }
}

async function requestCancel(deps: CancellationDeps, orderId: string, reason?: string): Promise<unknown> {
  const statuses = Object.fromEntries(cancellableStatuses.map((status) => [`:${status}`, status]));
  try {
    const { Attributes } = await deps.documents.send(
      new UpdateCommand({
        TableName: deps.ordersTable,
        Key: { orderId },
        UpdateExpression: 'SET cancelRequested = if_not_exists(cancelRequested, :request)',
        ConditionExpression: `#status IN (${Object.keys(statuses).join(', ')})`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ...statuses,
          ':request': { at: new Date(deps.now()).toISOString(), ...(reason !== undefined && { reason }) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const { status } = orderProgressSchema.parse(await readOrder(deps, orderId));
    throw new TooLate(`order ${orderId} can no longer be cancelled: it is ${status}`);
  }
}
