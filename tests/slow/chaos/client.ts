import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import sharp from 'sharp';
import { answerApproval } from '#functions/orders/approval.ts';
import { cancelOrder } from '#functions/orders/cancellation.ts';
import type { PlacedOrder } from '#functions/orders/order.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import type { LabNames } from '#lab/lab.ts';
import type { RunningSystem } from '#lab/running-lab.ts';
import { Ledger, type Told } from './ledger.ts';
import type { Action } from './plan.ts';

/** What the client was told, over all starts. */
export interface Ledgers {
  /** ETags of photos; undefined is one that was removed. */
  readonly photos: Ledger<string | undefined>;
  readonly orders: Ledger<PlacedOrder>;
  readonly answers: Ledger<'APPROVE' | 'REFUSE'>;
  readonly cancellations: Ledger<true>;
}

export const newLedgers = (): Ledgers => ({
  photos: new Ledger(),
  orders: new Ledger(),
  answers: new Ledger(),
  cancellations: new Ledger(),
});

export type Desk = ReturnType<typeof openDesk>;

/** Clients that try once: what they are told is what the one call was told. */
export function openDesk({ endpoint, credentials }: Pick<RunningSystem, 'endpoint' | 'credentials'>, names: LabNames) {
  const config = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 };
  return {
    s3: new S3Client(config),
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    states: new SFNClient(config),
    sqs: new SQSClient(config),
    ordersTable: names.ordersTable,
    bucket: names.sourceBucket,
    now: Date.now,
  };
}

/** Does it, and notes what it was told. */
export async function perform(desk: Desk, action: Action, ledgers: Ledgers): Promise<Told> {
  switch (action.kind) {
    case 'upload':
    case 'upload anew':
      return upload(desk, action, ledgers);
    case 'remove':
      return noted(ledgers.photos, action.key, undefined, () =>
        desk.s3.send(new DeleteObjectCommand({ Bucket: desk.bucket, Key: action.key })),
      );
    case 'order':
      return order(desk, action, ledgers);
    case 'answer':
      return noted(ledgers.answers, action.orderId, action.decision, () =>
        answerApproval(desk, action.orderId, action.decision),
      );
    case 'cancel':
      return noted(ledgers.cancellations, action.orderId, true, () => cancelOrder(desk, action.orderId));
    default:
      return action satisfies never;
  }
}

/** Names that say no: all else may have happened. */
const REFUSALS = /^(?:TooLate|AlreadyAnswered|UnknownOrder|ConditionalCheckFailedException|PreconditionFailed)$/;

async function noted<T>(ledger: Ledger<T>, key: string, value: T, call: () => Promise<unknown>): Promise<Told> {
  const told = await call().then(
    () => 'acknowledged' as const,
    (error: unknown) => (error instanceof Error && REFUSALS.test(error.name) ? 'refused' : 'unknown'),
  );
  ledger.note(key, value, told);
  return told;
}

type Upload = Extract<Action, { readonly hue: number }>;

async function upload(desk: Desk, { kind, key, hue }: Upload, { photos }: Ledgers): Promise<Told> {
  const body = key.endsWith('.txt') ? Buffer.from(`no picture ${hue}`) : await picture(hue);
  const etag = await etagOf(body);
  const only = kind === 'upload anew' && { IfNoneMatch: '*' };
  const command = new PutObjectCommand({ Bucket: desk.bucket, Key: key, Body: body, ...only });
  return noted(photos, key, etag, () => desk.s3.send(command));
}

async function etagOf(body: Buffer): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('md5').update(body).digest('hex');
}

function picture(hue: number): Promise<Buffer> {
  const background = { r: hue % 256, g: (hue * 7) % 256, b: (hue * 13) % 256 };
  return sharp({ create: { width: 120, height: 80, channels: 3, background } })
    .png()
    .toBuffer();
}

/** On sale everywhere, of photos that the stock of the run has. */
function order(desk: Desk, action: Extract<Action, { kind: 'order' }>, { orders }: Ledgers): Promise<Told> {
  const { orderId, card, isDear } = action;
  const line = isDear
    ? ({ photo: 'cat.jpg', size: '30x45', paper: 'fine-art', quantity: 20 } as const)
    : ({ photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 2 } as const);
  const placed = {
    orderId,
    version: 1,
    customer: 'chaos',
    card,
    placedAt: new Date(desk.now()).toISOString(),
    lines: [line],
  };
  return noted(orders, orderId, placed, () => placeOrder(desk, placed));
}
