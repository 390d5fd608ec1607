import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#gateway/aws-error.ts';
import type { Access } from '#gateway/service.ts';
import { request, setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

const FUNCTIONS = '/2015-03-31/functions';
const ROLE = 'arn:aws:iam::000000000000:role/study';

const zip = (files: Readonly<Record<string, string>>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))).toString(
    'base64',
  );
const answering = (word: string) =>
  zip({ 'index.js': `exports.handler = async (event) => ({ word: '${word}', event });` });

const hello = (more: object = {}) => ({
  ...{ FunctionName: 'hello', Runtime: 'nodejs24.x', Handler: 'index.handler', Role: ROLE },
  Code: { ZipFile: answering('first') },
  ...more,
});

function api(options: Partial<Parameters<typeof setUp>[0]> = {}) {
  const system = setUp({ functions: [lambdaFunction('echo')], ...options });
  const call = async (method: string, path: string, input?: object) => {
    const answer = await system.lambda.service
      .handle(request(method, `${FUNCTIONS}${path}`, input && JSON.stringify(input)))
      .catch((error: unknown) => {
        if (error instanceof AwsError)
          return { status: error.status, body: JSON.stringify([error.code, error.message]) };
        throw error;
      });
    return { status: answer.status, body: JSON.parse(String(answer.body ?? 'null')) };
  };
  return { ...system, call };
}

describe('a function made by API', () => {
  it('runs its zip, in what is given and in the defaults of Lambda', async () => {
    const { call, invoke } = api();
    const created = await call('POST', '', hello({ Environment: { Variables: { COLOUR: 'red' } } }));
    expect(created).toMatchObject({
      status: 201,
      body: {
        ...{ FunctionName: 'hello', State: 'Pending', StateReasonCode: 'Creating', Timeout: 3, MemorySize: 128 },
        ...{ Architectures: ['x86_64'], Environment: { Variables: { COLOUR: 'red' } }, Role: ROLE },
        ...{ CodeSize: expect.any(Number), CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/) },
      },
    });
    const { body } = await call('GET', '/hello');
    expect(body.Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect((await invoke('hello', 1)).result).toEqual({ word: 'first', event: 1 });
  });

  it('runs new code, and has new settings, from the next invocation on', async () => {
    const { call, invoke } = api();
    const { body } = await call('POST', '', hello());
    await invoke('hello');
    const dry = await call('PUT', '/hello/code', { ZipFile: answering('never'), DryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { FunctionName: 'hello' } });
    const changed = await call('PUT', '/hello/code', { ZipFile: answering('second'), RevisionId: body.RevisionId });
    expect(changed).toMatchObject({ status: 200, body: { LastUpdateStatus: 'InProgress' } });
    expect(changed.body.RevisionId).not.toBe(body.RevisionId);
    expect((await invoke('hello')).result.word).toBe('second');
    await call('PUT', '/hello/configuration', { Handler: 'index.none', MemorySize: 256 });
    expect((await invoke('hello')).result.errorType).toBe('Runtime.HandlerNotFound');
    expect((await call('GET', '/hello/configuration')).body).toMatchObject({ Handler: 'index.none', MemorySize: 256 });
  });

  it.each([
    [
      'CommonJS',
      {
        'index.js': 'exports.handler = async () => require("./more/words").said;',
        'more/words.js': 'exports.said = 1;',
      },
    ],
    [
      'ES modules',
      {
        'index.mjs': 'import { said } from "./words.mjs"; export const handler = async () => said;',
        'words.mjs': 'export const said = 1;',
      },
    ],
    [
      'ES modules by package.json',
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 1;' },
    ],
    ['ES modules by their syntax', { 'index.js': 'export const handler = async () => 1;' }],
  ])('is of %s', async (_, files) => {
    const { call, invoke } = api();
    await call('POST', '', hello({ Code: { ZipFile: zip(files) } }));
    expect((await invoke('hello')).result).toBe(1);
  });

  it('is there after the next start, until it is deleted', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-lambda-'));
    const file = join(dataDir, 'test.db');
    const first = api({ dataDir, file });
    await first.call('POST', '', hello());
    first.stop();
    const second = api({ dataDir, file });
    expect((await second.invoke('hello')).result.word).toBe('first');
    expect(await second.call('DELETE', '/hello')).toEqual({ status: 204, body: null });
    second.stop();
    const third = api({ dataDir, file });
    expect((await third.call('GET', '/hello')).status).toBe(404);
  });

  it('needs the permissions, and the one to pass its role', async () => {
    const asked: Access[] = [];
    const { call } = api({ authorize: (_, access) => void asked.push(access) });
    await call('POST', '', hello());
    await call('PUT', '/hello/code', { ZipFile: answering('second') });
    await call('PUT', '/hello/configuration', { Role: `${ROLE}-other` });
    await call('DELETE', '/hello');
    const hellos = 'arn:aws:lambda:us-east-1:000000000000:function:hello';
    expect(asked.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `lambda:CreateFunction ${hellos}`,
      `iam:PassRole ${ROLE}`,
      `lambda:UpdateFunctionCode ${hellos}`,
      `lambda:UpdateFunctionConfiguration ${hellos}`,
      `iam:PassRole ${ROLE}-other`,
      `lambda:DeleteFunction ${hellos}`,
    ]);
    expect(asked[1]?.context).toEqual({ 'iam:PassedToService': 'lambda.amazonaws.com' });
  });
});

