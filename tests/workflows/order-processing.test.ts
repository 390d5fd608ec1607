import { coveredMachine } from '@safelight/asl/testing/coverage';
import { describe, expect, it } from 'vitest';
import '@safelight/asl/testing/matchers';
import type { Mock, Mocks } from '@safelight/asl/testing/mocks';
import type { MachineRun } from '@safelight/asl/testing/run-state-machine';
import { orderProcessingFile, substitutions } from '#tests/support/orders/definition.ts';
import {
  cancelled,
  cat,
  dear,
  fails,
  fulfilled,
  photos,
  refused,
  review,
  throws,
} from '#tests/support/orders/workflow.ts';

const run = coveredMachine(orderProcessingFile, {
  substitutions,
  input: { orderId: 'o-1', version: 1, attempt: 2, digest: 'd' },
  mocks: fulfilled,
});

const forward = [
  'Claim',
  'Review order',
  'Where to begin?',
  'Find photos',
  'Are all photos ready?',
  'Begin reserving',
  'Reserve stock',
  'Is everything held?',
  'Begin paying',
  'Take payment',
  'Is it dear?',
];
const printing = ['Begin printing', 'Queue print job', 'Use stock', 'Use', 'Close order'];
const told = ['Close order', 'Announce outcome', 'Tell customer', 'Closed'];
const undoStock = ['Record undo', 'What is to be undone?', 'Release stock', 'Release', ...told];
const undoPayment = ['Record undo', 'What is to be undone?', 'Return payment', 'Release stock', 'Release', ...told];
const parked = ['Park', 'Alert people', 'Needs attention'];

const visited = ({ steps }: MachineRun) => steps.map(({ name }) => name);

describe('an order that goes through', () => {
  it.each<[string, Mocks, string[]]>([
    ['is confirmed and told', {}, [...forward, ...printing, ...told.slice(1)]],
    [
      'waits for the rest of its photos',
      {
        'Find photos': [
          { result: { Responses: {}, UnprocessedKeys: { images: { Keys: [] } } } },
          { result: { Responses: { images: [cat] }, UnprocessedKeys: {} } },
        ],
      },
      [
        'Find photos',
        'Are all photos ready?',
        'Read again soon',
        'Find photos',
        'Are all photos ready?',
        'Begin reserving',
      ],
    ],
    [
      'counts sheets that are held already',
      {
        Reserve: cancelled('None', 'ConditionalCheckFailed'),
        'Read hold': { result: { Item: { holds: { M: { 'o-1': { N: '2' } } } } } },
      },
      ['Reserve', 'Why not?', 'Read hold', 'Is everything held?', 'Begin paying'],
    ],
    [
      'reserves when another order has passed',
      { Reserve: [cancelled('None', 'TransactionConflict'), { result: {} }] },
      ['Reserve', 'Why not?', 'Let the other pass', 'Reserve', 'Is everything held?', 'Begin paying'],
    ],
    [
      'is printed when a dear one is approved',
      dear,
      ['Is it dear?', 'Tell approvers', 'Await approval', 'What was decided?', ...printing],
    ],
    [
      'goes on printing after a restart',
      review({ status: 'PRINTING' }),
      ['Where to begin?', 'Queue print job', 'Use stock', ...told],
    ],
    [
      'returns earlier payments after a restart',
      review({ status: 'PAYING' }),
      ['Where to begin?', 'Return earlier payments', 'Find photos', ...printing],
    ],
  ])('%s', async (_, mocks, path) => {
    const result = await run({ mocks });
    expect(result).toHaveSucceeded({ orderId: 'o-1', status: 'CONFIRMED' });
    expect(result).toHaveVisited(...path);
    expect(visited(result)).not.toContain('Record undo');
  });
});

