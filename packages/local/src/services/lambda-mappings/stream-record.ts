import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { anyJson, record } from '#services/record.ts';

/** What the poller needs to know of a record of a stream; the rest goes to the function as it is. */
const streamRecord = z.looseObject({
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
    Keys: record(anyJson),
  }),
  userIdentity: z.object({ Type: z.string(), PrincipalId: z.string() }).optional(),
});

/** A record as a function gets it, with what its handling depends on. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Seconds since the epoch. */
  readonly arrived: number;
  /** The same for all changes of one item. */
  readonly key: string;
  readonly event: JsonObject;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function readStreamRecord(record: JsonObject, streamArn: string): StreamRecord {
  const { dynamodb, userIdentity } = streamRecord.parse(record);
  // In the event of a function these names begin with a small letter.
  const identity = userIdentity && { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } };
  return {
    sequenceNumber: dynamodb.SequenceNumber,
    arrived: dynamodb.ApproximateCreationDateTime,
    key: JSON.stringify(dynamodb.Keys),
    event: { ...record, ...identity, eventSourceARN: streamArn },
  };
}
