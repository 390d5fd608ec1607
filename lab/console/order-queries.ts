import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ConsoleRoutes } from '@safelight/local/console/extension';
import type { Lab } from '../lab.ts';
import { orderOf } from '../order.ts';

const NEWEST = 60;

/** What the page asks about orders. */
export function orderRoutes({ dynamodb, names }: Lab): ConsoleRoutes {
  return {
    async 'GET orders'() {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: names.ordersTable, Limit: 500 }));
      const orders = Items.map(orderOf);
      const value = orders.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt)).slice(0, NEWEST);
      return { kind: 'json', value };
    },
  };
}
