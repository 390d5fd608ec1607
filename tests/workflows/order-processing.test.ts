import { describe, expect, it } from 'vitest';
import { coveredMachine } from '#asl/testing/coverage.ts';
import '#asl/testing/matchers.ts';
import type { Mock, Mocks, Outcome } from '#asl/testing/mocks.ts';
import type { MachineRun } from '#asl/testing/run-state-machine.ts';
import { orderProcessingFile, substitutions } from '#tests/support/orders/definition.ts';

const quote = {
  status: 'PLACED',
  totalMinor: 500,
  currency: 'EUR',
  needsApproval: false,
  sheets: [{ sku: '10x15-matte', quantity: 2 }],
  photos: ['cat.jpg'],
  lines: [{ photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 2 }],
};
type Result = Extract<Outcome, { result: unknown }>['result'];

const done: Mock = { result: {} };
const fails: Mock = { error: 'Fault', cause: 'by the test', repeat: 99 };
const refused: Mock = { error: 'DynamoDB.ConditionalCheckFailedException' };
const answers = (Payload: Result): Mock => ({ result: { StatusCode: 200, Payload } });
const throws = (errorType: string): Mock => ({
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage: `it is ${errorType}` }),
});
const photos = (...images: { key: { S: string }; status: { S: string } }[]): Mock => ({
  result: { Responses: { images }, UnprocessedKeys: {} },
});
const cat = { key: { S: 'cat.jpg' }, status: { S: 'READY' } };
const review = (change: object): Mocks => ({ ReviewOrder: answers({ ...quote, ...change }) });
const dear = review({ needsApproval: true });

const allDone = Object.fromEntries(
  [
    'Claim',
    'BeginReserving',
    'Reserve',
    'BeginPaying',
    'TellApprovers',
    'BeginPrinting',
    'QueuePrintJob',
    'Use',
    'RecordUndo',
    'Release',
    'CloseOrder',
    'AnnounceOutcome',
    'TellCustomer',
    'Park',
    'AlertPeople',
  ].map((state) => [state, done]),
);
const run = coveredMachine(orderProcessingFile, {
  substitutions,
  input: { orderId: 'o-1', version: 1, attempt: 2, digest: 'd' },
  mocks: {
    ...allDone,
    ReviewOrder: answers(quote),
    FindPhotos: photos(cat),
    TakePayment: answers({ paymentId: 'p' }),
    ReturnPayment: answers(null),
    ReturnEarlierPayments: answers(null),
    AwaitApproval: { result: { decision: 'APPROVE' } },
    ReadHold: { result: {} },
  },
});

const forward = [
  'Claim',
  'ReviewOrder',
  'WhereToBegin',
  'FindPhotos',
  'PhotosReady',
  'BeginReserving',
  'ReserveStock',
  'EverythingHeld',
  'BeginPaying',
  'TakePayment',
  'IsDear',
];
const printing = ['BeginPrinting', 'QueuePrintJob', 'UseStock', 'Use', 'CloseOrder'];
const told = ['CloseOrder', 'AnnounceOutcome', 'TellCustomer', 'Closed'];
const undoStock = ['RecordUndo', 'UndoFrom', 'ReleaseStock', 'Release', ...told];
const undoPayment = ['RecordUndo', 'UndoFrom', 'ReturnPayment', 'ReleaseStock', 'Release', ...told];
const parked = ['Park', 'AlertPeople', 'NeedsAttention'];

const visited = ({ steps }: MachineRun) => steps.map(({ name }) => name);

