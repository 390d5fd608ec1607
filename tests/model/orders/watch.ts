import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '@safelight/local/services/dynamodb/values/attribute-value';
import { finalStatuses } from '#functions/orders/order.ts';

export type Plain = Record<string, unknown>;

export const plain = (item: Item): Plain => unmarshall(item as unknown as Parameters<typeof unmarshall>[0]);

const finals: ReadonlySet<unknown> = new Set(finalStatuses);
export const isOver = (status: unknown): boolean => finals.has(status);

/** Sees every write, and notes what must never be, even for a moment. */
export interface Watch {
  readonly broken: readonly string[];
  see(table: string, before: Item | undefined, after: Item | undefined): void;
}

/** @param holdsOf how many sheets are held for an order at this moment */
export function createWatch(holdsOf: (orderId: string) => number): Watch {
  const broken: string[] = [];

  const seeStock = ({ sku, available }: Plain) => {
    if (Number(available) < 0) broken.push(`stock of ${sku} is ${available}`);
  };
  const seeOrder = (before: Plain, { orderId, status }: Plain) => {
    if (isOver(before.status) && before.status !== status)
      broken.push(`order ${orderId} went from ${before.status} to ${status}`);
    if (isOver(status) && !isOver(before.status) && holdsOf(String(orderId)) > 0) {
      broken.push(`order ${orderId} became ${status} with sheets still held`);
    }
  };

  return {
    broken,
    see(table, before, after) {
      if (!after) return;
      if (table === 'stock') seeStock(plain(after));
      if (table === 'orders') seeOrder(before ? plain(before) : {}, plain(after));
    },
  };
}
