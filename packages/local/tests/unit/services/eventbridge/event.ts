import type { EventBridgeEvent } from '#local/events/event.ts';

/** An event with a string, a number, an object and a list in its detail. */
export const sampleEvent: EventBridgeEvent = {
  version: '0',
  id: '17793124-05d4-b198-2fde-7ededc63b103',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '000000000000',
  time: '2026-01-15T12:00:00Z',
  region: 'us-east-1',
  resources: ['arn:aws:s3:::source'],
  detail: { key: 'a "b".jpg', size: 5, bucket: { name: 'source' }, tags: ['x', 'y'] },
};
