import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { KeyPart } from './tables.ts';

type Condition = Pick<
  QueryCommandInput,
  'KeyConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Items of a partition; of those whose sort key is this number, or begins with this text, where one is given. */
export function keyCondition([hash, range]: readonly KeyPart[], partition: string, sort: string): Condition {
  const hasSort = sort !== '' && range !== undefined;
  const compared = range?.type === 'N' ? '#sort = :sort' : 'begins_with(#sort, :sort)';
  return {
    KeyConditionExpression: hasSort ? `#hash = :hash AND ${compared}` : '#hash = :hash',
    ExpressionAttributeNames: { '#hash': hash?.name ?? '', ...(hasSort && { '#sort': range.name }) },
    ExpressionAttributeValues: {
      ':hash': typedValue(hash, partition),
      ...(hasSort && { ':sort': typedValue(range, sort) }),
    },
  };
}

/** Bytes are typed as base64. */
function typedValue(part: KeyPart | undefined, text: string): AttributeValue {
  if (part?.type === 'N') return { N: text };
  return part?.type === 'B' ? { B: Uint8Array.from(Buffer.from(text, 'base64')) } : { S: text };
}
