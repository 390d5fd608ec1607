import { InvalidOrder } from '#functions/orders/errors.ts';
import { quoteOrder } from '#functions/orders/quote.ts';
import { isOver, type KeptOrder, type KeptPayment, type OrdersSnapshot } from './snapshot.ts';

/**
 * Everything that does not agree, as sentences for people: rows that cannot be read, orders that nothing is at work on, and orders
 * that are over and hold sheets still, or have not paid what they should. What an execution is at work on may be anywhere.
 */
export function compareOrders(snapshot: OrdersSnapshot): readonly string[] {
  const unreadable = snapshot.unreadable.map(({ of, key, why }) => `${key}: its row of ${of} cannot be read: ${why}`);
  const found = snapshot.orders.flatMap((order) => [...standing(order), ...money(order, snapshot)]);
  return [...unreadable, ...found, ...sheets(snapshot)];
}

function standing(order: KeptOrder): readonly string[] {
  const { orderId, status, isRunning } = order;
  if (isOver(order) || isRunning) return [];
  return [`${orderId}: the order is ${status}, and nothing is at work on it: npm run orders:replay tells more.`];
}

function money(order: KeptOrder, { payments, unreadable }: OrdersSnapshot): readonly string[] {
  const { orderId, status } = order;
  if (!isOver(order) || unreadable.some(({ of, key }) => of === 'payments' && orderOf(key) === orderId)) return [];
  const paid = payments.filter((payment) => orderOf(payment.paymentKey) === orderId && isTaken(payment));
  const price = status === 'CONFIRMED' ? priceOf(order) : undefined;
  if (typeof price === 'string') return [`${orderId}: the order is CONFIRMED, and has no price: ${price}`];
  const expected = price === undefined ? [] : [price];
  const taken = paid.map(({ amountMinor }) => amountMinor);
  if (String(taken) === String(expected)) return [];
  return [`${orderId}: the order is ${status} and has paid ${amounts(taken)}, not ${amounts(expected)}.`];
}

const amounts = (minor: readonly number[]): string =>
  minor.length === 0 ? 'nothing' : minor.map((one) => (one / 100).toFixed(2)).join(' and ');

/** In cents; what is wrong with an order that has no price. */
function priceOf(order: KeptOrder): number | string {
  try {
    return quoteOrder(order).totalMinor;
  } catch (error) {
    if (error instanceof InvalidOrder) return error.message;
    throw error;
  }
}

const orderOf = (paymentKey: string) => paymentKey.split('#')[0];
const isTaken = ({ status }: KeptPayment) => status === 'CHARGED' || status === 'PENDING';

function sheets({ orders, stock, unreadable }: OrdersSnapshot): readonly string[] {
  const statuses = new Map(orders.map(({ orderId, status }) => [orderId, status]));
  // What an order that cannot be read may hold is not known.
  const isUnknown = (orderId: string) => unreadable.some(({ of, key }) => of === 'orders' && key === orderId);
  return stock.flatMap(({ sku, holds }) =>
    Object.entries(holds).flatMap(([orderId, count]) => {
      const status = statuses.get(orderId);
      if ((status !== undefined && !isOver({ status })) || isUnknown(orderId)) return [];
      const whose = status === undefined ? 'which is no order' : `which is ${status}`;
      return [`${sku}: ${count} sheets are held for ${orderId}, ${whose}.`];
    }),
  );
}
