import { setTimeout } from 'node:timers/promises';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { isFinal, type OrderStatus } from '#functions/orders/order.ts';
import type { Lab } from '#lab/lab.ts';
import { type Desk, type Ledgers, perform } from './client.ts';
import { itemsOf } from './snapshot.ts';

const LOOK_EVERY_MS = 300;
/** Looks in a row at which nothing may be under way: an event on its way to a workflow is not seen. */
const QUIET_LOOKS = 5;

interface Patience {
  readonly patienceMs: number;
  readonly lookEveryMs?: number;
}

/** Approves what waits, and answers when nothing is under way any more, or what still is when the patience ends. */
export async function settle(
  lab: Lab,
  desk: Desk,
  ledgers: Ledgers,
  { patienceMs, lookEveryMs = LOOK_EVERY_MS }: Patience,
): Promise<readonly string[]> {
  let quiet = 0;
  let open: readonly string[] = [];
  for (const start = Date.now(); Date.now() - start < patienceMs; await setTimeout(lookEveryMs)) {
    open = await underWay(lab, desk, ledgers);
    quiet = open.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return [];
  }
  return open.map((one) => `${one} is still under way`);
}

async function underWay(lab: Lab, desk: Desk, ledgers: Ledgers): Promise<readonly string[]> {
  const orders = await itemsOf(lab, lab.names.ordersTable);
  for (const { orderId, status } of orders) {
    if (status === 'AWAITING_APPROVAL')
      await perform(desk, { kind: 'answer', orderId: String(orderId), decision: 'APPROVE' }, ledgers);
  }
  const photos = await itemsOf(lab, lab.names.imagesTable);
  const rows = new Map(photos.map(({ key, status }) => [String(key), String(status)]));
  return [
    ...orders.filter(({ status }) => !isFinal(status as OrderStatus)).map(({ orderId }) => `Order ${orderId}`),
    ...ledgers.photos
      .keys()
      .filter((key) => isMissing(ledgers, key, rows.get(key)))
      .map((key) => `Photo ${key}`),
    ...(await running(lab)),
  ];
}

const isMissing = ({ photos }: Ledgers, key: string, status: string | undefined): boolean =>
  status === 'DEVELOPING' || (status === undefined && !photos.possible(key).includes(undefined));

async function running({ states, names }: Lab): Promise<readonly string[]> {
  const { imageProcessing, imageRemoval } = names;
  const machines = [imageProcessing, imageRemoval, imageProcessing.replace('image-processing', 'order-processing')];
  const lists = await Promise.all(
    machines.map((stateMachineArn) => {
      return states.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 10 }));
    }),
  );
  return lists.flatMap(({ executions = [] }) => executions.map(({ executionArn }) => `${executionArn}`));
}
