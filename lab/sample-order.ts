import { systemClock } from '@safelight/asl/clock';
import { placeOrder } from '#functions/orders/place-order.ts';
import { allSkus } from '#functions/orders/price-list.ts';
import { addSheets } from '#functions/orders/stock.ts';
import type { Lab } from '#lab/lab.ts';

const SHEETS = 100;
const ORDER = 'sample-order';

/** Fills the stock, orders one print, and answers the order's id. `prefix` is that of the tables, such as `darkroom-dev`. */
export async function orderPrint({ dynamodb: documents }: Lab, prefix: string, photo: string): Promise<string> {
  for (const sku of allSkus) await addSheets({ documents, stockTable: `${prefix}-stock` }, sku, SHEETS);
  await placeOrder(
    { documents, ordersTable: `${prefix}-orders` },
    {
      orderId: ORDER,
      version: 1,
      customer: 'sample',
      card: 'tok_visa',
      placedAt: new Date(systemClock.now()).toISOString(),
      lines: [{ photo, size: '10x15', paper: 'matte', quantity: 1 }],
    },
  );
  return ORDER;
}
