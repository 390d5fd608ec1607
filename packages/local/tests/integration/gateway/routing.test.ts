import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import { dispatch } from '#gateway/dispatch/dispatch.ts';
import { jsonCodec } from '#gateway/dispatch/json-codec.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { createGateway } from '#gateway/gateway.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { notSupported } from '#tests/support/not-supported.ts';

const sqs = (authorize: Authorize): Service =>
  dispatch({
    bodies: {},
    signingName: 'sqs',
    title: 'sqs',
    codec: jsonCodec('json-1.0'),
    authorize,
    notSupported,
    operations: {
      GetQueueUrl: {
        input: { members: [] },
        access: () => [],
        run: () => {
          throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
        },
      },
    },
  });

let host: GatewayHost;
beforeAll(async () => {
  host = await hostGateway(
    ({ authorize }) => [
      sqs(authorize),
      dispatch({
        bodies: {},
        signingName: 'sts',
        title: 'sts',
        codec: queryCodec('https://sts.amazonaws.com/doc/2011-06-15/'),
        operations: {},
        authorize,
        notSupported,
      }),
    ],
    { console: (request, response) => void response.end(`console ${request.url}`) },
  );
});
afterAll(() => host.close());

describe('what is not here', () => {
  const settings = () => ({ ...host.config(), maxAttempts: 1 });
  it.each([
    {
      what: 'a JSON service',
      call: () => new SFNClient(settings()).send(new ListStateMachinesCommand({})),
      says: 'The service states is not part',
    },
    {
      what: 'a REST service',
      call: () => new LambdaClient(settings()).send(new ListFunctionsCommand({})),
      says: 'The service lambda is not part',
    },
    {
      what: 'a query service',
      call: () => new SNSClient(settings()).send(new ListTopicsCommand({})),
      says: 'The service sns is not part',
    },
    {
      what: 'an operation',
      call: () => new STSClient(settings()).send(new GetCallerIdentityCommand({})),
      says: 'GetCallerIdentity is not supported',
    },
  ])('$what answers with an error that its client reads', async ({ call, says }) => {
    await expect(call()).rejects.toThrow(says);
  });
});

describe('errors', () => {
  it('of SQS carry the code that older clients know', async () => {
    const client = new SQSClient({ ...host.config(), maxAttempts: 1 });
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'q' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});

describe('the console', () => {
  it.each([
    { path: '/', body: 'console /' },
    { path: '/?page=2', body: 'console /?page=2' },
    { path: '/_console/app.js', body: 'console /_console/app.js' },
  ])('answers $path', async ({ path, body }) => {
    expect(await (await fetch(host.endpoint + path)).text()).toBe(body);
  });

  it('does not answer for a bucket', async () => {
    expect((await fetch(`${host.endpoint}/photos`)).status).toBe(404);
  });
});

it('two services of one name are a mistake', () => {
  const { credentials } = host;
  const twice = [sqs(() => {}), sqs(() => {})];
  const ids = { uuid: () => '' };
  const clock = { now: () => 0, sleep: async () => {} };
  expect(() =>
    createGateway({
      credentials,
      services: twice,
      clock,
      ids,
      place: localPlace,
      log: () => {},
      committed: async () => {},
    }),
  ).toThrow('Two services sign as sqs');
});
