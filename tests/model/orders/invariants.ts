import { quoteOrder } from '#functions/orders/quote.ts';
import { bodyOf } from '#tests/support/orders/world.ts';
import { type Lab, startingStock } from './lab.ts';
import { isOver, type Plain } from './watch.ts';

/** Everything that is wrong when all orders are over; empty when all is well. */
export function brokenInvariants(lab: Lab): readonly string[] {
  const orders = lab.orders().filter(({ version }) => version !== 0);
  return [
    ...lab.watch.broken,
    ...orders
      .filter(({ status }) => !isOver(status))
      .map(({ orderId, status }) => `order ${orderId} ends as ${status}`),
    ...wrongStock(lab, orders),
    ...orders.flatMap((order) => [...wrongMoney(lab, order), ...wrongPrints(lab, order), ...wrongWord(order)]),
  ];
}

const isConfirmed = ({ status }: Plain) => status === 'CONFIRMED';

function wrongStock(lab: Lab, orders: readonly Plain[]): string[] {
  const used = orders.filter(isConfirmed).flatMap((order) => quoteOrder(order).sheets);
  return lab.stock().flatMap(({ sku, available, holds }) => {
    const start = Object.entries(startingStock).find(([name]) => name === sku)?.[1] ?? 0;
    const expected = used.reduce((left, sheet) => (sheet.sku === sku ? left - sheet.quantity : left), start);
    return [
      ...(available === expected ? [] : [`stock of ${sku} is ${available}, not ${expected}`]),
      ...Object.keys(holds as Plain).map((orderId) => `sheets of ${sku} are still held for ${orderId}`),
    ];
  });
}

function wrongMoney(lab: Lab, order: Plain): string[] {
  const taken = lab
    .payments()
    .filter(
      ({ paymentKey, status }) =>
        String(paymentKey).split('#')[0] === order.orderId && ['CHARGED', 'PENDING'].includes(String(status)),
    )
    .map(({ amountMinor }) => amountMinor);
  const expected = isConfirmed(order) ? [quoteOrder(order).totalMinor] : [];
  return String(taken) === String(expected)
    ? []
    : [`order ${order.orderId} is ${order.status} and has paid ${taken}, not ${expected}`];
}

function wrongPrints(lab: Lab, order: Plain): string[] {
  const jobs = lab.world.delivered
    .filter(({ target }) => target === 'print-jobs')
    .map((sent) => bodyOf(sent, 'MessageBody').jobId);
  if (jobs.includes(String(order.orderId)) === isConfirmed(order)) return [];
  return [`order ${order.orderId} is ${order.status}, but ${isConfirmed(order) ? 'not ' : ''}printed`];
}

/** What people were promised: cancelled in time is not confirmed, and a dear order is confirmed only if approved. */
function wrongWord(order: Plain): string[] {
  if (!isConfirmed(order)) return [];
  const answer = (order.approval as { answer?: Plain } | undefined)?.answer?.decision;
  return [
    ...(order.cancelRequested ? [`order ${order.orderId} is confirmed although it was cancelled in time`] : []),
    ...(quoteOrder(order).needsApproval && answer !== 'APPROVE'
      ? [`order ${order.orderId} is confirmed without approval`]
      : []),
  ];
}
