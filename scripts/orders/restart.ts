import { DescribeExecutionCommand, type ExecutionStatus, type SFNClient } from '@aws-sdk/client-sfn';
import { UnknownOrder } from '../../functions/orders/errors.ts';
import { isFinal, type OrderProgress, orderProgressSchema } from '../../functions/orders/order.ts';
import { type OrderReads, readOrder } from '../../functions/orders/review-order.ts';
import { executionArn, pointerTo, startOrder } from '../../functions/orders/start-order.ts';
import { damageOf } from '../lib/why.ts';

export interface RestartDeps extends OrderReads {
  readonly states: Pick<SFNClient, 'send'>;
  readonly stateMachineArn: string;
  /** Only says what it would do. */
  readonly dryRun: boolean;
  /** For orders whose execution has ended half way: the name of the first stays taken for 90 days. */
  readonly attempt?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A call that an execution made last may take effect after it was stopped; the next attempt had better find what it did. */
const SETTLING_MS = 60_000;

/** `isDone`: the order needs nothing more, so the message that led here may go; `isNews` where it stood until now. */
export interface Restart {
  readonly isDone: boolean;
  readonly isNews: boolean;
  readonly said: string;
}

/**
 * Starts an order again where that is safe: never one that is over, and never beside an execution that still runs.
 * Throws `OrderConflict` when another order was started under the same id and version.
 */
export async function restartOrder(deps: RestartDeps, orderId: string): Promise<Restart> {
  const item = await findOrder(deps, orderId);
  if (!item) return nothingToDo('is gone');
  const { data: order, error } = orderProgressSchema.safeParse(item);
  if (!order) return { ...UNDONE, said: `the row is damaged: ${damageOf(error)}` };
  if (isFinal(order.status)) return nothingToDo(`is ${order.status}`);
  const last = await lastExecution(deps, item, order);
  if (last?.status === 'RUNNING') return nothingToDo('is being processed');
  if (last && deps.now() - last.stoppedAt < SETTLING_MS)
    return { ...UNDONE, said: 'stopped a moment ago: try again in a minute' };
  const attempt = deps.attempt ?? 1;
  if (last && attempt <= last.attempt) return stuck(last.attempt, order.status);
  if (deps.dryRun) return { ...UNDONE, said: `would be started${attempt > 1 ? ` as attempt ${attempt}` : ''}` };
  await startOrder(deps, pointerTo(item, attempt));
  return { isDone: true, isNews: true, said: `started${attempt > 1 ? ` as attempt ${attempt}` : ''}` };
}

interface EarlierExecution {
  readonly attempt: number;
  readonly status: ExecutionStatus | 'FORGOTTEN';
  /** Milliseconds since the epoch; 0 while it runs, or when it is forgotten. */
  readonly stoppedAt: number;
}

/**
 * The order knows the last execution that took it; one that was started and has not taken it yet is found by its name.
 * An execution that AWS has forgotten after 90 days counts as ended.
 */
async function lastExecution(
  deps: RestartDeps,
  item: Record<string, unknown>,
  { attempt, execution }: OrderProgress,
): Promise<EarlierExecution | undefined> {
  for (let tried = Math.max(deps.attempt ?? 1, attempt ?? 1); tried >= 1; tried -= 1) {
    const arn = tried === attempt && execution ? execution : executionArn(deps.stateMachineArn, pointerTo(item, tried));
    const found = await describe(deps.states, arn);
    if (found) return { attempt: tried, status: found.status ?? 'RUNNING', stoppedAt: found.stopDate?.getTime() ?? 0 };
    if (tried === attempt) return { attempt: tried, status: 'FORGOTTEN', stoppedAt: 0 };
  }
  return undefined;
}

const UNDONE = { isDone: false, isNews: true } as const;

const nothingToDo = (said: string): Restart => ({ isDone: true, isNews: false, said: `${said}: nothing to do` });

const stuck = (lastAttempt: number, status: string): Restart => ({
  ...UNDONE,
  said: `stopped half way (${status}): restart it with --attempt ${lastAttempt + 1}`,
});

async function findOrder(deps: OrderReads, orderId: string): Promise<Record<string, unknown> | undefined> {
  try {
    return await readOrder(deps, orderId);
  } catch (error) {
    if (error instanceof UnknownOrder) return undefined;
    throw error;
  }
}

async function describe(states: RestartDeps['states'], executionArn: string) {
  try {
    return await states.send(new DescribeExecutionCommand({ executionArn }));
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}
