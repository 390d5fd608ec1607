import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { finalStatuses } from '#functions/orders/order.ts';
import type { Lab } from '#lab/lab.ts';

/** What is there of photos and orders. */
export interface Rows {
  readonly photos: number;
  readonly orders: number;
  readonly executions: number;
  /** Photos and orders that are not over yet. */
  readonly open: number;
}

const OVER: readonly unknown[] = ['READY', 'REJECTED', 'FAILED', ...finalStatuses];

export async function readRows({ dynamodb, states, names }: Lab): Promise<Rows> {
  const statuses = async (TableName: string) => {
    const found: unknown[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }))
      found.push(...Items.map(({ status }) => status));
    return found;
  };
  const [photos, orders] = [await statuses(names.imagesTable), await statuses(names.ordersTable)];
  let executions = 0;
  for await (const page of paginateListExecutions({ client: states }, { stateMachineArn: names.imageProcessing }))
    executions += page.executions?.length ?? 0;
  const open = [...photos, ...orders].filter((status) => !OVER.includes(status)).length;
  return { photos: photos.length, orders: orders.length, executions, open };
}
