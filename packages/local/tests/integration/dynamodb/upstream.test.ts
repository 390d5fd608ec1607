import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unmetered } from '#local/usage/meter.ts';
import { createDynamoDbService, type DynamoDbService } from '#services/dynamodb/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

/** An endpoint that answers as AWS's DynamoDB Local does: with a region and an iterator of its own. */
const there = 'arn:aws:dynamodb:ddblocal:000000000000:table/photos';
const answers: Readonly<Record<string, JsonObject>> = {
  DescribeTable: {
    Table: {
      TableArn: there,
      LatestStreamArn: `${there}/stream/1`,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  GetShardIterator: { ShardIterator: `000|${there}/stream/1|abc` },
  GetRecords: {
    Records: [{ awsRegion: 'ddblocal', dynamodb: { Keys: { id: { S: there } } } }],
    NextShardIterator: `001|${there}/stream/1|def`,
  },
};

let upstream: Server;
let dynamodb: DynamoDbService;
let url: string;
let asked: { readonly target: string; readonly authorization: string; readonly body: JsonObject }[];

const refused = {
  __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  message: 'no',
  Item: { id: { S: 'x' } },
};

beforeAll(async () => {
  upstream = createServer(async (request, response) => {
    const { 'x-amz-target': target = '', authorization = '' } = request.headers;
    asked.push({ target: String(target), authorization, body: JSON.parse(await text(request)) });
    const answer = answers[String(target).split('.')[1] ?? ''];
    response.writeHead(answer ? 200 : 400).end(JSON.stringify(answer ?? refused));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const deps = {
    database: openDatabase({ file: IN_MEMORY }),
    clock: systemClock,
    ids: systemIds,
    place: localPlace,
    authorize: () => undefined,
    addUse: unmetered,
    report: () => undefined,
  };
  dynamodb = createDynamoDbService({ ...deps, upstream: url });
});

beforeEach(() => {
  asked = [];
});

afterAll(() => upstream.close());

describe('another DynamoDB', () => {
  it('is asked with a signature, by the right target', async () => {
    await dynamodb.call('DescribeTable', { TableName: 'photos' });
    await dynamodb.call('GetRecords', { ShardIterator: 'x' });
    expect(asked.map(({ target }) => target)).toEqual([
      'DynamoDB_20120810.DescribeTable',
      'DynamoDBStreams_20120810.GetRecords',
    ]);
    expect(asked[0]?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=local\//);
  });

  it('is told of in the ARNs of this place, and asked in its own', async () => {
    const here = 'arn:aws:dynamodb:us-east-1:000000000000:table/photos';
    expect(await dynamodb.call('DescribeTable', { TableName: 'photos' })).toMatchObject({
      Table: { TableArn: here, LatestStreamArn: `${here}/stream/1` },
    });
    await dynamodb.call('GetShardIterator', { StreamArn: `${here}/stream/1` });
    expect(asked.at(-1)?.body).toEqual({ StreamArn: `${there}/stream/1` });
  });

  it('gets its iterators back as they were, and its data is left alone but for the region', async () => {
    const { ShardIterator } = await dynamodb.call('GetShardIterator', {});
    expect(ShardIterator).toBe(`000|${there}/stream/1|abc`);
    expect(await dynamodb.call('GetRecords', { ShardIterator: ShardIterator ?? '' })).toMatchObject({
      Records: [{ awsRegion: 'us-east-1', dynamodb: { Keys: { id: { S: there } } } }],
      NextShardIterator: `001|${there}/stream/1|def`,
    });
    expect(asked.at(-1)?.body).toEqual({ ShardIterator });
  });

  it('refuses in its own words', async () => {
    await expect(dynamodb.call('PutItem', { TableName: 'photos' })).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
      message: 'no',
      details: { Item: { id: { S: 'x' } } },
    });
  });
});
