import { crc32 } from 'node:zlib';
import type { Clock } from '@safelight/asl/clock';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { jsonCodec, readInput } from '#gateway/dispatch/json-codec.ts';
import { inPieces } from '#services/dynamodb/wire/long-answer.ts';

const json = jsonCodec('json-1.0');

/** JSON 1.0 with two targets; clients of DynamoDB check the bytes of every answer against a checksum. */
export const codecUnder = (clock: Pick<Clock, 'now'>): Codec<JsonObject, object | undefined> => ({
  ...json,
  open(request) {
    const operation = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/.exec(request.headers['x-amz-target'] ?? '')?.[1];
    if (!operation) throw new AwsError('UnknownOperationException', 'X-Amz-Target names no operation of DynamoDB.');
    return { operation, input: () => readInput(request) };
  },
  async answer(output = {}, { id }, operation) {
    if (!LONG_ANSWERS.has(operation)) {
      const body = JSON.stringify(output);
      return { status: 200, headers: headersOf(id, crc32(body)), body };
    }
    const body = await inPieces(output, clock);
    return { status: 200, headers: headersOf(id, body.checksum), body: body.bytes };
  },
});

/** They may have 16 MB. */
const LONG_ANSWERS = new Set(['BatchGetItem', 'BatchExecuteStatement']);

const headersOf = (id: string, checksum: number) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amzn-requestid': id,
  'x-amz-crc32': String(checksum),
});
