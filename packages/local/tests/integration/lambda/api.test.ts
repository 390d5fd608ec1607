import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { request, setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const INVOKE = '/2015-03-31/functions/echo/invocations';
const asText = (body: unknown) => (body instanceof Uint8Array ? Buffer.from(body).toString() : String(body));

describe('the Lambda API', () => {
  it('invokes, and answers with the tail of the log', async () => {
    const { lambda } = setUp({ functions: [lambdaFunction('echo')] });
    const call = request('POST', INVOKE, '{"photo":"a b.jpg"}', { 'x-amz-log-type': 'Tail' });
    const { status, headers, body } = await lambda.service.handle(call);
    expect(status).toBe(200);
    expect(JSON.parse(asText(body))).toMatchObject({ event: { photo: 'a b.jpg' }, requestId: call.id });
    expect(headers).toMatchObject({ 'x-amz-executed-version': '$LATEST' });
    expect(headers).not.toHaveProperty('x-amz-function-error');
    const tail = Buffer.from(headers?.['x-amz-log-result'] ?? '', 'base64').toString();
    expect(tail).toMatch(new RegExp(`^START RequestId: ${call.id}.*served 1\nEND.*\nREPORT`, 's'));
  });

  it('marks a function that failed', async () => {
    const { lambda } = setUp({ functions: [lambdaFunction('fail')] });
    const { status, headers } = await lambda.service.handle(request('POST', INVOKE.replace('echo', 'fail')));
    expect([status, headers?.['x-amz-function-error']]).toEqual([200, 'Unhandled']);
  });

  it('takes an event for later, and sends its result where the function says', async () => {
    const { lambda, deliveries } = setUp({ functions: [lambdaFunction('nothing')] });
    lambda.putInvokeConfig('nothing', {
      retryAttempts: 0,
      maximumAgeSeconds: 60,
      onSuccess: 'arn:aws:sqs:us-east-1:000000000000:done',
      onFailure: undefined,
    });
    const path = INVOKE.replace('echo', 'nothing');
    const answer = await lambda.service.handle(request('POST', path, '{}', { 'x-amz-invocation-type': 'Event' }));
    expect(answer.status).toBe(202);
    await expect.poll(() => deliveries.length, { timeout: 20_000 }).toBe(1);
    expect(JSON.parse(deliveries[0]?.body ?? '')).toMatchObject({ requestContext: { condition: 'Success' } });
  });

  it.each([
    ['DryRun', '{}', 204],
    ['Event', '{}', 202],
  ])('answers an invocation of type %s', async (type, body, status) => {
    const { lambda } = setUp({ functions: [lambdaFunction('echo')] });
    const answer = await lambda.service.handle(request('POST', INVOKE, body, { 'x-amz-invocation-type': type }));
    expect(answer.status).toBe(status);
  });

  it.each([
    ['an unknown function', 'POST', INVOKE.replace('echo', 'none'), '{}', {}, 'ResourceNotFoundException'],
    ['what is not JSON', 'POST', INVOKE, '{', {}, 'InvalidRequestContentException'],
    ['more than 6 MB', 'POST', INVOKE, `"${'x'.repeat(6_291_456)}"`, {}, 'RequestTooLargeException'],
    ['an unknown type', 'POST', INVOKE, '{}', { 'x-amz-invocation-type': 'Later' }, 'InvalidParameterValueException'],
    ['an unknown operation', 'POST', '/2015-03-31/layers', '{}', {}, 'UnknownOperationException'],
    ['an unknown mapping', 'GET', '/2015-03-31/event-source-mappings/none', '', {}, 'ResourceNotFoundException'],
  ])('refuses %s', async (_, method, path, body, headers, code) => {
    const { lambda } = setUp({ functions: [lambdaFunction('echo')] });
    await expect(lambda.service.handle(request(method, path, body, headers))).rejects.toMatchObject({ code });
  });

  // Jackson's words, as Lambda passes them on: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  it.each([
    ["{'a': 1}", `Unexpected character (''' (code 39)): was expecting double-quote to start field name`],
    ['not', "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"],
  ])('says of %s what is wrong with it', async (body, why) => {
    const { lambda } = setUp({ functions: [lambdaFunction('echo')] });
    await expect(lambda.service.handle(request('POST', INVOKE, body))).rejects.toThrow(
      `Could not parse request body into json: Could not parse payload into json: ${why}`,
    );
  });

  it('throttles beyond the concurrency that is reserved', async () => {
    const { lambda } = setUp({ functions: [lambdaFunction('echo', { reservedConcurrency: 0 })] });
    const refused = lambda.service.handle(request('POST', INVOKE, '{}'));
    await expect(refused).rejects.toMatchObject({ code: 'TooManyRequestsException', status: 429 });
  });

  it('asks for permission with the action and the ARN of the function', async () => {
    const { lambda } = setUp({
      functions: [lambdaFunction('echo')],
      authorize: (_, { action, resource }) => {
        throw new AwsError('AccessDeniedException', `${action} on ${resource}`, 403);
      },
    });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:echo';
    await expect(lambda.service.handle(request('POST', INVOKE))).rejects.toThrow(`lambda:InvokeFunction on ${arn}`);
    const get = request('GET', '/2015-03-31/functions/echo/configuration');
    await expect(lambda.service.handle(get)).rejects.toThrow(`lambda:GetFunctionConfiguration on ${arn}`);
  });

  it('lists functions by page', async () => {
    const { lambda } = setUp({ functions: ['c', 'a', 'b'].map((name) => lambdaFunction(name)) });
    const list = async (query: string) =>
      JSON.parse(asText((await lambda.service.handle(request('GET', `/2015-03-31/functions/${query}`))).body));
    const first = await list('?MaxItems=2');
    expect(first.Functions.map(({ FunctionName }: { FunctionName: string }) => FunctionName)).toEqual(['a', 'b']);
    const second = await list(`?MaxItems=2&Marker=${first.NextMarker}`);
    expect(second).toMatchObject({ Functions: [{ FunctionName: 'c', Timeout: 20, MemorySize: 256, State: 'Active' }] });
    expect(second).not.toHaveProperty('NextMarker');
  });
});
