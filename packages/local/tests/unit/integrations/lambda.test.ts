import { afterEach, describe, expect, it } from 'vitest';
import { callOf, type FakeAnswer, fakeService } from './fake-service.ts';

let close: () => void = () => undefined;
afterEach(() => close());

async function serve(answer: FakeAnswer) {
  const service = await fakeService(() => answer);
  close = service.close;
  return service;
}

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';

describe('lambda:invoke', () => {
  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['text, as it is', '{"a":1}', '{"a":1}'],
    ['null', null, '{}'],
    ['nothing', undefined, '{}'],
    ['a number', 5, '5'],
    ['a list', [1], '[1]'],
  ])('sends a Payload of %s', async (_what, Payload, body) => {
    const { caller, seen } = await serve({ body: 'null' });
    await caller.request(callOf('lambda:invoke', { FunctionName: 'f', ...(Payload === undefined ? {} : { Payload }) }));
    expect(seen[0]?.body).toBe(body);
  });

  it('answers with the parsed payload, the version and the status', async () => {
    const { caller } = await serve({ headers: { 'x-amz-executed-version': '$LATEST' }, body: '{"b":2}' });
    const result = await caller.request(callOf('lambda:invoke', { FunctionName: 'f' }));
    expect(result).toMatchObject({ ExecutedVersion: '$LATEST', Payload: { b: 2 }, StatusCode: 200 });
  });

  it('an event invocation is accepted without a payload', async () => {
    const { caller, seen } = await serve({ status: 202 });
    const result = await caller.request(callOf('lambda:invoke', { FunctionName: 'f', InvocationType: 'Event' }));
    expect(result).toMatchObject({ StatusCode: 202 });
    expect(result).not.toHaveProperty('Payload');
    expect(seen[0]?.headers['x-amz-invocation-type']).toBe('Event');
  });
});

describe('a function that fails', () => {
  const failed = (document: unknown): FakeAnswer => ({
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: JSON.stringify(document),
  });
  it.each([
    [
      'its own error',
      { errorType: 'TooDark', errorMessage: 'no light', trace: [] },
      'TooDark',
      '{"errorType":"TooDark","errorMessage":"no light","trace":[]}',
    ],
    [
      'its timeout',
      { errorType: 'Sandbox.Timedout', errorMessage: 'm' },
      'Sandbox.Timedout',
      '{"errorType":"Sandbox.Timedout","errorMessage":"m"}',
    ],
    [
      'its crash',
      { errorType: 'Runtime.ExitError', errorMessage: 'm' },
      'Runtime.ExitError',
      '{"errorType":"Runtime.ExitError","errorMessage":"m"}',
    ],
    [
      'nothing that names it',
      { errorMessage: 'm' },
      'Lambda.Unknown',
      'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"m"}',
    ],
  ])('fails the task with %s', async (_what, document, error, cause) => {
    const { caller } = await serve(failed(document));
    for (const resource of ['lambda:invoke', FUNCTION]) {
      await expect(caller.request(callOf(resource, { FunctionName: 'f' }))).rejects.toMatchObject({ error, cause });
    }
  });
});

describe('a Resource that is a function', () => {
  it('gets the input as its event and answers the result', async () => {
    const { caller, seen } = await serve({ body: '{"b":2}' });
    expect(await caller.request(callOf(FUNCTION, { a: 1 }))).toEqual({ b: 2 });
    expect(seen[0]).toMatchObject({
      body: '{"a":1}',
      url: `/2015-03-31/functions/${encodeURIComponent(FUNCTION)}/invocations`,
    });
  });

  it('that answers nothing results in null', async () => {
    const { caller } = await serve({ body: 'null' });
    expect(await caller.request(callOf(FUNCTION, {}))).toBeNull();
  });
});
