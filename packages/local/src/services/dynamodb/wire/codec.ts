import { crc32 } from 'node:zlib';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { jsonCodec, readInput } from '#gateway/dispatch/json-codec.ts';

const json = jsonCodec('json-1.0');

/** JSON 1.0 with two targets; clients of DynamoDB check the bytes of every answer against a checksum. */
export const codec: Codec<JsonObject, object | undefined> = {
  ...json,
  open(request) {
    const operation = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/.exec(request.headers['x-amz-target'] ?? '')?.[1];
    if (!operation) throw new AwsError('UnknownOperationException', 'X-Amz-Target names no operation of DynamoDB.');
    return { operation, input: () => readInput(request) };
  },
  answer(output = {}, { id }) {
    const body = JSON.stringify(output);
    return {
      status: 200,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': id,
        'x-amz-crc32': String(crc32(body)),
      },
      body,
    };
  },
};
