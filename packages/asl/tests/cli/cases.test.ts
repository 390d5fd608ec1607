import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '#asl/cli/args.ts';
import { testFile } from '#asl/cli/test-file.ts';
import { validateFiles } from '#asl/cli/validate-files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-cases-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function asl(...words: readonly string[]) {
  const written: string[] = [];
  const out = { write: (text: string) => void written.push(text), paint: (_style: unknown, text: string) => text };
  const command = parseCommand(words);
  if (command.kind === 'help') throw new Error('no help wanted');
  const code = command.kind === 'test' ? await testFile(command, out) : await validateFiles(command, out);
  return { code, text: written.join('') };
}

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const machine = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: LAMBDA,
      Parameters: { FunctionName: 'f', 'Payload.$': '$.n' },
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
};

describe('placeholders', () => {
  const text = `{"StartAt": "M", "States": {"M": {"Type": "Map", "MaxConcurrency": \${Most}, "End": true,
    "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "\${Function}", "End": true}}}}}}`;
  const set = (...pairs: readonly string[]) => pairs.flatMap((pair) => ['--set', pair]);
  const FUNCTION = 'Function=arn:aws:lambda:us-east-1:123456789012:function:f';

  it.each<[string, readonly string[], number, string]>([
    ['with their values', set('Most=5', FUNCTION), 0, '✓'],
    ['without them', [], 0, 'not judged, for want of --set: Function, Most'],
    ['with a wrong number', set('Most=-5', FUNCTION), 1, '/States/M/MaxConcurrency  Minimum value is 0'],
    ['with a wrong name', set('Most=5', 'Function=f'), 1, 'Value is not a valid resource ARN'],
    ['with what is no JSON', set('Most=5,', FUNCTION), 1, 'INVALID_JSON_DESCRIPTION'],
  ])('%s', async (_, words, code, expected) => {
    const result = await asl('validate', await file('placeholders.asl.json', text), ...words);
    expect(result.code).toBe(code);
    expect(result.text).toContain(expected);
  });

  it.each([
    'arn:${AWS::Partition}:states:::lambda:invoke',
    'arn:aws:states:${Region}:${Account}:activity:${Name}',
    'arn:aws:states:::${Service}:${Action}',
    'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}',
  ])('are parts of texts too: %s', async (Resource) => {
    const call = {
      StartAt: 'T',
      States: { T: { Type: 'Task', Resource, Parameters: { FunctionName: 'f' }, End: true } },
    };
    expect(await asl('validate', await file('parts.asl.json', call))).toMatchObject({ code: 0 });
  });
});

it('YAML is read as JSON is', async () => {
  const yaml = 'StartAt: W\nStates:\n  W:\n    Type: Wait\n    Seconds: ${Seconds}\n    End: true\n';
  const path = await file('wait.asl.yaml', yaml);
  expect(await asl('validate', path, '--set', 'Seconds=-1')).toMatchObject({ code: 1 });
  expect(await asl('validate', path, '--set', 'Seconds=1')).toMatchObject({ code: 0 });
  expect((await asl('test', path, '--set', 'Seconds=60')).text).toContain('SUCCEEDED after 1 min');
  expect((await asl('validate', await file('bad.asl.yaml', 'StartAt: [\n'))).code).toBe(1);
});

it('--express refuses what Express state machines do not have', async () => {
  const callback = { ...machine.States.Call, Resource: `${LAMBDA}.waitForTaskToken` };
  const path = await file('callback.asl.json', { ...machine, States: { ...machine.States, Call: callback } });
  expect(await asl('validate', path)).toMatchObject({ code: 0 });
  expect(await asl('validate', path, '--express')).toMatchObject({ code: 1 });
});

it('a folder is searched for what holds a state machine', async () => {
  await file('tree/one.asl.json', machine);
  await file('tree/deep/two.json', JSON.stringify(machine, null, 2));
  await file('tree/deep/three.asl.yml', 'StartAt: A\nStates: {A: {Type: Pas, End: true}}\n');
  await file('tree/package.json', { name: 'x' });
  await file('tree/node_modules/four.asl.json', {});
  const { code, text } = await asl('validate', join(folder, 'tree'), '--json');
  expect(code).toBe(1);
  const checked: { file: string; diagnostics: object[] }[] = JSON.parse(text);
  expect(checked.map((one) => [one.file.slice(folder.length), one.diagnostics.length > 0])).toEqual([
    ['/tree/deep/three.asl.yml', true],
    ['/tree/deep/two.json', false],
    ['/tree/one.asl.json', false],
  ]);
  await mkdir(join(folder, 'empty'));
  await expect(asl('validate', join(folder, 'empty'))).rejects.toThrow('there is no state machine in it');
});

