import { describe, expect, it } from 'vitest';
import { orderOf } from '#lab/order.ts';

const placed = {
  orderId: 'o-1',
  version: 1,
  status: 'PLACED',
  customer: 'c-7',
  card: 'tok_visa',
  placedAt: '2026-01-02T03:04:05.678Z',
  lines: [
    { photo: 'cat.jpg', size: '20x30', paper: 'matte', quantity: 2 },
    { photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 3 },
  ],
};
const shown = {
  orderId: 'o-1',
  status: 'PLACED',
  photos: ['cat.jpg'],
  prints: 5,
  placedAt: '2026-01-02T03:04:05.678Z',
};
const reason = { code: 'PaymentDeclined', message: 'insufficient funds' };

describe('an order as the shop sees it', () => {
  it.each([
    ['just placed: neither customer nor card', {}, {}],
    ['priced', { totalMinor: 885, currency: 'EUR' }, { total: { minor: 885, currency: 'EUR' } }],
    ['claimed', { execution: 'arn:1' }, { executionArn: 'arn:1' }],
    ['over', { status: 'DECLINED', reason }, { status: 'DECLINED', reason: 'insufficient funds' }],
    [
      'parked: what a person has to look at, not how it will end',
      { status: 'NEEDS_ATTENTION', reason, parked: 'Return payment failed with Broken' },
      { status: 'NEEDS_ATTENTION', reason: 'Return payment failed with Broken' },
    ],
    ['once parked', { status: 'DECLINED', reason, parked: 'x' }, { status: 'DECLINED', reason: 'insufficient funds' }],
    ['waiting: not the token', { approval: { token: 'secret' } }, {}],
    ['without lines', { lines: 'none' }, { photos: [], prints: 0 }],
  ])('%s', (_, row, expected) => expect(orderOf({ ...placed, ...row })).toEqual({ ...shown, ...expected }));
});
