import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { isConditionFailure } from '../errors.ts';

const entrySchema = z.object({
  paymentKey: z.string(),
  status: z.enum(['PENDING', 'CHARGED', 'DECLINED', 'RETURNED']),
  amountMinor: z.int(),
  chargeId: z.string(),
  message: z.optional(z.string()),
  /** Milliseconds since the epoch: when a pending charge takes the money. */
  settlesAt: z.optional(z.number()),
});

export type LedgerEntry = z.infer<typeof entrySchema>;

/** What the simulated bank remembers of each idempotency key. */
export interface Ledger {
  find(paymentKey: string): Promise<LedgerEntry | undefined>;
  /** False when there is an entry of that key already. */
  open(entry: LedgerEntry): Promise<boolean>;
  /** False when the entry is not in `from` any more. */
  move(paymentKey: string, from: LedgerEntry['status'], to: LedgerEntry['status']): Promise<boolean>;
}

export function createLedger(documents: Pick<DynamoDBDocumentClient, 'send'>, TableName: string): Ledger {
  return {
    async find(paymentKey) {
      const found = await documents.send(new GetCommand({ TableName, Key: { paymentKey }, ConsistentRead: true }));
      return found.Item && entrySchema.parse(found.Item);
    },
    open: (Item) =>
      holds(
        documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(paymentKey)' })),
      ),
    move: (paymentKey, from, to) =>
      holds(
        documents.send(
          new UpdateCommand({
            TableName,
            Key: { paymentKey },
            UpdateExpression: 'SET #status = :to',
            ConditionExpression: '#status = :from',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':from': from, ':to': to },
          }),
        ),
      ),
  };
}

async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
