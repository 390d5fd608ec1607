import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isFinal, orderStatuses } from '../../functions/orders/order.ts';
import { damageOf, whyOf } from '../lib/why.ts';
import { type Restart, type RestartDeps, restartOrder } from './restart.ts';

interface StandingDeps extends RestartDeps {
  /** One line for a person. */
  readonly say: (line: string) => void;
}

const keptOrder = z.object({ orderId: z.string(), status: z.enum(orderStatuses) });

/** An order of the table that is not over, by its id, or a row that nobody can tell what it is. */
export type OpenOrder =
  | { readonly kind: 'open'; readonly orderId: string }
  | { readonly kind: 'damaged'; readonly orderId: string; readonly why: string };

export async function* openOrders(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<OpenOrder> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    yield* openAmong(Items);
}

export function* openAmong(items: Iterable<Readonly<Record<string, unknown>>>): Generator<OpenOrder> {
  for (const item of items) {
    const { success, data, error } = keptOrder.safeParse(item);
    if (!success) yield { kind: 'damaged', orderId: String(item.orderId), why: damageOf(error) };
    else if (!isFinal(data.status)) yield { kind: 'open', orderId: data.orderId };
  }
}

/**
 * Starts every one of the orders that no execution is at work on; one that cannot be does not keep the others from it. Says nothing
 * of those that need nothing. Answers how many still stand.
 */
export async function replayStanding(
  deps: StandingDeps,
  orders: AsyncIterable<OpenOrder> | Iterable<OpenOrder>,
): Promise<number> {
  let left = 0;
  for await (const order of orders) {
    const { isDone, isNews, said } = await replayed(deps, order);
    if (isNews) deps.say(`${order.orderId}: ${said}`);
    if (!isDone) left += 1;
  }
  return left;
}

async function replayed(deps: StandingDeps, order: OpenOrder): Promise<Restart> {
  if (order.kind === 'damaged') return stands(`the row is damaged: ${order.why}`);
  try {
    return await restartOrder(deps, order.orderId);
  } catch (error) {
    return stands(whyOf(error));
  }
}

const stands = (said: string): Restart => ({ isDone: false, isNews: true, said });
