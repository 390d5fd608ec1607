import { describe, expect, it } from 'vitest';
import type { ChargeAnswer, PaymentGateway } from '#functions/orders/payment/gateway.ts';
import { createLedger } from '#functions/orders/payment/ledger.ts';
import { returnPayment, takePayment } from '#functions/orders/payment/payment.ts';
import { createSimulatedGateway } from '#functions/orders/payment/simulated-gateway.ts';
import { createMemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { fakeDocuments } from '#tests/support/orders/clients.ts';

function bank() {
  const db = createMemoryDynamoDb({ payments: 'paymentKey' });
  const time = { now: 0 };
  let charges = 0;
  const gateway = createSimulatedGateway({
    ledger: createLedger(fakeDocuments(db.run), 'payments'),
    now: () => time.now,
    newChargeId: () => `charge-${++charges}`,
  });
  const statuses = () => db.items('payments').map(({ status }) => status);
  return { gateway, time, statuses };
}

const request = (card: string, attempt = 1) => ({ orderId: 'o-1', attempt, amountMinor: 500, currency: 'EUR', card });

describe('a payment', () => {
  it('is taken once, however often it is asked for', async () => {
    const { gateway, statuses } = bank();
    const first = await takePayment(gateway, request('tok_visa'));
    expect(await takePayment(gateway, request('tok_visa'))).toEqual(first);
    expect(statuses()).toEqual([{ S: 'CHARGED' }]);
  });

  it('is taken once when two calls race', async () => {
    const { gateway, statuses } = bank();
    const [a, b] = await Promise.all([1, 2].map(() => takePayment(gateway, request('tok_visa'))));
    expect(a).toEqual(b);
    expect(statuses()).toHaveLength(1);
  });

  it('is taken once when the gateway answers twice', async () => {
    const { gateway, statuses } = bank();
    await takePayment(gateway, request('tok_twice'));
    expect(statuses()).toEqual([{ S: 'CHARGED' }]);
  });

  it.each([
    ['tok_declined', 'PaymentDeclined'],
    ['tok_nobody', 'PaymentDeclined'],
    ['tok_timeout', 'Service.Unavailable'],
    ['tok_late', 'Service.Unavailable'],
  ])('by %s fails as %s', async (card, name) => {
    const { gateway } = bank();
    await expect(takePayment(gateway, request(card))).rejects.toMatchObject({ name });
  });

  it('stays declined', async () => {
    const { gateway } = bank();
    await expect(takePayment(gateway, request('tok_declined'))).rejects.toThrow('insufficient funds');
    await expect(takePayment(gateway, request('tok_visa'))).rejects.toThrow('insufficient funds');
  });

  it('that is answered late is found when asked for again', async () => {
    const { gateway, time, statuses } = bank();
    await expect(takePayment(gateway, request('tok_late'))).rejects.toMatchObject({ name: 'Service.Unavailable' });
    time.now = 2_000;
    await expect(takePayment(gateway, request('tok_late'))).resolves.toEqual({ paymentId: 'charge-1' });
    expect(statuses()).toEqual([{ S: 'CHARGED' }]);
  });

  it('of another amount under the same key is a conflict', async () => {
    const { gateway } = bank();
    await takePayment(gateway, request('tok_visa'));
    const other = takePayment(gateway, { ...request('tok_visa'), amountMinor: 501 });
    await expect(other).rejects.toMatchObject({ name: 'PaymentConflict' });
  });

  it.each<[string, readonly ChargeAnswer[], string]>([
    ['no answer at all', [], 'Service.Unavailable'],
    ['two different answers', [charged('a'), charged('b')], 'PaymentConflict'],
  ])('with %s fails', async (_, answers, name) => {
    const gateway: PaymentGateway = { charge: async () => answers, giveBack: async () => {} };
    await expect(takePayment(gateway, request('tok_visa'))).rejects.toMatchObject({ name });
  });
});

describe('returning a payment', () => {
  it('gives back every attempt, and again changes nothing', async () => {
    const { gateway, statuses } = bank();
    await takePayment(gateway, request('tok_visa', 1));
    await takePayment(gateway, request('tok_visa', 2));
    for (let time = 0; time < 2; time += 1) await returnPayment(gateway, { orderId: 'o-1', throughAttempt: 2 });
    expect(statuses()).toEqual([{ S: 'RETURNED' }, { S: 'RETURNED' }]);
  });

  it('before the charge makes the charge take nothing', async () => {
    const { gateway, statuses } = bank();
    await returnPayment(gateway, { orderId: 'o-1', throughAttempt: 1 });
    await expect(takePayment(gateway, request('tok_visa'))).rejects.toMatchObject({ name: 'PaymentConflict' });
    expect(statuses()).toEqual([{ S: 'RETURNED' }]);
  });

  it('while the charge is under way makes it take nothing', async () => {
    const { gateway, time, statuses } = bank();
    await expect(takePayment(gateway, request('tok_very_late'))).rejects.toMatchObject({ name: 'Service.Unavailable' });
    await returnPayment(gateway, { orderId: 'o-1', throughAttempt: 1 });
    time.now = 700_000;
    await expect(takePayment(gateway, request('tok_very_late'))).rejects.toMatchObject({ name: 'PaymentConflict' });
    expect(statuses()).toEqual([{ S: 'RETURNED' }]);
  });

  it('leaves what was declined', async () => {
    const { gateway, statuses } = bank();
    await expect(takePayment(gateway, request('tok_declined'))).rejects.toThrow();
    await returnPayment(gateway, { orderId: 'o-1', throughAttempt: 1 });
    expect(statuses()).toEqual([{ S: 'DECLINED' }]);
  });
});

function charged(chargeId: string): ChargeAnswer {
  return { kind: 'charged', chargeId, amountMinor: 500 };
}
