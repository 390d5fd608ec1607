import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { systemClock } from '@safelight/asl/clock';
import type { Json } from '@safelight/asl/json';
import type { TaskCall, TaskResource } from '@safelight/asl/ports';
import { createTaskCaller } from '#integrations/task-caller.ts';
import { createClients } from '#local/clients.ts';

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers what the test says, on the wire, so that the real SDK clients read it. */
export async function fakeService(answer: (request: SeenRequest) => FakeAnswer) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const received = { method, url, headers, body: await text(request) };
    seen.push(received);
    const { status = 200, headers: sent = {}, body = '' } = answer(received);
    response.writeHead(status, { 'x-amzn-requestid': 'REQ-1', 'x-amz-request-id': 'REQ-1', ...sent }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clients = createClients({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1' });
  return {
    seen,
    clients,
    caller: createTaskCaller({ clients, credentials: () => KEYS, clock: systemClock }),
    close: () => {
      clients.destroy();
      server.close();
    },
  };
}

export const KEYS = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

export const jsonError = (code: string, message: string, status = 400): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: `com.amazonaws#${code}`, message }),
});

export const json = (value: Json): FakeAnswer => ({
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(value),
});

/** `dynamodb:putItem`, `aws-sdk:s3:getObject`, `states:startExecution.sync:2`. */
export function resourceOf(name: string): TaskResource {
  if (name.startsWith('arn:')) return { kind: 'lambda', arn: name };
  const match = /^(?<service>(?:aws-sdk:)?\w+):(?<action>\w+)(?:\.(?<pattern>.+))?$/.exec(name);
  const { service = '', action = '', pattern = 'requestResponse' } = match?.groups ?? {};
  if (pattern !== 'requestResponse' && pattern !== 'sync' && pattern !== 'sync:2' && pattern !== 'waitForTaskToken')
    throw new Error(`no such pattern: ${pattern}`);
  return { kind: 'integration', arn: `arn:aws:states:::${name}`, service, action, pattern };
}

export const callOf = (name: string, parameters: Json, signal = new AbortController().signal): TaskCall => ({
  resource: resourceOf(name),
  parameters,
  stateName: 'Call',
  enteredEventId: 2,
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:run',
  roleArn: 'arn:aws:iam::000000000000:role/machine',
  signal,
});
