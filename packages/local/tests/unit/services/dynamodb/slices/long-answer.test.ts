import { crc32 } from 'node:zlib';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { inPieces } from '#services/dynamodb/wire/long-answer.ts';

const item = { id: { S: 'ü "quoted" 日本' }, list: { L: [{ N: '1' }, { M: { deep: { L: [] } } }] } };

it.each<object>([
  {},
  { Responses: {}, UnprocessedKeys: {} },
  { Responses: { photos: [] } },
  {
    Responses: { photos: [item, item], 'a "table"': [item] },
    UnprocessedKeys: { photos: { Keys: [{ id: { S: 'x' } }] } },
  },
  { Responses: [{ Item: item, TableName: 'photos' }, { Error: { Code: 'ValidationError', Message: 'no' } }, {}] },
  { Responses: { photos: [item] }, ConsumedCapacity: [{ TableName: 'photos', CapacityUnits: 0.5 }], absent: undefined },
])('an answer that is written in pieces is the same JSON, with its checksum: %j', async (output) => {
  const { bytes, checksum } = await inPieces(output, new ManualClock());
  const whole = JSON.stringify(output);
  expect(Buffer.from(bytes).toString()).toBe(whole);
  expect(checksum).toBe(crc32(whole));
});
