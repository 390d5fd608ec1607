import { setTimeout } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lab } from '#lab/lab.ts';
import { orderNames } from '../../orders/stage.ts';
import { isOver, type KeptOrder, type OrdersSnapshot } from './snapshot.ts';

const order = z.looseObject({ orderId: z.string(), status: z.string(), execution: z.string().optional() });
const stock = z.object({ sku: z.string(), holds: z.record(z.string(), z.number()).default({}) });
const payment = z.object({ paymentKey: z.string(), status: z.string(), amountMinor: z.number() });

/** An order that was placed a moment ago has no execution yet. */
const LOOKS = 20;
const LOOK_EVERY_MS = 500;

/**
 * Reads the orders before what they hold and have paid: those that are over change no more. Those placed meanwhile are read after it.
 * Looks again where nothing is at work on an order, and answers what it found last.
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
  const before = await ordersIn(lab, ordersTable);
  const rest = {
    stock: z.array(stock).parse(await itemsOf(lab, stockTable)),
    payments: z.array(payment).parse(await itemsOf(lab, paymentsTable)),
  };
  const known = new Set(before.map(({ orderId }) => orderId));
  const since = (await ordersIn(lab, ordersTable)).filter(({ orderId }) => !known.has(orderId));
  return { orders: [...before, ...since.map((one) => ({ ...one, isRunning: true }))], ...rest };
}

async function ordersIn(lab: Lab, table: string): Promise<readonly KeptOrder[]> {
  const orders = z.array(order).parse(await itemsOf(lab, table));
  return Promise.all(
    orders.map(async (one) => ({ ...one, isRunning: !isOver(one) && (await runs(lab, one.execution)) })),
  );
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

async function itemsOf({ dynamodb }: Lab, TableName: string): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }))
    items.push(...Items);
  return items;
}
