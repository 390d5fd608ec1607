import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { UnknownOrder } from '../../functions/orders/errors.ts';
import { isFinal, type OrderProgress, orderProgressSchema } from '../../functions/orders/order.ts';
import { type OrderReads, readOrder } from '../../functions/orders/review-order.ts';
import { pointerTo, startOrder } from '../../functions/orders/start-order.ts';

export interface RestartDeps extends OrderReads {
  readonly states: Pick<SFNClient, 'send'>;
  readonly stateMachineArn: string;
  /** Only says what it would do. */
  readonly dryRun: boolean;
  /** For orders whose execution has ended half way: the name of the first stays taken for 90 days. */
  readonly attempt?: number;
}

/** `isDone`: the order needs nothing more, so the message that led here may go. */
export interface Restart {
  readonly isDone: boolean;
  readonly said: string;
}

/**
 * Starts an order again where that is safe: never one that is over, and never beside an execution that still runs.
 * Throws `OrderConflict` when another order was started under the same id and version.
 */
export async function restartOrder(deps: RestartDeps, orderId: string): Promise<Restart> {
  const item = await findOrder(deps, orderId);
  if (!item) return done('is gone: nothing to do');
  const order = orderProgressSchema.parse(item);
  if (isFinal(order.status)) return done(`is ${order.status}: nothing to do`);
  if (order.execution && (await isRunning(deps.states, order.execution)))
    return done('is being processed: nothing to do');
  return order.execution ? nextAttempt(deps, item, order) : firstAttempt(deps, item);
}

async function firstAttempt(deps: RestartDeps, item: Record<string, unknown>): Promise<Restart> {
  if (deps.dryRun) return { isDone: false, said: 'would be started' };
  const { kind, status } = await startOrder(deps, pointerTo(item, deps.attempt ?? 1));
  if (kind === 'started' || status === 'RUNNING') return done('started');
  return stuck(deps.attempt ?? 1, status);
}

async function nextAttempt(deps: RestartDeps, item: Record<string, unknown>, order: OrderProgress): Promise<Restart> {
  const { attempt } = deps;
  const last = order.attempt ?? 1;
  if (attempt === undefined || attempt <= last) return stuck(last, order.status);
  if (deps.dryRun) return { isDone: false, said: `would be started as attempt ${attempt}` };
  await startOrder(deps, pointerTo(item, attempt));
  return done(`started as attempt ${attempt}`);
}

const done = (said: string): Restart => ({ isDone: true, said });

const stuck = (lastAttempt: number, state: string): Restart => ({
  isDone: false,
  said: `stopped half way (${state}): restart it with --attempt ${lastAttempt + 1}`,
});

async function findOrder(deps: OrderReads, orderId: string): Promise<Record<string, unknown> | undefined> {
  try {
    return await readOrder(deps, orderId);
  } catch (error) {
    if (error instanceof UnknownOrder) return undefined;
    throw error;
  }
}

async function isRunning(states: Pick<SFNClient, 'send'>, executionArn: string): Promise<boolean> {
  try {
    return (await states.send(new DescribeExecutionCommand({ executionArn }))).status === 'RUNNING';
  } catch (error) {
    // Executions are kept for 90 days after they have ended.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
    throw error;
  }
}