describe('an order that goes through', () => {
  it.each<[string, Mocks, string[]]>([
    ['is confirmed and told', {}, [...forward, ...printing, ...told.slice(1)]],
    [
      'waits for the rest of its photos',
      {
        FindPhotos: [
          { result: { Responses: {}, UnprocessedKeys: { images: { Keys: [] } } } },
          { result: { Responses: { images: [cat] }, UnprocessedKeys: {} } },
        ],
      },
      ['FindPhotos', 'PhotosReady', 'ReadAgainSoon', 'FindPhotos', 'PhotosReady', 'BeginReserving'],
    ],
    [
      'counts sheets that are held already',
      { Reserve: refused, ReadHold: { result: { Item: { holds: { M: { 'o-1': { N: '2' } } } } } } },
      ['Reserve', 'ReadHold', 'EverythingHeld', 'BeginPaying'],
    ],
    [
      'is printed when a dear one is approved',
      dear,
      ['IsDear', 'TellApprovers', 'AwaitApproval', 'Decision', ...printing],
    ],
    [
      'goes on printing after a restart',
      review({ status: 'PRINTING' }),
      ['WhereToBegin', 'QueuePrintJob', 'UseStock', ...told],
    ],
    [
      'returns earlier payments after a restart',
      review({ status: 'PAYING' }),
      ['WhereToBegin', 'ReturnEarlierPayments', 'FindPhotos', ...printing],
    ],
  ])('%s', async (_, mocks, path) => {
    const result = await run({ mocks });
    expect(result).toHaveSucceeded({ orderId: 'o-1', status: 'CONFIRMED' });
    expect(result).toHaveVisited(...path);
    expect(visited(result)).not.toContain('RecordUndo');
  });
});

describe('an order that does not go through is undone in reverse, and only what was done (orders trap 9)', () => {
  const nothing = ['RecordUndo', 'UndoFrom', ...told];
  it.each<[string, string, Mocks, string[]]>([
    ['is no order', 'REJECTED', { ReviewOrder: throws('InvalidOrder') }, ['ReviewOrder', ...nothing]],
    [
      'has a photo that was not developed',
      'REJECTED',
      { FindPhotos: photos({ ...cat, status: { S: 'REJECTED' } }) },
      ['PhotosReady', ...nothing],
    ],
    ['finds the images table down', 'REJECTED', { FindPhotos: fails }, ['FindPhotos', ...nothing]],
    ['is cancelled before reserving', 'CANCELLED', { BeginReserving: refused }, ['BeginReserving', ...nothing]],
    ['cannot record that it reserves', 'REJECTED', { BeginReserving: fails }, ['BeginReserving', ...nothing]],
    [
      'finds too little paper',
      'REJECTED',
      { Reserve: refused, Release: refused },
      [
        'Reserve',
        'ReadHold',
        'EverythingHeld',
        'RecordUndo',
        'UndoFrom',
        'ReleaseStock',
        'Release',
        'NothingHeld',
        ...told,
      ],
    ],
    [
      'does not know whether it holds paper',
      'REJECTED',
      { Reserve: fails },
      ['ReserveStock', 'Reserve', 'LetWritesLand', ...undoStock],
    ],
    ['is cancelled before paying', 'CANCELLED', { BeginPaying: refused }, ['BeginPaying', ...undoStock]],
    ['cannot record that it pays', 'REJECTED', { BeginPaying: fails }, ['BeginPaying', ...undoStock]],
    ['is declined', 'DECLINED', { TakePayment: throws('PaymentDeclined') }, ['TakePayment', ...undoPayment]],
    [
      'gets no answer about its payment',
      'REJECTED',
      { TakePayment: { ...throws('PaymentUnknown'), repeat: 9 } as Mock },
      ['TakePayment', ...undoPayment],
    ],
    [
      'cannot tell anybody that it waits',
      'REJECTED',
      { ...dear, TellApprovers: fails },
      ['TellApprovers', ...undoPayment],
    ],
    [
      'is cancelled before it waits',
      'CANCELLED',
      { ...dear, AwaitApproval: { error: 'DynamoDb.ConditionalCheckFailedException' } },
      ['AwaitApproval', ...undoPayment],
    ],
    ['cannot wait', 'REJECTED', { ...dear, AwaitApproval: fails }, ['AwaitApproval', ...undoPayment]],
    [
      'is answered by nobody',
      'EXPIRED',
      { ...dear, AwaitApproval: { never: true } },
      ['AwaitApproval', ...undoPayment],
    ],
    [
      'is refused',
      'REFUSED',
      { ...dear, AwaitApproval: { result: { decision: 'REFUSE' } } },
      ['Decision', ...undoPayment],
    ],
    [
      'is cancelled while it waits',
      'CANCELLED',
      { ...dear, AwaitApproval: { result: { decision: 'CANCEL' } } },
      ['Decision', ...undoPayment],
    ],
    ['is cancelled at the last moment', 'CANCELLED', { BeginPrinting: refused }, ['BeginPrinting', ...undoPayment]],
    ['cannot record that it prints', 'REJECTED', { BeginPrinting: fails }, ['BeginPrinting', ...undoPayment]],
    [
      'cannot return an earlier payment at first',
      'REJECTED',
      { ...review({ status: 'PAYING' }), ReturnEarlierPayments: fails },
      ['ReturnEarlierPayments', ...undoPayment],
    ],
    [
      'was being undone when it stopped',
      'DECLINED',
      review({ status: 'UNDOING', outcome: 'DECLINED', reason: { code: 'c', message: 'm' } }),
      ['WhereToBegin', 'UndoFrom', 'ReturnPayment', 'ReleaseStock', 'Release', ...told],
    ],
    [
      'is undone also when that cannot be written down',
      'DECLINED',
      { TakePayment: throws('PaymentDeclined'), RecordUndo: fails },
      ['TakePayment', ...undoPayment],
    ],
  ])('%s: %s', async (_, status, mocks, path) => {
    const result = await run({ mocks });
    expect(result).toHaveSucceeded({ orderId: 'o-1', status });
    expect(result).toHaveVisited(...path);
    expect(visited(result)).not.toContain('QueuePrintJob');
  });
});

