import { InvalidOrder } from './errors.ts';
import { type PlacedOrder, placedOrderSchema } from './order.ts';
import { approvalLimitMinor, currency, pricePaper, type Sku } from './price-list.ts';

/** What an order costs and needs. */
export interface Quote {
  readonly totalMinor: number;
  readonly currency: string;
  readonly needsApproval: boolean;
  /** Sheets of paper to reserve, one entry for each kind. */
  readonly sheets: readonly { readonly sku: Sku; readonly quantity: number }[];
  /** Keys of the photos, each once. */
  readonly photos: readonly string[];
  readonly lines: PlacedOrder['lines'];
}

/** Prices an item of the orders table. Throws `InvalidOrder` with all that is wrong with it. */
export function quoteOrder(item: unknown): Quote {
  const parsed = placedOrderSchema.safeParse(item);
  if (!parsed.success) {
    throw new InvalidOrder(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const { lines } = parsed.data;
  const priced = lines.map((line) => ({ ...line, ...priceOf(line) }));
  const totalMinor = priced.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0);
  const sheets = Map.groupBy(priced, ({ sku }) => sku);
  return {
    totalMinor,
    currency,
    needsApproval: totalMinor > approvalLimitMinor,
    sheets: [...sheets].map(([sku, uses]) => ({
      sku,
      quantity: uses.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
    photos: [...new Set(lines.map(({ photo }) => photo))],
    lines,
  };
}

function priceOf({ size, paper }: { readonly size: string; readonly paper: string }) {
  const priced = pricePaper(size, paper);
  if (!priced) throw new InvalidOrder(`prints of ${size} on ${paper} are not sold`);
  return priced;
}
