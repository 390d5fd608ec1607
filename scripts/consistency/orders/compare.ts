import { quoteOrder } from '#functions/orders/quote.ts';
import { isOver, type KeptOrder, type KeptPayment, type OrdersSnapshot } from './snapshot.ts';

/**
 * Everything that does not agree, as sentences for people: orders that nothing is at work on, and orders that are over and hold
 * sheets still, or have not paid what they should. What an execution is at work on may be anywhere.
 */
export function compareOrders(snapshot: OrdersSnapshot): readonly string[] {
  return [...snapshot.orders.flatMap((order) => [...standing(order), ...money(order, snapshot)]), ...sheets(snapshot)];
}

function standing(order: KeptOrder): readonly string[] {
  const { orderId, status, isRunning } = order;
  if (isOver(order) || isRunning) return [];
  return [`${orderId}: the order is ${status}, and nothing is at work on it: npm run orders:replay tells more.`];
}

function money(order: KeptOrder, { payments }: OrdersSnapshot): readonly string[] {
  const { orderId, status } = order;
  if (!isOver(order)) return [];
  const paid = payments.filter((payment) => orderOf(payment) === orderId && isTaken(payment));
  const expected = status === 'CONFIRMED' ? [quoteOrder(order).totalMinor] : [];
  const taken = paid.map(({ amountMinor }) => amountMinor);
  if (String(taken) === String(expected)) return [];
  return [`${orderId}: the order is ${status} and has paid ${amounts(taken)}, not ${amounts(expected)}.`];
}

const amounts = (minor: readonly number[]): string =>
  minor.length === 0 ? 'nothing' : minor.map((one) => (one / 100).toFixed(2)).join(' and ');

const orderOf = ({ paymentKey }: KeptPayment) => paymentKey.split('#')[0];
const isTaken = ({ status }: KeptPayment) => status === 'CHARGED' || status === 'PENDING';

function sheets({ orders, stock }: OrdersSnapshot): readonly string[] {
  const statuses = new Map(orders.map(({ orderId, status }) => [orderId, status]));
  return stock.flatMap(({ sku, holds }) =>
    Object.entries(holds).flatMap(([orderId, count]) => {
      const status = statuses.get(orderId);
      if (status !== undefined && !isOver({ status })) return [];
      const whose = status === undefined ? 'which is no order' : `which is ${status}`;
      return [`${sku}: ${count} sheets are held for ${orderId}, ${whose}.`];
    }),
  );
}
