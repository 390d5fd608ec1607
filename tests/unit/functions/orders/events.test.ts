import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createConsumer, streamEventSchema } from '#functions/orders/consume-batch.ts';
import { returnPaymentSchema, takePaymentSchema } from '#functions/orders/payment/payment.ts';
import { createFakeStates, stateMachineArn } from '#tests/support/orders/fake-states.ts';
import { parseUndelivered } from '../../../../scripts/orders/undelivered.ts';

const text = (name: string) => readFileSync(new URL(`../../../../events/${name}`, import.meta.url), 'utf8');
const sample = (name: string) => JSON.parse(text(name));

describe('samples of events', () => {
  it.each([
    ['order-placed.json', streamEventSchema],
    ['order-take-payment.json', takePaymentSchema],
    ['order-return-payment.json', returnPaymentSchema],
  ])('%s is what its function takes', (name, schema) => {
    expect(schema.safeParse(sample(name))).toMatchObject({ success: true });
  });

  it('order-placed.json starts order-processing with what order-processing.json shows', async () => {
    const { client, executions } = createFakeStates();
    await createConsumer({ states: client, stateMachineArn })(sample('order-placed.json'));
    const [started] = executions.values();
    expect(JSON.parse(started?.input ?? '')).toEqual(sample('order-processing.json'));
  });

  it('order-undelivered.json is what the replay reads', () => {
    expect(parseUndelivered(text('order-undelivered.json'))).toMatchObject({
      batchSize: 1,
      shardId: expect.any(String),
    });
  });
});
