import { isJsonObject } from '@safelight/asl/json';
import type { Side } from './side.ts';

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00';

/** AWS's DynamoDB Local, which takes any signature. */
export function theirs(url: string): Side {
  return {
    async call(operation, input) {
      const service = STREAMS.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `${service}.${operation}`,
          'x-amz-date': '20260101T000000Z',
          authorization: AUTHORIZATION,
        },
        body: JSON.stringify(input),
      });
      const body: unknown = await response.json();
      if (!isJsonObject(body)) throw new Error(`DynamoDB Local answers ${operation} with no object.`);
      if (response.ok) return { body };
      const { __type: type, message, Message, ...details } = body;
      return { error: `${String(type).split('#').at(-1)}: ${String(message ?? Message ?? '')}`, details };
    },
  };
}

const STREAMS = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);
