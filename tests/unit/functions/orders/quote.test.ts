import { describe, expect, it } from 'vitest';
import { InvalidOrder } from '#functions/orders/errors.ts';
import { quoteOrder } from '#functions/orders/quote.ts';

const line = { photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 2 };
const order = {
  orderId: 'o-1',
  version: 1,
  customer: 'c-1',
  card: 'tok_visa',
  placedAt: '2026-01-02T03:04:05.678Z',
  lines: [line],
};

describe('a quote', () => {
  it('adds up the price list in minor units', () => {
    const lines = [line, { ...line, size: '20x30', paper: 'fine-art', quantity: 3 }];
    expect(quoteOrder({ ...order, lines })).toMatchObject({ totalMinor: 2 * 29 + 3 * 1290, currency: 'EUR' });
  });

  it('takes no price from the order', () => {
    expect(quoteOrder({ ...order, totalMinor: 1, price: 1 }).totalMinor).toBe(58);
  });

  it('counts sheets by kind of paper, and each photo once', () => {
    const lines = [line, { ...line, quantity: 5 }, { ...line, paper: 'glossy', photo: 'dog.jpg' }];
    expect(quoteOrder({ ...order, lines })).toMatchObject({
      sheets: [
        { sku: '10x15-matte', quantity: 7 },
        { sku: '10x15-glossy', quantity: 2 },
      ],
      photos: ['cat.jpg', 'dog.jpg'],
    });
  });

  it.each([
    [10, '30x45', 'fine-art', false],
    [11, '30x45', 'fine-art', true],
  ])('of %i prints of %s on %s needs approval: %s', (quantity, size, paper, needsApproval) => {
    expect(quoteOrder({ ...order, lines: [{ ...line, size, paper, quantity }] })).toMatchObject({ needsApproval });
  });

  it.each<[string, object]>([
    ['paper that is not sold', { lines: [{ ...line, paper: 'fine-art' }] }],
    ['a size that is not sold', { lines: [{ ...line, size: '1x1' }] }],
    ['no lines', { lines: [] }],
    ['no quantity', { lines: [{ ...line, quantity: 0 }] }],
    ['half a print', { lines: [{ ...line, quantity: 0.5 }] }],
    ['a price of its own', { lines: [{ ...line, priceMinor: 1 }] }],
    ['a card number', { card: '4111111111111111' }],
    ['more than twenty lines', { lines: Array.from({ length: 21 }, () => line) }],
    ['a name of a member of every object as size', { lines: [{ ...line, size: 'constructor' }] }],
  ])('is refused for %s', (_, change) => {
    expect(() => quoteOrder({ ...order, ...change })).toThrow(InvalidOrder);
  });
});