describe('an order that does not go through is undone in reverse, and only what was done (orders trap 9)', () => {
  const nothing = ['Record undo', 'What is to be undone?', ...told];
  it.each<[string, string, Mocks, string[]]>([
    ['is no order', 'REJECTED', { 'Review order': throws('InvalidOrder') }, ['Review order', ...nothing]],
    [
      'has a photo that was not developed',
      'REJECTED',
      { 'Find photos': photos({ ...cat, status: { S: 'REJECTED' } }) },
      ['Are all photos ready?', ...nothing],
    ],
    ['finds the images table down', 'REJECTED', { 'Find photos': fails }, ['Find photos', ...nothing]],
    ['is cancelled before reserving', 'CANCELLED', { 'Begin reserving': refused }, ['Begin reserving', ...nothing]],
    ['cannot record that it reserves', 'REJECTED', { 'Begin reserving': fails }, ['Begin reserving', ...nothing]],
    [
      'finds too little paper',
      'REJECTED',
      { Reserve: cancelled('None', 'ConditionalCheckFailed'), Release: refused },
      [
        'Reserve',
        'Why not?',
        'Read hold',
        'Is everything held?',
        'Record undo',
        'What is to be undone?',
        'Release stock',
        'Release',
        'Nothing held',
        ...told,
      ],
    ],
    [
      'does not know whether it holds paper',
      'REJECTED',
      { Reserve: fails },
      ['Reserve stock', 'Reserve', ...undoStock],
    ],
    [
      'meets other orders at its paper each time',
      'REJECTED',
      { Reserve: { ...cancelled('None', 'TransactionConflict'), repeat: 60 } },
      ['Why not?', 'Always in the way', ...undoStock],
    ],
    ['is cancelled before paying', 'CANCELLED', { 'Begin paying': refused }, ['Begin paying', ...undoStock]],
    ['cannot record that it pays', 'REJECTED', { 'Begin paying': fails }, ['Begin paying', ...undoStock]],
    ['is declined', 'DECLINED', { 'Take payment': throws('PaymentDeclined') }, ['Take payment', ...undoPayment]],
    [
      'gets no answer about its payment',
      'REJECTED',
      { 'Take payment': { ...throws('Service.Unavailable'), repeat: 9 } as Mock },
      ['Take payment', ...undoPayment],
    ],
    [
      'cannot tell anybody that it waits',
      'REJECTED',
      { ...dear, 'Tell approvers': fails },
      ['Tell approvers', ...undoPayment],
    ],
    [
      'is cancelled before it waits',
      'CANCELLED',
      { ...dear, 'Await approval': { error: 'DynamoDb.ConditionalCheckFailedException' } },
      ['Await approval', ...undoPayment],
    ],
    ['cannot wait', 'REJECTED', { ...dear, 'Await approval': fails }, ['Await approval', ...undoPayment]],
    [
      'is answered by nobody',
      'EXPIRED',
      { ...dear, 'Await approval': { never: true } },
      ['Await approval', ...undoPayment],
    ],
    [
      'is refused',
      'REFUSED',
      { ...dear, 'Await approval': { result: { decision: 'REFUSE' } } },
      ['What was decided?', ...undoPayment],
    ],
    [
      'is cancelled while it waits',
      'CANCELLED',
      { ...dear, 'Await approval': { result: { decision: 'CANCEL' } } },
      ['What was decided?', ...undoPayment],
    ],
    ['is cancelled at the last moment', 'CANCELLED', { 'Begin printing': refused }, ['Begin printing', ...undoPayment]],
    ['cannot record that it prints', 'REJECTED', { 'Begin printing': fails }, ['Begin printing', ...undoPayment]],
    [
      'cannot return an earlier payment at first',
      'REJECTED',
      { ...review({ status: 'PAYING' }), 'Return earlier payments': fails },
      ['Return earlier payments', ...undoPayment],
    ],
    [
      'was being undone when it stopped',
      'DECLINED',
      review({ status: 'UNDOING', outcome: 'DECLINED', reason: { code: 'c', message: 'm' } }),
      ['Where to begin?', 'What is to be undone?', 'Return payment', 'Release stock', 'Release', ...told],
    ],
  ])('%s: %s', async (_, status, mocks, path) => {
    const result = await run({ mocks });
    expect(result).toHaveSucceeded({ orderId: 'o-1', status });
    expect(result).toHaveVisited(...path);
    expect(visited(result)).not.toContain('Queue print job');
  });
});

