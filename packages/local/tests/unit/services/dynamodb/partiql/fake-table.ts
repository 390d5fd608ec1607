import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Call } from '#services/dynamodb/partiql/run/ports.ts';

const key = (AttributeName: string, KeyType: string): JsonObject => ({ AttributeName, KeyType });

const description: JsonObject = {
  TableName: 'shots',
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'g', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [{ IndexName: 'by-g', KeySchema: [key('g', 'HASH'), key('sk', 'RANGE')] }],
};

export type Made = readonly [operation: string, input: JsonObject];

/** Operations as calls that are remembered, on a table `shots` of (pk S, sk N) with an index `by-g` of (g S, sk N). */
export function fakeTable(answers: Readonly<Record<string, JsonObject | AwsError>> = {}) {
  const calls: Made[] = [];
  const call: Call = async (operation, input) => {
    if (operation === 'DescribeTable') {
      if (input.TableName !== 'shots') throw new AwsError('ResourceNotFoundException', 'not there');
      return { Table: description };
    }
    calls.push([operation, input]);
    const answer = answers[operation] ?? {};
    if (answer instanceof AwsError) throw answer;
    return answer;
  };
  return { call, calls };
}
