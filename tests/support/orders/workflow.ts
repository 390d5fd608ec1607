import type { Mock, MockOutcome, Mocks } from '@safelight/asl/testing/mocks';

/** What Review order answers. */
export const quote = {
  status: 'PLACED',
  totalMinor: 500,
  currency: 'EUR',
  needsApproval: false,
  sheets: [{ sku: '10x15-matte', quantity: 2 }],
  photos: ['cat.jpg'],
  lines: [{ photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 2 }],
};
type Result = Extract<MockOutcome, { result: unknown }>['result'];

const done: Mock = { result: {} };
export const fails: Mock = { error: 'Fault', cause: 'by the test', repeat: 99 };
export const refused: Mock = { error: 'DynamoDB.ConditionalCheckFailedException' };
export const cancelled = (...reasons: string[]) => ({
  error: 'DynamoDb.TransactionCanceledException',
  cause: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.join(', ')}]`,
});
export const answers = (Payload: Result): Mock => ({ result: { StatusCode: 200, Payload } });
export const throws = (errorType: string): Mock => ({
  error: errorType,
  cause: JSON.stringify({ errorType, errorMessage: `it is ${errorType}` }),
});
export const photos = (...images: { key: { S: string }; status: { S: string } }[]): Mock => ({
  result: { Responses: { images }, UnprocessedKeys: {} },
});
export const cat = { key: { S: 'cat.jpg' }, status: { S: 'READY' } };
export const review = (change: object): Mocks => ({ 'Review order': answers({ ...quote, ...change }) });
export const dear = review({ needsApproval: true });

const allDone = Object.fromEntries(
  [
    'Claim',
    'Begin reserving',
    'Reserve',
    'Begin paying',
    'Tell approvers',
    'Begin printing',
    'Queue print job',
    'Use',
    'Record undo',
    'Release',
    'Close order',
    'Announce outcome',
    'Tell customer',
    'Park',
    'Alert people',
  ].map((state) => [state, done]),
);

/** An order that goes through: approved, if anybody asks. */
export const fulfilled: Mocks = {
  ...allDone,
  'Review order': answers(quote),
  'Find photos': photos(cat),
  'Take payment': answers({ paymentId: 'p' }),
  'Return payment': answers(null),
  'Return earlier payments': answers(null),
  'Await approval': { result: { decision: 'APPROVE' } },
  'Read hold': { result: {} },
};
