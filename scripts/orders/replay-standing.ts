import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { OrderConflict, PoisonRecord } from '../../functions/orders/errors.ts';
import { isFinal, orderStatuses } from '../../functions/orders/order.ts';
import { type Restart, type RestartDeps, restartOrder } from './restart.ts';

interface StandingDeps extends RestartDeps {
  /** One line for a person. */
  readonly say: (line: string) => void;
}

const keptOrder = z.object({ orderId: z.string(), status: z.enum(orderStatuses) });

/** Ids of the orders of a table that are not over. What is no order is passed by: nobody can start it. */
export async function* openOrders(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<string> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const item of Items) {
      const { success, data } = keptOrder.safeParse(item);
      if (success && !isFinal(data.status)) yield data.orderId;
    }
  }
}

/** Starts every one of the orders that no execution is at work on. Says nothing of the others. Answers how many still stand. */
export async function replayStanding(
  deps: StandingDeps,
  orders: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  let left = 0;
  for await (const orderId of orders) {
    const { isDone, isNews, said } = await replayed(deps, orderId);
    if (isNews) deps.say(`${orderId}: ${said}`);
    if (!isDone) left += 1;
  }
  return left;
}

async function replayed(deps: StandingDeps, orderId: string): Promise<Restart> {
  try {
    return await restartOrder(deps, orderId);
  } catch (error) {
    if (!(error instanceof PoisonRecord || error instanceof OrderConflict)) throw error;
    return { isDone: error instanceof PoisonRecord, isNews: true, said: error.message };
  }
}
