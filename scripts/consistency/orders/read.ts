import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { damageOf, whyOf } from '../../lib/why.ts';
import { orderNames } from '../../orders/stage.ts';
import { isOver, type KeptOrder, type OrdersSnapshot, type UnreadableRow } from './snapshot.ts';

const order = z.looseObject({ orderId: z.string(), status: z.string(), execution: z.string().optional() });
const stock = z.object({ sku: z.string(), holds: z.record(z.string(), z.number()).default({}) });
const payment = z.object({ paymentKey: z.string(), status: z.string(), amountMinor: z.number() });

type Item = Readonly<Record<string, unknown>>;
type Tell = (of: UnreadableRow['of'], key: unknown, why: string) => void;

/** An order that was placed a moment ago has no execution yet. */
const LOOKS = 20;
const LOOK_EVERY_MS = 500;

/**
 * Reads the orders before what they hold and have paid: those that are over change no more. Those placed meanwhile are read after it.
 * A row that cannot be read does not keep the others from it. Looks again where nothing is at work on an order, and answers what it found last.
 */
export async function readOrders(lab: Lab, stage: string): Promise<OrdersSnapshot> {
  let found = await readOnce(lab, stage);
  for (let looks = 1; looks < LOOKS && found.orders.some(stands); looks += 1) {
    await setTimeout(LOOK_EVERY_MS);
    found = await readOnce(lab, stage);
  }
  return found;
}

const stands = (order: KeptOrder) => !order.isRunning && !isOver(order) && order.status !== 'NEEDS_ATTENTION';

async function readOnce(lab: Lab, stage: string): Promise<OrdersSnapshot> {
  const { ordersTable, stockTable, paymentsTable } = orderNames(stage);
  const unreadable: UnreadableRow[] = [];
  const tell = (of: UnreadableRow['of'], key: unknown, why: string) =>
    void unreadable.push({ of, key: String(key), why });
  const before = await ordersIn(lab, ordersTable, tell);
  const rest = {
    stock: readable(stock, await itemsOf(lab, stockTable), ({ sku }, why) => tell('stock', sku, why)),
    payments: readable(payment, await itemsOf(lab, paymentsTable), ({ paymentKey }, why) =>
      tell('payments', paymentKey, why),
    ),
  };
  const known = new Set([...before.map(({ orderId }) => orderId), ...unreadable.map(({ key }) => key)]);
  const placed = readable(order, await itemsOf(lab, ordersTable), () => undefined);
  const since = placed.filter(({ orderId }) => !known.has(orderId)).map((one) => ({ ...one, isRunning: true }));
  return { orders: [...before, ...since], ...rest, unreadable };
}

async function ordersIn(lab: Lab, table: string, tell: Tell): Promise<readonly KeptOrder[]> {
  const orders = readable(order, await itemsOf(lab, table), ({ orderId }, why) => tell('orders', orderId, why));
  const looked = await Promise.all(
    orders.map(async (one) => {
      try {
        return { ...one, isRunning: !isOver(one) && (await runs(lab, one.execution)) };
      } catch (error) {
        tell('orders', one.orderId, `its execution ${one.execution}: ${whyOf(error)}`);
        return undefined;
      }
    }),
  );
  return looked.filter((one) => one !== undefined);
}

/** The items that are what they should be; of each other `onOther` is told why not. */
function readable<T>(schema: z.ZodType<T>, items: readonly Item[], onOther: (item: Item, why: string) => void): T[] {
  return items.flatMap((item) => {
    const { success, data, error } = schema.safeParse(item);
    if (success) return [data];
    onOther(item, damageOf(error));
    return [];
  });
}

async function runs({ states }: Lab, executionArn: string | undefined): Promise<boolean> {
  if (executionArn === undefined) return false;
  try {
    return (await states.send(new DescribeExecutionCommand({ executionArn }))).status === 'RUNNING';
  } catch (error) {
    // AWS forgets an execution after 90 days.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
    throw error;
  }
}

async function itemsOf({ dynamodb }: Lab, TableName: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items;
}
