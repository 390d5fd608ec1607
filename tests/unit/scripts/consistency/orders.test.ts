import { expect, it } from 'vitest';
import { sampleOrder } from '#tests/support/orders/samples.ts';
import { compareOrders } from '../../../../scripts/consistency/orders/compare.ts';
import type { KeptOrder, OrdersSnapshot } from '../../../../scripts/consistency/orders/snapshot.ts';

const order = (orderId: string, status: string, isRunning = false): KeptOrder => ({
  ...sampleOrder({ orderId }),
  status,
  isRunning,
});
const paid = (paymentKey: string, status = 'CHARGED', amountMinor = 58) => ({ paymentKey, status, amountMinor });
const held = (holds: Readonly<Record<string, number>>) => ({ sku: '10x15-matte', holds });

/** One that went through, one that did not, and one under way, where all agree but for what is planted. */
const kept = (planted: Partial<OrdersSnapshot> = {}): OrdersSnapshot => ({
  orders: [order('done', 'CONFIRMED'), order('gone', 'CANCELLED'), order('runs', 'PAYING', true)],
  stock: [held({ runs: 2 })],
  payments: [paid('done#1'), paid('gone#1', 'RETURNED'), paid('runs#1', 'PENDING')],
  unreadable: [],
  ...planted,
});

it.each<[what: string, planted: Partial<OrdersSnapshot>, said: readonly string[]]>([
  ['that agree', {}, []],
  [
    'that nothing is at work on',
    { orders: [order('a', 'PLACED'), order('b', 'NEEDS_ATTENTION')], payments: [], stock: [] },
    [
      'a: the order is PLACED, and nothing is at work on it: npm run orders:replay tells more.',
      'b: the order is NEEDS_ATTENTION, and nothing is at work on it: npm run orders:replay tells more.',
    ],
  ],
  ['that nobody has paid', { payments: [] }, ['done: the order is CONFIRMED and has paid nothing, not 0.58.']],
  [
    'that were paid twice, the second time a little late',
    { payments: [paid('done#1'), paid('done#2', 'PENDING')] },
    ['done: the order is CONFIRMED and has paid 0.58 and 0.58, not 0.58.'],
  ],
  [
    'whose money was not returned',
    { payments: [paid('done#1'), paid('gone#1')] },
    ['gone: the order is CANCELLED and has paid 0.58, not nothing.'],
  ],
  [
    'that hold sheets after their end, or that are none',
    { stock: [held({ done: 2, stranger: 3, runs: 2 })] },
    [
      '10x15-matte: 2 sheets are held for done, which is CONFIRMED.',
      '10x15-matte: 3 sheets are held for stranger, which is no order.',
    ],
  ],
  [
    'that no workflow takes',
    { orders: [{ orderId: '?', status: 'NONSENSE', isRunning: false }], payments: [], stock: [] },
    ['?: the order is NONSENSE, and nothing is at work on it: npm run orders:replay tells more.'],
  ],
  [
    'whose rows cannot be read, of which nothing else is told',
    {
      stock: [held({ torn: 2, stranger: 3 })],
      payments: [paid('gone#1', 'RETURNED')],
      unreadable: [
        { of: 'orders', key: 'torn', why: 'status: Invalid input' },
        { of: 'payments', key: 'done#1', why: 'amountMinor: Invalid input' },
      ],
    },
    [
      'torn: its row of orders cannot be read: status: Invalid input',
      'done#1: its row of payments cannot be read: amountMinor: Invalid input',
      '10x15-matte: 3 sheets are held for stranger, which is no order.',
    ],
  ],
  [
    'that are confirmed and cannot be priced, which do not keep the others from being looked at',
    {
      orders: [{ ...order('torn', 'CONFIRMED'), lines: [] } as KeptOrder, order('late', 'PLACED')],
      payments: [],
      stock: [],
    },
    [
      expect.stringMatching(/^torn: the order is CONFIRMED, and has no price: lines: /),
      'late: the order is PLACED, and nothing is at work on it: npm run orders:replay tells more.',
    ],
  ],
])('orders %s', (_, planted, said) => {
  expect(compareOrders(kept(planted))).toEqual(said);
});
