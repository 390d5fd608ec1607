import { Readable } from 'node:stream';
import type { JsonObject } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';
import { dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import type { Authorize, GatewayRequest } from '#gateway/service.ts';
import { notSupported } from '#tests/support/not-supported.ts';

const request = (path: string): GatewayRequest => ({
  id: 'r-1',
  method: 'POST',
  rawPath: path,
  query: new URLSearchParams(),
  headers: {},
  body: Readable.from([]),
  trailers: {},
  principal: { kind: 'anonymous' },
  endpoint: 'http://127.0.0.1',
});

/** A service that notes what is done, in order, and can be told to refuse at one of its steps. */
function noting(refusing = '', refusal?: Codec<string, string>['refusal'], given: JsonObject = {}) {
  const steps: string[] = [];
  const step = <T>(name: string, value: T): T => {
    steps.push(name);
    if (name === refusing) throw new AwsError('Refused', name);
    return value;
  };
  const codec: Codec<string, string> = {
    protocol: 'json-1.1',
    open: ({ rawPath }) => ({ operation: step('open', rawPath), input: () => step('input', 'the input') }),
    unknown: (name) => new AwsError('UnknownOperationException', name),
    member: (_input, name) => given[name],
    conditionKeys: () => ({ 'aws:TagKeys': ['a'], 's:of': 'the form' }),
    answer: (output, { id }, operation) => step('answer', { status: 200, body: `${operation} ${id} ${output}` }),
    ...(refusal && { refusal }),
  };
  const operations: Operations<string, string> = {
    Put: {
      input: { members: ['Name'], withoutEffect: { Trace: 'nobody looks at it' }, refused: ['Force', 'Tags'] },
      access: (input) => [
        { action: 's:Put', resource: step('access', input) },
        { action: 's:Tag', resource: '*', context: { 's:of': 'the operation' } },
      ],
      run: async (input, { requestId }) => step('run', `${input} ${requestId}`),
    },
  };
  const asked: unknown[] = [];
  const authorize: Authorize = (_principal, access) => {
    asked.push(access);
    step(access.action, undefined);
  };
  return {
    steps,
    asked,
    service: dispatch({ bodies: {}, signingName: 's', title: 's', codec, operations, authorize, notSupported }),
  };
}

const ALL = ['open', 'input', 'access', 's:Put', 's:Tag', 'run', 'answer'];

describe('a request to a service', () => {
  it('finds the operation, reads its input, authorizes each access, runs, and is answered', async () => {
    const { service, steps, asked } = noting();
    expect(await service.handle(request('Put'))).toEqual({ status: 200, body: 'Put r-1 the input r-1' });
    expect(steps).toEqual(ALL);
    expect(asked).toEqual([
      { action: 's:Put', resource: 'the input', context: { 'aws:TagKeys': ['a'], 's:of': 'the form' } },
      { action: 's:Tag', resource: '*', context: { 'aws:TagKeys': ['a'], 's:of': 'the operation' } },
    ]);
  });

  it.each(ALL)('goes no further than a refusal at %s', async (refusing) => {
    const { service, steps } = noting(refusing);
    await expect(service.handle(request('Put'))).rejects.toMatchObject({ code: 'Refused' });
    expect(steps).toEqual(ALL.slice(0, ALL.indexOf(refusing) + 1));
  });

  it.each(['Get', 'constructor', '__proto__', ''])(
    'is refused for the name %j before its input is read',
    async (name) => {
      const { service, steps } = noting();
      await expect(service.handle(request(name))).rejects.toMatchObject({ code: 'UnknownOperationException' });
      expect(steps).toEqual(['open']);
    },
  );

  it.each<[string, JsonObject, boolean]>([
    ['a member that is refused', { Force: true }, true],
    ['any of those', { Name: 'a', Tags: [{ Key: 'a' }] }, true],
    ['a switch that is off', { Force: false }, false],
    ['a switch that is off, in a form', { Force: 'false' }, false],
    ['an empty list', { Tags: [] }, false],
    ['an empty list, in a form', { Tags: '' }, false],
    ['nothing', { Force: null }, false],
    ['a member without effect', { Trace: 'on' }, false],
    ['a member that AWS has not', { Colour: 'red' }, false],
  ])('with %s is refused by name once it is allowed, or not', async (_what, given, isRefused) => {
    const { service, steps } = noting('', undefined, given);
    const answer = service.handle(request('Put'));
    if (!isRefused) return expect(await answer).toMatchObject({ status: 200 });
    const member = 'Force' in given ? 'Force' : 'Tags';
    await expect(answer).rejects.toThrow(`Put with ${member} is not supported here.`);
    expect(steps).toEqual(ALL.slice(0, ALL.indexOf('run')));
  });

  it('has its error written by a codec that writes errors', async () => {
    const { service } = noting('run', ({ code }) => ({ status: 400, body: code }));
    expect(await service.handle(request('Put'))).toEqual({ status: 400, body: 'Refused' });
  });
});