describe('an order that needs a person is parked, and people are alerted', () => {
  it.each<[string, Mocks, string[]]>([
    ['when the printer’s queue does not answer', { 'Queue print job': fails }, ['Queue print job', ...parked]],
    ['when held sheets cannot be used up', { Use: fails }, ['Use stock', 'Use', ...parked]],
    ['when its end cannot be written down', { 'Close order': fails }, ['Close order', ...parked]],
    [
      'when its payment cannot be returned',
      { 'Take payment': throws('PaymentDeclined'), 'Return payment': fails },
      ['Return payment', ...parked],
    ],
    [
      'when its sheets cannot be released',
      { 'Begin paying': refused, Release: fails },
      ['Release stock', 'Release', ...parked],
    ],
    [
      'when it cannot be written down that it is undone: nothing is undone then',
      { 'Take payment': throws('PaymentDeclined'), 'Record undo': fails },
      ['Take payment', 'Record undo', 'Alert people', 'Needs attention'],
    ],
    ['also when parking cannot be written down', { 'Close order': fails, Park: fails }, parked],
    ['also when nobody can be alerted', { 'Close order': fails, 'Alert people': fails }, parked],
    ['when it cannot be claimed', { Claim: fails }, ['Claim', 'Alert people', 'Needs attention']],
    ['when it cannot be reviewed', { 'Review order': fails }, ['Review order', 'Alert people', 'Needs attention']],
    [
      'when it is in other hands',
      { 'Begin reserving': refused, 'Record undo': refused },
      ['Record undo', 'Alert people', 'Needs attention'],
    ],
  ])('%s', async (_, mocks, path) => {
    const result = await run({ mocks });
    expect(result).toHaveFailedWith('NeedsAttention', 'o-1');
    expect(result).toHaveVisited(...path);
  });
});

describe('the workflow', () => {
  it('passes over an order that is over or in other hands (orders trap 6)', async () => {
    const result = await run({ mocks: { Claim: refused } });
    expect(visited(result)).toEqual(['Claim', 'Already taken']);
  });

  it.each(['Announce outcome', 'Tell customer'])(
    'fails loudly when %s fails, and leaves the order as it is',
    async (state) => {
      const result = await run({ mocks: { [state]: fails } });
      expect(result).toHaveFailedWith('NotAnnounced', 'o-1 is CONFIRMED');
      expect(result).toHaveVisited('Close order', state, 'Not announced');
    },
  );

  it('sees entries that PutEvents refused, although the call succeeds (orders trap 11)', async () => {
    const refusedEntry: Mock = [{ error: 'EventBridge.FailedEntry', repeat: 2 }, { result: {} }];
    expect(await run({ mocks: { 'Announce outcome': refusedEntry } })).toHaveRetried('Announce outcome', 2);
  });

  it('tries to undo for longer than it tries to do (orders trap 9)', async () => {
    const busy = { error: 'SNS.InternalErrorException', repeat: 99 };
    const doing = await run({ mocks: { 'Tell approvers': [busy], ...dear } });
    const undoing = await run({ mocks: { 'Begin printing': refused, 'Return payment': fails } });
    expect(doing).toHaveRetried('Tell approvers', 6);
    expect(undoing).toHaveRetried('Return payment', 8);
    expect(undoing.elapsed).toBeGreaterThan(2 * doing.elapsed);
  });

  it('undoes a reservation of unknown outcome as soon as it is written down (orders trap 9)', async () => {
    const result = await run({ mocks: { Reserve: { error: 'States.Timeout' } } });
    expect(result).toHaveVisited('Reserve', 'Record undo', 'Release stock');
  });

  it('waits a day for a sign of a person, and as long again after each (orders trap 10)', async () => {
    const result = await run({ mocks: { ...dear, 'Await approval': { never: true } } });
    expect(result.elapsed).toBe(24 * 3600 * 1000);
  });
});
