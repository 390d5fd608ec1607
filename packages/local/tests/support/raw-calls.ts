import type { TestSystem } from '#local/testing/start-system.ts';
import { type RawRequest, sendRequest, signed } from '#tests/support/raw-http.ts';

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Calls as text, and their answers as text: no SDK reads or writes what is in them. */
export function rawCalls({ endpoint, credentials }: Pick<TestSystem, 'endpoint' | 'credentials'>) {
  async function send(service: string, request: RawRequest): Promise<Answer> {
    const text = await sendRequest(endpoint, request, signed(endpoint, request, { credentials, service }));
    const at = text.indexOf('\r\n\r\n');
    return { status: Number(text.slice(9, 12)), head: text.slice(0, at), body: text.slice(at + 4) };
  }
  const json = (service: string, target: string) => async (operation: string, input: string) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` };
    return (await send(service, { method: 'POST', path: '/', headers, body: input })).body;
  };
  const query = (service: string, Version: string) => async (input: Readonly<Record<string, string>>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ ...input, Version }).toString();
    return (await send(service, { method: 'POST', path: '/', headers, body })).body;
  };
  return {
    send,
    dynamodb: json('dynamodb', 'DynamoDB_20120810'),
    sqs: json('sqs', 'AmazonSQS'),
    states: json('states', 'AWSStepFunctions'),
    events: json('events', 'AWSEvents'),
    logs: json('logs', 'Logs_20140328'),
    metrics: json('monitoring', 'GraniteServiceVersion20100801'),
    sns: query('sns', '2010-03-31'),
    iam: query('iam', '2010-05-08'),
    stacks: query('cloudformation', '2010-05-15'),
  };
}
