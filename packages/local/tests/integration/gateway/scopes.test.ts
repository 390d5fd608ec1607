import { afterAll, describe, expect, it } from 'vitest';
import { type RawRequest, type Signing, sendRequest, signed } from '#tests/support/raw-http.ts';
import { smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const system = await startSystem({ template: smallStack() });
afterAll(() => system.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const json = (version: string, target: string) => ({
  'content-type': `application/x-amz-json-${version}`,
  'x-amz-target': target,
});
const post = (headers: Record<string, string>, body: string): RawRequest => ({
  method: 'POST',
  path: '/',
  headers,
  body,
});
const INVOKE = '/2015-03-31/functions/echo/invocations';

/** A call of each service, with the error that each of its protocols has for a signature that is not for it. */
const CALLS: readonly (readonly [string, RawRequest, string])[] = [
  ['cloudformation', post(FORM, 'Action=ListStacks&Version=2010-05-15'), '403 SignatureDoesNotMatch'],
  ['dynamodb', post(json('1.0', 'DynamoDB_20120810.ListTables'), '{}'), '400 InvalidSignatureException'],
  ['events', post(json('1.1', 'AWSEvents.ListRules'), '{}'), '400 InvalidSignatureException'],
  ['iam', post(FORM, 'Action=ListRoles&Version=2010-05-08'), '403 SignatureDoesNotMatch'],
  ['lambda', { method: 'POST', path: INVOKE, body: '{}' }, '403 InvalidSignatureException'],
  ['logs', post(json('1.1', 'Logs_20140328.DescribeLogGroups'), '{}'), '400 InvalidSignatureException'],
  ['monitoring', post(json('1.0', 'GraniteServiceVersion20100801.ListMetrics'), '{}'), '400 InvalidSignatureException'],
  ['sns', post(FORM, 'Action=ListTopics&Version=2010-03-31'), '403 SignatureDoesNotMatch'],
  ['sqs', post(json('1.0', 'AmazonSQS.ListQueues'), '{}'), '400 InvalidSignatureException'],
  ['states', post(json('1.0', 'AWSStepFunctions.ListStateMachines'), '{}'), '400 InvalidSignatureException'],
  ['xray', { method: 'POST', path: '/GetSamplingRules', body: '{}' }, '403 InvalidSignatureException'],
  ['sts', post(FORM, 'Action=GetCallerIdentity&Version=2011-06-15'), '403 SignatureDoesNotMatch'],
];

async function probe(request: RawRequest, signing: Partial<Signing>, changed: Record<string, string> = {}) {
  const headers = signed(system.endpoint, request, { credentials: system.credentials, ...signing });
  const text = await sendRequest(system.endpoint, request, { ...headers, ...changed });
  const [status] = /(?<=^HTTP\/1\.1 )\d{3}/.exec(text) ?? [];
  const code = /<Code>(\w+)<|x-amzn-errortype: (\w+)/.exec(text)?.slice(1).find(Boolean);
  return { is: code === undefined ? status : `${status} ${code}`, text };
}

describe.each(CALLS)('a call of %s', (service, request, refusal) => {
  it('is answered as it is signed', async () => {
    expect((await probe(request, { service })).is).toBe('200');
  });

  it('is refused for another region', async () => {
    const { is, text } = await probe(request, { service, region: 'eu-west-1' });
    expect(is).toBe(refusal);
    expect(text).toContain("Credential should be scoped to a valid region, not 'eu-west-1'.");
  });

  it('is refused for another body', async () => {
    expect((await probe(request, { service, payload: '0'.repeat(64) })).is).toBe(refusal);
    expect((await probe(request, { service, payload: 'UNSIGNED-PAYLOAD' })).is).toBe(refusal);
  });

  it('is refused beside a header that is not signed', async () => {
    const { is, text } = await probe(request, { service }, { 'x-amz-note': 'x' });
    expect(is).toMatch(/^400 IncompleteSignature(Exception)?$/);
    expect(text).toContain("'X-Amz-Note' must be a 'SignedHeader' in the AWS Authorization.");
  });
});

const MEGABYTE = 1 << 20;
const FUNCTIONS = '/2015-03-31/functions';
const target = (name: string) => post(json('1.0', name), '');

/** Largest bodies: what a request may have before anything of it is read. */
const LARGEST: readonly (readonly [string, RawRequest, number])[] = [
  ['lambda', { method: 'POST', path: INVOKE }, 8 * MEGABYTE],
  ['lambda', { method: 'POST', path: FUNCTIONS }, 72 * MEGABYTE],
  ['lambda', { method: 'PUT', path: `${FUNCTIONS}/echo/code` }, 72 * MEGABYTE],
  ['lambda', { method: 'PUT', path: `${FUNCTIONS}/echo/configuration` }, MEGABYTE],
  ['lambda', { method: 'POST', path: '/2015-03-31/event-source-mappings' }, MEGABYTE],
  ['lambda', { method: 'POST', path: '/nothing/%zz' }, MEGABYTE],
  ['xray', { method: 'POST', path: '/TraceSegments' }, 8 * MEGABYTE],
  ['xray', { method: 'POST', path: '/ServiceGraph' }, MEGABYTE],
  ['dynamodb', target('DynamoDB_20120810.PutItem'), 4 * MEGABYTE],
  ['dynamodb', target('DynamoDB_20120810.constructor'), MEGABYTE],
  ['states', target('AWSStepFunctions.StartExecution'), 2 * MEGABYTE],
  ['sqs', target('AmazonSQS.DeleteMessage'), MEGABYTE],
  ['sns', post(FORM, ''), 4 * MEGABYTE],
  ['iam', post(FORM, ''), MEGABYTE],
];

it.each(LARGEST)('%s takes %j with bodies of %i bytes at most', async (service, request, largest) => {
  const { is } = await probe(request, { service }, { 'content-length': `${largest + 1}` });
  expect(is).toBe('413 RequestEntityTooLargeException');
});
