import { systemClock } from '@safelight/asl/clock';
import { describe, expect, it } from 'vitest';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { SegmentSender } from '#local/metrics/tracing/tracing.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { request, setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const ROOT = '1-6968d6c0-000000000000000000000001';
const PARENT = '53995c3f42cd8ad8';
const active = (name: string, more: Partial<LambdaFunction> = {}) =>
  lambdaFunction(name, { tracingMode: 'Active', ...more });

/** On a machine that is busy, a handler is loaded late: that would be no phase of its own. */
const patient = { ...systemClock, sleep: (_: number, signal?: AbortSignal) => systemClock.sleep(3_600_000, signal) };

/** A Lambda service whose segments are kept, and the way to invoke a function under a header. */
function traced(lambda: LambdaFunction, samples = false) {
  const sent: (SegmentSender & { readonly document: string })[] = [];
  const asked: string[] = [];
  const { lambda: service } = setUp({
    functions: [lambda],
    clock: patient,
    tracing: {
      samples: ({ resourceArn }) => asked.push(resourceArn) > 0 && samples,
      send: (sender, documents) => void sent.push(...documents.map((document) => ({ ...sender, document }))),
    },
  });
  return {
    sent,
    asked,
    get segments() {
      return sent.map(({ document }) => JSON.parse(document));
    },
    /** As a mapping feeds it, with the tracing headers of messages. */
    feed: (carried: readonly TraceHeader[]) => service.invoke({ functionName: lambda.name, payload: '{}', carried }),
    async invoke(header?: string, event: object = {}) {
      const headers = header === undefined ? undefined : { 'x-amzn-trace-id': header };
      const path = `/2015-03-31/functions/${lambda.name}/invocations`;
      const { body } = await service.service.handle(request('POST', path, JSON.stringify(event), headers));
      return JSON.parse(String(body));
    },
  };
}

describe('a recorded invocation', () => {
  it('is a segment of Lambda and one of the function, with its phases', async () => {
    const { invoke, sent, segments: _, ...rest } = traced(active('echo'));
    const { environment, requestId } = await invoke(`Root=${ROOT};Parent=${PARENT};Sampled=1`);
    const [service, own] = sent.map(({ document }) => JSON.parse(document));
    expect(service).toMatchObject({
      ...{ name: 'echo', origin: 'AWS::Lambda', trace_id: ROOT, parent_id: PARENT },
      ...{ aws: { request_id: requestId }, http: { response: { status: 200 } } },
      resource_arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
    });
    expect(own).toMatchObject({
      ...{ name: 'echo', origin: 'AWS::Lambda::Function', trace_id: ROOT, parent_id: service.id },
      subsegments: [{ name: 'Initialization' }, { name: 'Invocation' }, { name: 'Overhead' }],
    });
    expect(environment).toMatchObject({
      _X_AMZN_TRACE_ID: `Root=${ROOT};Parent=${own.subsegments[1].id};Sampled=1`,
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    });
    expect(sent[0]).toMatchObject({
      roleArn: 'arn:aws:iam::000000000000:role/tests',
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
    });
    // Somebody had decided before.
    expect(rest.asked).toEqual([]);
    await invoke(`Root=${ROOT};Sampled=1`);
    const warm = JSON.parse(sent[3]?.document ?? '');
    expect(warm.subsegments).toMatchObject([{ name: 'Invocation' }, { name: 'Overhead' }]);
  });

  it('of a function that fails is a fault, by its cause', async () => {
    const lambda = traced(active('fail'), true);
    await lambda.invoke();
    const cause = { exceptions: [{ type: 'RangeError', message: 'too wide' }] };
    expect(lambda.segments).toMatchObject([
      { origin: 'AWS::Lambda', fault: true, http: { response: { status: 200 } } },
      { origin: 'AWS::Lambda::Function', fault: true, cause, subsegments: [{}, { fault: true, cause }, {}] },
    ]);
    expect(lambda.asked).toEqual(['arn:aws:lambda:us-east-1:000000000000:function:fail']);
  });

  it('that is throttled is a segment of Lambda alone', async () => {
    const lambda = traced(active('echo', { reservedConcurrency: 0 }), true);
    await expect(lambda.invoke()).rejects.toMatchObject({ code: 'TooManyRequestsException' });
    expect(lambda.segments).toMatchObject([
      { origin: 'AWS::Lambda', error: true, throttle: true, http: { response: { status: 429 } } },
    ]);
  });
});

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html */
describe('an invocation for messages is a trace of its own', () => {
  const headers = (count: number, isSampled: boolean) =>
    Array.from({ length: count }, (_, n) => ({
      root: `1-6968d6c0-${String(n).padStart(24, '0')}`,
      parent: PARENT,
      isSampled,
    }));

  it('that is linked to theirs, each once and twenty at most', async () => {
    const lambda = traced(active('echo'));
    const [first] = headers(1, true);
    await lambda.feed([...(first ? [first] : []), ...headers(30, true)]);
    const [service] = lambda.segments;
    expect(service.trace_id).not.toBe(first?.root);
    expect(service.links).toHaveLength(20);
    expect(service.links[0]).toEqual({ trace_id: first?.root, id: PARENT });
    expect(lambda.asked).toEqual([]);
  });

  it.each([
    ['is recorded if one of theirs is', [...headers(1, false), ...headers(1, true)], 2, 0],
    ['is not if none of theirs is', headers(2, false), 0, 0],
    ['is as the rules say if none of them has decided', [{ root: ROOT }], 0, 1],
  ])('that %s', async (_, carried, documents, asked) => {
    const lambda = traced(active('echo'));
    await lambda.feed(carried);
    expect([lambda.segments.length, lambda.asked.length]).toEqual([documents, asked]);
  });
});

describe('nothing is recorded', () => {
  const header = `Root=${ROOT};Parent=${PARENT}`;
  it.each([
    ['where the caller has decided so', active('echo'), `${header};Sampled=0`, `${header};Sampled=0`],
    ['where the sampling rules say so', active('echo'), `Root=${ROOT}`, /^Root=1-6968.*;Parent=\w{16};Sampled=0$/],
    ['of a function that passes on', lambdaFunction('echo'), `${header};Sampled=1`, `${header};Sampled=1`],
    ['under a header of no trace', active('echo'), 'Root=7', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};.*;Sampled=0$/],
  ])('%s', async (_, lambda, given, passed) => {
    const { invoke, sent } = traced(lambda);
    const { environment } = await invoke(given);
    expect(environment._X_AMZN_TRACE_ID).toEqual(typeof passed === 'string' ? passed : expect.stringMatching(passed));
    expect(sent).toEqual([]);
  });
});

describe("X-Ray's daemon", () => {
  const document = '{"id":"1"}';
  it('takes documents from a function, in the name of its role', async () => {
    const { invoke, sent } = traced(active('trace'));
    for (const text of ['', document, `{"format":"json","version":2}\n${document}`, `{"torn\n${document}`]) {
      await invoke(undefined, { text });
    }
    await invoke(undefined, { text: `{"format": "json", "version": 1}\n${document}` });
    await expect
      .poll(() => sent, { timeout: 20_000 })
      .toMatchObject([{ document, roleArn: 'arn:aws:iam::000000000000:role/tests' }]);
  });
});
