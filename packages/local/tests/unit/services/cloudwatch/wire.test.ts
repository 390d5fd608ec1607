import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import * as z from 'zod';
import type { GatewayRequest } from '#gateway/service.ts';
import { alarmNotFound, invalidParameter } from '#services/cloudwatch/errors.ts';
import { onAll } from '#services/cloudwatch/operations/operation.ts';
import { cloudWatchWire } from '#services/cloudwatch/wire.ts';

const wire = cloudWatchWire(
  {
    Echo: onAll('Echo', z.looseObject({ Names: z.json() }).partial(), ({ Names }) => ({
      Names: Names ?? null,
      At: new Date(1_500),
      Values: new Map([['p99', 2]]),
    })),
    Lost: onAll('Lost', z.object({}), () => {
      throw alarmNotFound();
    }),
    Wrong: onAll('Wrong', z.object({}), () => {
      throw invalidParameter('No such value');
    }),
  },
  () => undefined,
);

const request = (headers: Record<string, string>, body: string | Uint8Array): GatewayRequest => ({
  id: 'id',
  method: 'POST',
  rawPath: '/',
  query: new URLSearchParams(),
  headers,
  body: Readable.from([Buffer.from(body)]),
  trailers: {},
  principal: { kind: 'developer', arn: 'me' },
  endpoint: 'http://127.0.0.1:1',
});

const target = { 'x-amz-target': 'GraniteServiceVersion20100801.Echo' };

async function answerTo(headers: Record<string, string>, body: string | Uint8Array) {
  const { status, body: answer = '' } = await wire.handle(request(headers, body));
  return { status, body: answer instanceof Readable ? await text(answer) : answer.toString() };
}

it.each([
  ['plain', {}, '{"Names":["a"]}'],
  ['compressed', { 'content-encoding': 'gzip' }, gzipSync('{"Names":["a"]}')],
])('JSON, %s: dates are seconds and maps are objects', async (_, headers, body) => {
  const answer = await answerTo({ ...target, ...headers }, body);
  expect(JSON.parse(answer.body)).toEqual({ Names: ['a'], At: 1.5, Values: { p99: 2 } });
});

it('query: dates are ISO 8601 and maps have entries', async () => {
  const { body } = await answerTo({}, 'Action=Echo&Version=2010-08-01&Names.member.1=a');
  expect(body).toContain('<EchoResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">');
  expect(body).toContain('<Names><member>a</member></Names><At>1970-01-01T00:00:01.500Z</At>');
  expect(body).toContain('<Values><entry><key>p99</key><value>2</value></entry></Values>');
});

it.each([
  ['Lost', 404, '<Code>ResourceNotFound</Code><Message>Alarm not found.</Message>'],
  ['Wrong', 400, '<Code>InvalidParameterValue</Code><Message>No such value</Message>'],
  ['PutInsightRule', 400, '<Code>InvalidAction</Code>'],
])('query, %s: the error is XML with the code of that protocol', async (action, status, said) => {
  expect(await answerTo({}, `Action=${action}&Version=2010-08-01`)).toEqual({
    status,
    body: expect.stringContaining(said),
  });
});

it('rpc-v2-cbor is refused by name', async () => {
  await expect(answerTo({ 'smithy-protocol': 'rpc-v2-cbor' }, '')).rejects.toThrow('not rpc-v2-cbor');
});
