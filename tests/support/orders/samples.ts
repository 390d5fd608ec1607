import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { PlacedOrder } from '#functions/orders/order.ts';

export const sampleOrder = (change: Partial<PlacedOrder> = {}): PlacedOrder => ({
  orderId: 'o-1',
  version: 1,
  customer: 'c-1',
  card: 'tok_visa',
  placedAt: '2026-01-02T03:04:05.678Z',
  lines: [{ photo: 'cat.jpg', size: '10x15', paper: 'matte', quantity: 2 }],
  ...change,
});

/** A record of the orders table's stream, as Lambda hands it to the consumer. */
export function sampleRecord(
  sequenceNumber: number,
  item: Readonly<Record<string, unknown>>,
  change: Partial<DynamoDBRecord> = {},
): DynamoDBRecord {
  const image = marshall(item, { removeUndefinedValues: true });
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      Keys: { orderId: { S: String(item.orderId) } },
      NewImage: image as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object,
      SequenceNumber: String(sequenceNumber),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...change,
  };
}

export const placed = (change: Partial<PlacedOrder> = {}) => ({ ...sampleOrder(change), status: 'PLACED' });