/** Codes and sentences: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html#API_CreateFunction_Errors */
const INVALID = 'InvalidParameterValueException';
const refusals: readonly (readonly [string, string, object, string, RegExp])[] = [
  [
    'one that is there',
    'POST ',
    hello({ FunctionName: 'echo' }),
    'ResourceConflictException',
    /^Function already exist: echo$/,
  ],
  [
    'no name, no role and no code',
    'POST ',
    { Runtime: 'nodejs24.x' },
    'ValidationException',
    /^3 validation errors detected: Value null at 'functionName' .* 'role' .* 'code' failed/,
  ],
  [
    'a name with a blank',
    'POST ',
    hello({ FunctionName: 'a b' }),
    'ValidationException',
    /^1 validation error detected: Value 'a b' at 'functionName' failed to satisfy constraint: Member must satisfy regular/,
  ],
  [
    'what is no role',
    'POST ',
    hello({ Role: 'study' }),
    'ValidationException',
    /at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:\(aws/,
  ],
  [
    'a role that does not trust Lambda',
    'POST ',
    hello({ Role: `${ROLE}-none` }),
    INVALID,
    /^The role defined for the function cannot be assumed by Lambda\.$/,
  ],
  [
    'another runtime',
    'POST ',
    hello({ Runtime: 'python3.13' }),
    INVALID,
    /^Value python3\.13 at 'runtime' .* enum value set: \[nodejs24\.x\]/,
  ],
  ['no handler', 'POST ', { ...hello(), Handler: undefined }, INVALID, /^Runtime and Handler are mandatory/],
  [
    'sixteen minutes',
    'POST ',
    hello({ Timeout: 960 }),
    'ValidationException',
    /^1 validation error detected: Value '960' at 'timeout' .* less than or equal to 900$/,
  ],
  [
    'little memory',
    'POST ',
    hello({ MemorySize: 64 }),
    'ValidationException',
    /'64' at 'memorySize' .* greater than or equal to 128$/,
  ],
  [
    'a variable of Lambda',
    'POST ',
    hello({ Environment: { Variables: { AWS_REGION: 'x' } } }),
    INVALID,
    /Reserved keys used in this request: AWS_REGION$/,
  ],
  [
    'more than 4 KB of variables',
    'POST ',
    hello({ Environment: { Variables: { LONG: 'x'.repeat(4096) } } }),
    INVALID,
    /exceeded the 4KB limit/,
  ],
  ['no code', 'POST ', hello({ Code: {} }), INVALID, /^Please provide a source for function code\.$/],
  [
    'what is no zip',
    'POST ',
    hello({ Code: { ZipFile: Buffer.from('text').toString('base64') } }),
    INVALID,
    /^Could not unzip uploaded file\./,
  ],
  ['an empty zip', 'POST ', hello({ Code: { ZipFile: zip({}) } }), INVALID, /^Uploaded file must be a non-empty zip$/],
  [
    'a zip with a path out of it',
    'POST ',
    hello({ Code: { ZipFile: zip({ 'a/../../b.js': '' }) } }),
    INVALID,
    /^Could not unzip uploaded file\./,
  ],
  [
    'code in a bucket',
    'POST ',
    hello({ Code: { S3Bucket: 'b', S3Key: 'k' } }),
    INVALID,
    /^Code\.S3Bucket is not supported here\.$/,
  ],
  ['layers', 'POST ', hello({ Layers: [] }), INVALID, /^Layers is not supported here\.$/],
  ['an image', 'POST ', hello({ PackageType: 'Image' }), INVALID, /^PackageType must be Zip here\.$/],
  ['what is of another type', 'POST ', hello({ Timeout: 'long' }), 'SerializationException', /^Timeout: /],
  [
    'a level in the format Text',
    'POST ',
    hello({ LoggingConfig: { ApplicationLogLevel: 'WARN' } }),
    INVALID,
    /^LogLevel is not supported when LogFormat is set to Text/,
  ],
  [
    'new code for none',
    'PUT /none/code',
    { ZipFile: answering('x') },
    'ResourceNotFoundException',
    /^Function not found: arn:/,
  ],
  [
    'a change of the template',
    'PUT /echo/configuration',
    { Timeout: 4 },
    'ResourceConflictException',
    /^The function echo is of the template/,
  ],
  [
    'to delete one of the template',
    'DELETE /echo',
    {},
    'ResourceConflictException',
    /^The function echo is of the template/,
  ],
  ['to delete a version', 'DELETE /hello?Qualifier=1', {}, INVALID, /^A version cannot be deleted here/],
  [
    'an older revision',
    'PUT /hello/configuration',
    { RevisionId: 'x', Timeout: 4 },
    'PreconditionFailedException',
    /^The Revision Id provided does not match/,
  ],
];

describe('the Lambda API refuses', () => {
  it.each(refusals)('%s', async (_, route, input, code, message) => {
    const [method = '', path = ''] = route.split(' ');
    const { call } = api({ trusts: (roleArn) => !roleArn.endsWith('-none') });
    if (path.includes('hello')) await call('POST', '', hello());
    const { body } = await call(method, path, input);
    expect(body).toEqual([code, expect.stringMatching(message)]);
  });
});
