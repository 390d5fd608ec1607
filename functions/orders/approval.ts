import { SendTaskHeartbeatCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AlreadyAnswered, isConditionFailure, TooLate } from './errors.ts';
import { type OrderProgress, orderProgressSchema } from './order.ts';
import { type OrderReads, readOrder } from './review-order.ts';

export type Decision = 'APPROVE' | 'REFUSE';

export interface ApprovalDeps extends OrderReads {
  readonly states: Pick<SFNClient, 'send'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Answers the workflow that waits. The answer is kept on the order first, so that two people cannot answer
 * differently; the same answer may be given again, in case it did not reach the workflow.
 * Throws `UnknownOrder`, `TooLate` or `AlreadyAnswered`. The task token is never shown.
 */
export async function answerApproval(
  deps: ApprovalDeps,
  orderId: string,
  decision: Decision,
  reason?: string,
): Promise<void> {
  const { token } = await waitingApproval(deps, orderId);
  await keepAnswer(deps, orderId, token, { decision, ...(reason !== undefined && { reason }) });
  await answerTask(deps.states, orderId, token, { decision });
}

/** Says that a person is on it, which starts the heartbeat's time anew. Throws `UnknownOrder` or `TooLate`. */
export async function holdApproval(deps: ApprovalDeps, orderId: string): Promise<void> {
  const { token } = await waitingApproval(deps, orderId);
  await orTooLate(orderId, deps.states.send(new SendTaskHeartbeatCommand({ taskToken: token })));
}

/** Throws `TooLate` when nobody waits behind the token any more. */
export async function answerTask(
  states: Pick<SFNClient, 'send'>,
  orderId: string,
  taskToken: string,
  answer: { readonly decision: Decision | 'CANCEL' },
): Promise<void> {
  await orTooLate(orderId, states.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) })));
}

async function waitingApproval(deps: ApprovalDeps, orderId: string): Promise<NonNullable<OrderProgress['approval']>> {
  const { status, approval } = orderProgressSchema.parse(await readOrder(deps, orderId));
  if (status !== 'AWAITING_APPROVAL' || !approval) {
    throw new TooLate(`order ${orderId} does not wait for approval: it is ${status}`);
  }
  return approval;
}

async function keepAnswer(
  { documents, ordersTable, now }: ApprovalDeps,
  orderId: string,
  token: string,
  answer: { readonly decision: Decision; readonly reason?: string },
): Promise<void> {
  try {
    await documents.send(
      new UpdateCommand({
        TableName: ordersTable,
        Key: { orderId },
        UpdateExpression: 'SET approval.answer = if_not_exists(approval.answer, :answer)',
        ConditionExpression:
          '#status = :waiting AND approval.#token = :token AND (attribute_not_exists(approval.answer) OR approval.answer.decision = :decision)',
        ExpressionAttributeNames: { '#status': 'status', '#token': 'token' },
        ExpressionAttributeValues: {
          ':waiting': 'AWAITING_APPROVAL',
          ':token': token,
          ':decision': answer.decision,
          ':answer': { ...answer, at: new Date(now()).toISOString() },
        },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new AlreadyAnswered(`order ${orderId} has been answered before, and otherwise`);
  }
}

const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

async function orTooLate(orderId: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error && GONE.has(error.name))) throw error;
    throw new TooLate(`order ${orderId} does not wait any more: its workflow has gone on, or has ended`);
  }
}
