import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const odd = (name: string, overrides: Partial<LambdaFunction> = {}) =>
  setUp({ functions: [lambdaFunction(name, { handler: `functions/odd.${name}`, ...overrides })] });

const EXIT_1 = /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 1$/;

// As AWS's runtime client behaves (npm aws-lambda-ric 4.0.2); errors as in
// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
describe('what a function does outside its handler', () => {
  it.each([
    ['rejectsUnawaited', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(EXIT_1) }],
    ['rejectsLate', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(EXIT_1) }],
    ['throwsInTimer', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(EXIT_1) }],
    ['returnsRound', { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' }],
    ['returnsBigInt', { errorType: 'Runtime.JSONStringifyError' }],
    ['returnsFunction', { errorType: 'TypeError', errorMessage: 'Wrong arguments' }],
    ['streams', { errorType: 'Runtime.StreamingNotSupported' }],
  ])('%s fails the invocation', async (name, expected) => {
    const { invoke } = odd(name);
    const { result, functionError } = await invoke(name);
    expect(functionError).toBe('Unhandled');
    expect(result).toMatchObject(expected);
  });

  it.each([
    ['functions/broken.handler', 'Runtime.UserCodeSyntaxError', /^SyntaxError: The requested module 'node:fs'/],
    ['functions/exits.handler', 'Runtime.ExitError', /exit status 7$/],
    ['functions/none.handler', 'Runtime.ImportModuleError', /^Error: Cannot find module 'none'/],
  ])('loading %s fails with %s', async (handler, errorType, message) => {
    const { invoke, lines } = odd('loads', { handler });
    const { result } = await invoke('loads');
    expect(result).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) });
    const status = `Status: error\tError Type: ${errorType}`;
    expect(lines.join('\n')).toMatch(
      new RegExp(
        `^INIT_START .*INIT_REPORT .*Phase: init\t${status}\n.*INIT_REPORT .*Phase: invoke\t${status}\nSTART .*${status}$`,
        's',
      ),
    );
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
  it('is loaded once more within the invocation, on its time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loaded-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const environment = { MARK: join(folder, 'first') };
    const { invoke, lines } = odd('loads', { handler: 'functions/second-time.handler', environment });
    expect((await invoke('loads')).result).toBe('loaded');
    const reports = lines.filter((line) => /^(INIT_)?(START|REPORT) /.test(line)).map((line) => line.split(' ')[0]);
    expect(reports).toEqual(['INIT_START', 'INIT_REPORT', 'START', 'REPORT']);
    expect(lines.at(-1)).not.toContain('Init Duration');
    expect((await invoke('loads')).result).toBe('loaded');
  });

  it('goes on with the next invocation, and not between the two', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'ran');
    const { invoke, lines } = odd('lingers');
    expect((await invoke('lingers', { file })).result).toBe('answered');
    // Far more time than the timer needs, by the same clock.
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(readFileSync(file, 'utf8')).toBe('handler\n');
    await invoke('lingers', { file });
    expect(readFileSync(file, 'utf8')).toBe('handler\nleft over\nhandler\n');
    const [first] = lines.flatMap((line) => /^START RequestId: (\S+)/.exec(line)?.[1] ?? []);
    expect(lines.find((line) => line.endsWith('left over'))).toContain(`\t${first}\tINFO\t`);
  });
});

it('a handler need not be asynchronous', async () => {
  const { invoke } = odd('synchronous');
  expect(await invoke('synchronous')).toEqual({ result: 'at once', functionError: undefined });
});

it('a function finds what it finds on AWS, and no more', async () => {
  const { invoke } = odd('tellsAll');
  const { result } = await invoke('tellsAll');
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html; callbacks ended with Node.js 24.
  expect(result.keys).toEqual([
    ...['clientContext', 'identity', 'invokedFunctionArn', 'awsRequestId', 'tenantId', 'xRayTraceId'],
    ...['getRemainingTimeInMillis', 'functionName', 'functionVersion', 'memoryLimitInMB', 'logGroupName'],
    'logStreamName',
  ]);
  expect(result.context).toMatchObject({
    memoryLimitInMB: '256',
    functionVersion: '$LATEST',
    xRayTraceId: result.trace,
  });
  expect(result.store).toBe(result.context.awsRequestId);
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; COLOUR is the function's own.
  expect(result.environment.toSorted()).toEqual([
    ...[
      'AWS_ACCESS_KEY_ID',
      'AWS_DEFAULT_REGION',
      'AWS_ENDPOINT_URL',
      'AWS_EXECUTION_ENV',
      'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
    ],
    ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE'],
    ...['AWS_LAMBDA_LOG_FORMAT', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_REGION'],
    ...[
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_XRAY_CONTEXT_MISSING',
      'AWS_XRAY_DAEMON_ADDRESS',
      'COLOUR',
      'LAMBDA_RUNTIME_DIR',
      'LAMBDA_TASK_ROOT',
      'LANG',
      'PATH',
    ],
    ...['TZ', '_HANDLER', '_X_AMZN_TRACE_ID'],
  ]);
  expect(result).toMatchObject({ home: '/home/sbx_user1051', temporary: '/tmp' });
});

describe('the log', () => {
  const messages = (lines: readonly string[]) => lines.filter((line) => /^(\{"timestamp"|\d{4}-)/.test(line));

  it('in text, of every method of console', async () => {
    const { invoke, lines } = odd('logs');
    await invoke('logs');
    expect(messages(lines).map((line) => line.split('\t').slice(2).join('|'))).toEqual([
      ...['TRACE|trace', 'DEBUG|debug', 'INFO|log { a: 1 }', "INFO|{ photo: 'a.jpg' }", 'WARN|two\nlines'],
      ...[expect.stringMatching(/^ERROR\|RangeError: too wide\n {4}at /), 'FATAL|fatal'],
    ]);
  });

  it.each([
    ['TRACE', ['trace', 'debug', 'log { a: 1 }', { photo: 'a.jpg' }, 'two\nlines', expect.anything(), 'fatal']],
    [
      'INFO',
      ['log { a: 1 }', { photo: 'a.jpg' }, 'two\nlines', expect.objectContaining({ errorType: 'RangeError' }), 'fatal'],
    ],
    ['FATAL', ['fatal']],
  ] as const)('in JSON, from %s on', async (applicationLogLevel, expected) => {
    const { invoke, lines } = odd('logs', { logFormat: 'JSON', applicationLogLevel });
    await invoke('logs');
    expect(messages(lines).map((line) => JSON.parse(line).message)).toEqual(expected);
  });

  it.each(['Text', 'JSON'] as const)('of a failed invocation tells the whole error (%s)', async (logFormat) => {
    const { invoke, lines } = odd('throwsRich', { logFormat });
    await invoke('throwsRich');
    const [line = ''] = messages(lines);
    const error =
      logFormat === 'JSON' ? JSON.parse(line).message : JSON.parse(line.split('\tInvoke Error \t')[1] ?? '');
    expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'too wide', code: 'E7', width: 9 });
    expect(error[logFormat === 'JSON' ? 'stackTrace' : 'stack'][0]).toBe('RangeError: too wide');
  });
});