describe('an order that needs a person is parked, and people are alerted', () => {
  it.each<[string, Mocks, string[]]>([
    ['when the printer’s queue does not answer', { QueuePrintJob: fails }, ['QueuePrintJob', ...parked]],
    ['when held sheets cannot be used up', { Use: fails }, ['UseStock', 'Use', ...parked]],
    ['when its end cannot be written down', { CloseOrder: fails }, ['CloseOrder', ...parked]],
    [
      'when its payment cannot be returned',
      { TakePayment: throws('PaymentDeclined'), ReturnPayment: fails },
      ['ReturnPayment', ...parked],
    ],
    [
      'when its sheets cannot be released',
      { BeginPaying: refused, Release: fails },
      ['ReleaseStock', 'Release', ...parked],
    ],
    ['also when parking cannot be written down', { CloseOrder: fails, Park: fails }, parked],
    ['also when nobody can be alerted', { CloseOrder: fails, AlertPeople: fails }, parked],
    ['when it cannot be claimed', { Claim: fails }, ['Claim', 'AlertPeople', 'NeedsAttention']],
    ['when it cannot be reviewed', { ReviewOrder: fails }, ['ReviewOrder', 'AlertPeople', 'NeedsAttention']],
    [
      'when it is in other hands',
      { BeginReserving: refused, RecordUndo: refused },
      ['RecordUndo', 'AlertPeople', 'NeedsAttention'],
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
    expect(visited(result)).toEqual(['Claim', 'AlreadyTaken']);
  });

  it.each(['AnnounceOutcome', 'TellCustomer'])(
    'fails loudly when %s fails, and leaves the order as it is',
    async (state) => {
      const result = await run({ mocks: { [state]: fails } });
      expect(result).toHaveFailedWith('NotAnnounced', 'o-1 is CONFIRMED');
      expect(result).toHaveVisited('CloseOrder', state, 'NotAnnounced');
    },
  );

  it('sees entries that PutEvents refused, although the call succeeds (orders trap 11)', async () => {
    const refusedEntry: Mock = [{ error: 'EventBridge.FailedEntry', repeat: 2 }, { result: {} }];
    expect(await run({ mocks: { AnnounceOutcome: refusedEntry } })).toHaveRetried('AnnounceOutcome', 2);
  });

  it('tries to undo for longer than it tries to do (orders trap 9)', async () => {
    const doing = await run({ mocks: { TellApprovers: fails, ...dear } });
    const undoing = await run({ mocks: { BeginPrinting: refused, ReturnPayment: fails } });
    expect(doing).toHaveRetried('TellApprovers', 3);
    expect(undoing).toHaveRetried('ReturnPayment', 8);
  });

  it('lets a reservation of unknown outcome land before it tries again (orders trap 9)', async () => {
    const result = await run({ mocks: { Reserve: [{ error: 'States.Timeout' }, { result: {} }] } });
    expect(result.elapsed).toBeGreaterThanOrEqual(30_000);
  });

  it('waits a day for a sign of a person, and as long again after each (orders trap 10)', async () => {
    const result = await run({ mocks: { ...dear, AwaitApproval: { never: true } } });
    expect(result.elapsed).toBe(24 * 3600 * 1000);
  });
});
