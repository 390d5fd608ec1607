import { isFinal, type OrderStatus, type PlacedOrder } from '#functions/orders/order.ts';
import { quoteOrder } from '#functions/orders/quote.ts';
import { compare } from '../../../scripts/consistency/compare.ts';
import { sentence } from '../../../scripts/consistency/disagreement.ts';
import { compareOrders } from '../../../scripts/consistency/orders/compare.ts';
import type { Ledgers } from './client.ts';
import type { Found, Item, Told } from './snapshot.ts';
import { malformed } from './well-formed.ts';

/** Sheets that there are at the beginning of a run. */
export const STARTING_STOCK = { '10x15-matte': 10_000, '30x45-fine-art': 50_000 } as const;

/** Everything that is wrong when all has settled, in sentences; empty when all is well. */
export function violations(found: Found, ledgers: Ledgers): readonly string[] {
  const executions = [...found.photoExecutions, ...found.removalExecutions, ...found.orderExecutions];
  return [
    ...photos(found, ledgers),
    ...compare(found.lab, { uploadPrefixes: [] }).map(sentence),
    ...compareOrders(found.keptOrders),
    ...acceptedOrders(found, ledgers),
    ...found.orders.flatMap((order) => [...ending(order), ...money(found, order), ...print(found, order)]),
    ...found.orders.flatMap((order) => word(order, ledgers)),
    ...stock(found),
    ...doubled(found.orderExecutions),
    ...executions.flatMap(malformed),
  ];
}

/** What was acknowledged is there, what was refused or removed is not, and each is READY or REJECTED. */
function photos({ lab }: Found, { photos: ledger }: Ledgers): readonly string[] {
  return ledger.keys().flatMap((key) => {
    const etag = lab.photos.get(key)?.etag;
    const { status } = lab.rows.get(key) ?? {};
    const wanted = key.endsWith('.txt') ? 'REJECTED' : 'READY';
    return [
      ...(ledger.possible(key).includes(etag) ? [] : [`${key}: the photo there is ${etag}, which nobody was told`]),
      ...(etag === undefined || status === wanted ? [] : [`${key}: the photo is ${status}, not ${wanted}`]),
    ];
  });
}

function acceptedOrders({ orders }: Found, { orders: ledger }: Ledgers): readonly string[] {
  const placedAt = (order: PlacedOrder | Item | undefined) => order && `${order.placedAt} ${order.card}`;
  const there = new Map(orders.map((order) => [String(order.orderId), order]));
  return ledger.keys().flatMap((orderId) => {
    const allowed = ledger.possible(orderId).map(placedAt);
    return allowed.includes(placedAt(there.get(orderId))) ? [] : [`${orderId}: it is not what was acknowledged`];
  });
}

const ending = ({ orderId, status }: Item): readonly string[] =>
  isFinal(status as OrderStatus) ? [] : [`${orderId}: it ends as ${status}`];

const isConfirmed = ({ status }: Item) => status === 'CONFIRMED';

function money({ payments }: Found, order: Item): readonly string[] {
  const taken = payments
    .filter(({ paymentKey, status }) => {
      return String(paymentKey).split('#')[0] === order.orderId && ['CHARGED', 'PENDING'].includes(String(status));
    })
    .map(({ amountMinor }) => Number(amountMinor));
  const expected = isConfirmed(order) ? [quoteOrder(order).totalMinor] : [];
  if (String(taken) === String(expected)) return [];
  return [`${order.orderId}: it is ${order.status} and has paid ${taken.join(' and ') || 'nothing'}`];
}

/** The printer skips a job id that it has seen: a job that was queued twice is one. */
function print({ printJobs }: Found, order: Item): readonly string[] {
  const jobs = new Set(printJobs.filter((body) => JSON.parse(body).jobId === order.orderId));
  const expected = isConfirmed(order) ? 1 : 0;
  return jobs.size === expected ? [] : [`${order.orderId}: it is ${order.status} and has ${jobs.size} print jobs`];
}

/** What people were told: a cancellation holds, and a dear order is confirmed only if it was approved. */
function word(order: Item, { answers, cancellations }: Ledgers): readonly string[] {
  if (!isConfirmed(order)) return [];
  const orderId = String(order.orderId);
  const isCancelled = !cancellations.possible(orderId).includes(undefined);
  const isApproved = answers.possible(orderId).includes('APPROVE');
  return [
    ...(isCancelled ? [`${orderId}: it is confirmed although it was cancelled in time`] : []),
    ...(quoteOrder(order).needsApproval && !isApproved ? [`${orderId}: it is confirmed without approval`] : []),
  ];
}

function stock({ stock, orders }: Found): readonly string[] {
  const used = orders.filter(isConfirmed).flatMap((order) => quoteOrder(order).sheets);
  return stock.flatMap(({ sku, available, holds }) => {
    const start = Object.entries(STARTING_STOCK).find(([name]) => name === sku)?.[1] ?? 0;
    const expected = used.reduce((left, sheet) => (sheet.sku === sku ? left - sheet.quantity : left), start);
    return [
      ...(available === expected ? [] : [`${sku}: ${available} sheets are left, not ${expected}`]),
      ...Object.keys(holds as object).map((orderId) => `${sku}: sheets are still held for ${orderId}`),
    ];
  });
}

/** Each order has one execution: nobody restarts one here. */
function doubled(executions: readonly Told[]): readonly string[] {
  const inputs = Map.groupBy(executions, ({ events }) => events[0]?.executionStartedEventDetails?.input ?? '');
  return [...inputs].filter(([, all]) => all.length > 1).map(([input]) => `An order was started twice: ${input}`);
}