describe('named cases', () => {
  const mocks = {
    input: { n: 1 },
    states: { Call: { result: { Payload: 1 } } },
    cases: {
      fine: {},
      busy: { states: { Call: [{ error: 'Busy' }, { result: { Payload: 2 } }] } },
      wrong: { states: { Call: { error: 'Wrong' } }, expect: { status: 'FAILED' } },
    },
  };

  it('run each, and share what stands beside them', async () => {
    const words = ['test', await file('m.asl.json', machine), '--mocks', await file('cases.json', mocks)];
    const { code, text } = await asl(...words);
    expect(code).toBe(1);
    expect(text.match(/^case .*|^expected .*/gm)).toEqual(['case fine', 'case busy', 'case wrong', 'expected FAILED']);
    const some = await asl(...words, '--case', 'fine', '--case', 'busy', '--json');
    expect(some.code).toBe(0);
    expect(JSON.parse(some.text).cases).toMatchObject([
      { name: 'fine', output: { Payload: 1 } },
      { name: 'busy', output: { Payload: 2 }, path: [{ retries: 1 }, {}] },
    ]);
    await expect(asl(...words, '--case', 'none')).rejects.toThrow('fine, busy, wrong');
  });

  it.each([
    [{ states: { call: { result: 1 } } }, "states.call: there is no such state (is it 'Call'?)"],
    [{ states: { Done: { result: 1 } } }, 'states.Done: a Pass state calls nothing that could be mocked'],
    [{ cases: { a: { states: { Other: { result: 1 } } } } }, 'states.Other: there is no such state'],
  ])('%j is refused', async (given, message) => {
    const words = ['test', await file('m.asl.json', machine), '--mocks', await file('wrong.json', given)];
    await expect(asl(...words)).rejects.toThrow(message);
  });
});

// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
describe('MockConfigFile.json', () => {
  const config = {
    StateMachines: {
      m: { TestCases: { Happy: { Call: 'Success' }, Retry: { Call: 'Retried' }, Caught: { Call: 'Thrown' } } },
      other: { TestCases: {} },
    },
    MockedResponses: {
      Success: { '0': { Return: { StatusCode: 200, Payload: 'Hello' } } },
      Retried: {
        '0': { Throw: { Error: 'Busy', Cause: 'busy' } },
        '1-2': { Throw: { Error: 'Busy', Cause: 'still' } },
        '3': { Return: 1 },
      },
      Thrown: { '0': { Throw: { Error: 'Wrong', Cause: 'why' } } },
    },
  };

  it('is read as it is', async () => {
    const words = ['test', await file('m.asl.json', machine), '--mocks', await file('MockConfigFile.json', config)];
    const { code, text } = await asl(...words, '--input', await file('input.json', { n: 1 }), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(text).cases).toMatchObject([
      { name: 'Happy', output: { StatusCode: 200, Payload: 'Hello' } },
      { name: 'Retry', output: { Error: 'Busy', Cause: 'still' }, path: [{ retries: 2 }, {}] },
      { name: 'Caught', output: { Error: 'Wrong', Cause: 'why' } },
    ]);
  });

  it.each<[string, object, string]>([
    [
      'a machine that is not in it',
      { ...config, StateMachines: { a: config.StateMachines.m, b: config.StateMachines.m } },
      'say --machine with one of a, b',
    ],
    ['a response that is not in it', { ...config, MockedResponses: {} }, 'MockedResponses: there is no Success'],
    [
      'a call between that has none',
      { ...config, MockedResponses: { ...config.MockedResponses, Success: { '1': { Return: 1 } } } },
      'MockedResponses.Success: call 0 has no response',
    ],
  ])('%s is said', async (_, given, message) => {
    const words = ['test', await file('m.asl.json', machine), '--mocks', await file('config.json', given)];
    await expect(asl(...words)).rejects.toThrow(message);
  });
});

describe('a state alone', () => {
  const words = async (mocks: object) => [
    'test',
    await file('m.asl.json', machine),
    '--mocks',
    await file('state.json', mocks),
  ];

  it('tells what TestState tells, at the level that is asked for', async () => {
    const mocks = { input: { n: 5 }, states: { Call: { error: 'Busy', cause: 'c' } } };
    const debug = await asl(...(await words(mocks)), '--state', 'Call', '--json');
    expect(JSON.parse(debug.text)).toMatchObject({
      status: 'RETRIABLE',
      inspectionData: { afterParameters: '{"FunctionName":"f","Payload":5}', errorDetails: { retryIndex: 0 } },
    });
    const last = await asl(...(await words(mocks)), '--state', 'Call', '--retries', '2', '--level', 'INFO', '--json');
    expect(JSON.parse(last.text)).toEqual({
      status: 'CAUGHT_ERROR',
      nextState: 'Done',
      error: 'Busy',
      cause: 'c',
      output: '{"Error":"Busy","Cause":"c"}',
    });
  });

  it('is said in words without --json', async () => {
    const { text, code } = await asl(
      ...(await words({ input: { n: 5 }, states: { Call: { result: 1 } } })),
      '--state',
      'Call',
    );
    expect(code).toBe(0);
    expect(text).toMatch(/^SUCCEEDED\n {2}next +Done\n {2}output +1\n {2}input +\{"n":5\}\n/);
  });

  it.each<[readonly string[], string]>([
    [['--state', 'None'], 'has no such state'],
    [['--state', 'Call', '--level', 'ALL'], '--level ALL: it is one of INFO, DEBUG, TRACE'],
    [['--state', 'Call', '--express'], '--express says nothing with --state'],
    [['--level', 'INFO'], '--level says nothing with no --state'],
    [['--case', 'a'], '--case says nothing with no --mocks'],
  ])('%j is refused in one line', async (more, message) => {
    const path = await file('m.asl.json', machine);
    await expect((async () => asl('test', path, ...more))()).rejects.toThrow(message);
  });
});
