import { marshall } from '@aws-sdk/util-dynamodb';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '@safelight/local/gateway/aws-error';
import { describe, expect, it } from 'vitest';
import { answerApproval, holdApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import { createMemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { fakeDocuments } from '#tests/support/orders/clients.ts';
import { createFakeStates } from '#tests/support/orders/fake-states.ts';
import { placed } from '#tests/support/orders/samples.ts';

const waiting = { ...placed(), status: 'AWAITING_APPROVAL', approval: { token: 'secret', askedAt: 'then' } };

async function desk(item: object = waiting, isWaiting = () => true) {
  const db = createMemoryDynamoDb({ orders: 'orderId' });
  await db.run('PutItem', { TableName: 'orders', Item: marshall(item) as unknown as JsonObject });
  const answers: string[] = [];
  const states = createFakeStates({
    onTask: (kind, token, output) => {
      if (!isWaiting()) throw new AwsError('TaskTimedOut', 'Task Timed Out');
      answers.push(`${kind} ${token} ${output}`.trim());
    },
  });
  const deps = { documents: fakeDocuments(db.run), ordersTable: 'orders', states: states.client, now: () => 0 };
  return { deps, answers, item: () => db.items('orders')[0] };
}

describe('approving', () => {
  it.each(['APPROVE', 'REFUSE'] as const)('hands %s to the workflow that waits', async (decision) => {
    const { deps, answers } = await desk();
    await answerApproval(deps, 'o-1', decision);
    expect(answers).toEqual([`success secret {"decision":"${decision}"}`]);
  });

  it('may be repeated, in case the answer did not arrive (orders trap 10)', async () => {
    const { deps, answers } = await desk();
    await answerApproval(deps, 'o-1', 'APPROVE', 'nice');
    await answerApproval(deps, 'o-1', 'APPROVE');
    expect(answers).toHaveLength(2);
  });

  it('otherwise than somebody else did is refused visibly (orders trap 10)', async () => {
    const { deps, answers } = await desk();
    await answerApproval(deps, 'o-1', 'REFUSE');
    await expect(answerApproval(deps, 'o-1', 'APPROVE')).rejects.toMatchObject({
      name: 'AlreadyAnswered',
      message: 'order o-1 has been answered before, and otherwise',
    });
    expect(answers).toHaveLength(1);
  });

  it('too late is refused visibly (orders trap 10)', async () => {
    const { deps } = await desk(waiting, () => false);
    const late = answerApproval(deps, 'o-1', 'APPROVE');
    await expect(late).rejects.toMatchObject({
      name: 'TooLate',
      message: expect.stringContaining('does not wait any more'),
    });
    await expect(holdApproval(deps, 'o-1')).rejects.toMatchObject({ name: 'TooLate' });
  });

  it('never shows the token, whatever goes wrong (orders trap 10)', async () => {
    const { deps } = await desk(waiting, () => false);
    const error = await answerApproval(deps, 'o-1', 'APPROVE').catch((thrown: Error) => thrown);
    expect(String(error)).not.toContain('secret');
  });

  it.each(['PLACED', 'CONFIRMED', 'EXPIRED'])('an order that is %s says so', async (status) => {
    const { deps } = await desk({ ...waiting, status });
    await expect(answerApproval(deps, 'o-1', 'APPROVE')).rejects.toThrow(`it is ${status}`);
  });

  it('an unknown order says so', async () => {
    const { deps } = await desk();
    await expect(answerApproval(deps, 'nobody', 'APPROVE')).rejects.toThrow('there is no order nobody');
  });

  it('can be put off: a heartbeat', async () => {
    const { deps, answers } = await desk();
    await holdApproval(deps, 'o-1');
    expect(answers).toEqual(['heartbeat secret']);
  });
});

describe('cancelling', () => {
  it.each(['PLACED', 'RESERVING', 'PAYING'])(
    'an order that is %s leaves a request for the workflow',
    async (status) => {
      const { deps, answers, item } = await desk({ ...placed(), status });
      await cancelOrder(deps, 'o-1', 'changed my mind');
      expect(item()).toMatchObject({
        cancelRequested: { M: { reason: { S: 'changed my mind' } } },
        status: { S: status },
      });
      expect(answers).toEqual([]);
    },
  );

  it('answers a waiting approval', async () => {
    const { deps, answers } = await desk();
    await cancelOrder(deps, 'o-1');
    expect(answers).toEqual(['success secret {"decision":"CANCEL"}']);
  });

  it('leaves the request when somebody answered in the same moment', async () => {
    const { deps, item } = await desk(waiting, () => false);
    await cancelOrder(deps, 'o-1');
    expect(item()).toHaveProperty('cancelRequested');
  });

  it.each(['PRINTING', 'CONFIRMED', 'UNDOING', 'NEEDS_ATTENTION'])(
    'an order that is %s is too late',
    async (status) => {
      const { deps, item } = await desk({ ...placed(), status });
      await expect(cancelOrder(deps, 'o-1')).rejects.toMatchObject({
        name: 'TooLate',
        message: expect.stringContaining(status),
      });
      expect(item()).not.toHaveProperty('cancelRequested');
    },
  );

  it('an unknown order says so', async () => {
    const { deps } = await desk();
    await expect(cancelOrder(deps, 'nobody')).rejects.toMatchObject({ name: 'UnknownOrder' });
  });
});
