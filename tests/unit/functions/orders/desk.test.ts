import { describe, expect, it } from 'vitest';
import { cardOf } from '#functions/orders/card-of.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { allSkus, priceList, pricePaper } from '#functions/orders/price-list.ts';
import { reviewOrder } from '#functions/orders/review-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import { createMemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { fakeDocuments } from '#tests/support/orders/clients.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';

function desk() {
  const db = createMemoryDynamoDb({ orders: 'orderId', stock: 'sku' });
  return { db, documents: fakeDocuments(db.run), ordersTable: 'orders', stockTable: 'stock' };
}

describe('placing an order', () => {
  it('puts it into the table without a price, and says the price', async () => {
    const { db, ...deps } = desk();
    await expect(placeOrder(deps, sampleOrder())).resolves.toEqual({ totalMinor: 58, currency: 'EUR' });
    expect(db.items('orders')).toMatchObject([{ status: { S: 'PLACED' } }]);
    expect(db.items('orders')[0]).not.toHaveProperty('totalMinor');
  });

  it('refuses an id that is taken', async () => {
    const deps = desk();
    await placeOrder(deps, sampleOrder());
    await expect(placeOrder(deps, sampleOrder())).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('refuses what would be rejected anyway', async () => {
    const { db, ...deps } = desk();
    await expect(placeOrder(deps, sampleOrder({ lines: [] }))).rejects.toMatchObject({ name: 'InvalidOrder' });
    expect(db.items('orders')).toEqual([]);
  });
});

describe('reviewing an order', () => {
  it('answers the quote and how far an earlier attempt came', async () => {
    const deps = desk();
    await placeOrder(deps, sampleOrder());
    await expect(reviewOrder(deps, 'o-1')).resolves.toMatchObject({
      status: 'PLACED',
      totalMinor: 58,
      photos: ['cat.jpg'],
    });
    await expect(cardOf(deps, 'o-1')).resolves.toBe('tok_visa');
  });

  it('hands on neither card nor customer, so that they are in no history', async () => {
    const deps = desk();
    await placeOrder(deps, sampleOrder());
    expect(JSON.stringify(await reviewOrder(deps, 'o-1'))).not.toMatch(/tok_visa|c-1/);
  });

  it('of an order that is not there fails', async () => {
    await expect(reviewOrder(desk(), 'o-1')).rejects.toMatchObject({ name: 'UnknownOrder' });
  });
});

describe('stock', () => {
  it('begins with a first delivery and grows with the next', async () => {
    const { db, ...deps } = desk();
    expect(await addSheets(deps, '10x15-matte', 100)).toBe(100);
    expect(await addSheets(deps, '10x15-matte', 20)).toBe(120);
    expect(db.items('stock')).toEqual([{ sku: { S: '10x15-matte' }, available: { N: '120' }, holds: { M: {} } }]);
  });
});

describe('the price list', () => {
  it('has whole minor units for everything that is sold', () => {
    const prices = Object.values(priceList).flatMap((papers) => Object.values(papers));
    expect(prices.every((price) => Number.isSafeInteger(price) && price > 0)).toBe(true);
    expect(allSkus).toHaveLength(prices.length);
  });

  it.each([
    ['20x30', 'fine-art', { sku: '20x30-fine-art', priceMinor: 1290 }],
    ['20x30', 'papyrus', undefined],
    ['toString', 'matte', undefined],
  ])('answers for %s on %s', (size, paper, expected) => {
    expect(pricePaper(size, paper)).toEqual(expected);
  });
});
