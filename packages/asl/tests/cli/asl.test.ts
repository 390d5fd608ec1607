import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommand } from '#asl/cli/args.ts';
import { durationText } from '#asl/cli/duration.ts';
import { testFile } from '#asl/cli/test-file.ts';
import { validateFiles } from '#asl/cli/validate-files.ts';
import { parseMocks } from '#asl/testing/mocks.ts';
import { machine } from '../testing/machine.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-asl-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

async function asl(...words: readonly string[]) {
  const written: string[] = [];
  const out = { write: (text: string) => void written.push(text), paint: (_style: unknown, text: string) => text };
  const command = parseCommand(words);
  const code =
    command.kind === 'test'
      ? await testFile(command, out)
      : command.kind === 'validate'
        ? await validateFiles(command, out)
        : 0;
  return { code, text: written.join('') };
}

const mocks = {
  states: { Weigh: [{ error: 'Busy', cause: 'later' }, { result: { kg: 50 } }], Fold: { result: {}, delay: 5 } },
};

describe('asl test', () => {
  it('prints the path: times, retries, choices, branches, iterations, the end', async () => {
    const { code, text } = await asl('test', await file('m.json', machine), '--mocks', await file('mocks.json', mocks));
    expect(text.split('\n')).toEqual([
      '       0 s  Weigh            Task lambda:invoke, took 2 s',
      '              ✕              Busy — tried again after 2 s: later',
      '       2 s  IsHeavy          Choice, chose Pack',
      '       2 s  Pack             Parallel, took 10 min',
      '              branch',
      '       2 s    │ Rest         Wait, took 10 min',
      '              branch',
      '       2 s    │ Wrap         Map, 3 iterations, took 5 s',
      '              │   items 0–2',
      '       2 s    │   │ Fold     Task sqs:sendMessage.waitForTaskToken, took 5 s',
      '10 min 2 s  Done             Succeed',
      '',
      'SUCCEEDED after 10 min 2 s of virtual time: 9 states, 1 retry, 48 history events',
      '2',
      '',
    ]);
    expect(code).toBe(0);
  });

  it.each<[string, object, number]>([
    ['a failure that nobody expects', { states: { Weigh: { error: 'TooHeavy' } } }, 1],
    [
      'a failure that is expected',
      { states: { Weigh: { error: 'TooHeavy' } }, expect: { status: 'FAILED', error: 'Refused' } },
      0,
    ],
    [
      'another error than expected',
      { states: { Weigh: { error: 'TooHeavy' } }, expect: { status: 'FAILED', error: 'Torn' } },
      1,
    ],
    ['a success where a failure is expected', { ...mocks, expect: { status: 'FAILED' } }, 1],
  ])('%s', async (_what, given, expected) => {
    const words = ['test', await file('m.json', machine), '--mocks', await file('given.json', given)];
    const { code, text } = await asl(...words, '--json');
    expect(code).toBe(expected);
    expect(JSON.parse(text).asExpected).toBe(expected === 0);
  });

  it('--json has the path', async () => {
    const words = ['test', await file('m.json', machine), '--mocks', await file('mocks.json', mocks), '--json'];
    expect(JSON.parse((await asl(...words)).text)).toMatchObject({
      status: 'SUCCEEDED',
      output: 2,
      elapsedMs: 602_000,
      path: expect.arrayContaining([expect.objectContaining({ state: 'Weigh', retries: 1, next: 'IsHeavy' })]),
    });
  });
});

describe('asl validate', () => {
  it('says what is wrong, and where', async () => {
    const broken = { StartAt: 'A', States: { A: { Type: 'Pass', Nxt: 'B' } } };
    const { code, text } = await asl('validate', await file('good.json', machine), await file('bad.json', broken));
    expect(code).toBe(1);
    expect(text).toMatch(/✓ .*good\.json\n.*Scale\n✕ .*bad\.json\n/);
    expect(text).toContain('/States/A');
  });
});

describe('what cannot be understood is said in one line', () => {
  it.each([
    [[], 'say test or validate'],
    [['run', 'x'], 'run is neither test or validate'],
    [['test'], 'test needs one file'],
    [['test', 'a', 'b'], 'test needs one file'],
    [['validate'], 'validate needs at least one file'],
    [['validate', 'a', '--state', 'A'], '--state says nothing with validate'],
    [['test', 'a', '--colour'], "Unknown option '--colour'"],
    [['test', 'a', '--set', 'x'], '--set x: write NAME=VALUE'],
  ])('%j', (words, message) => {
    expect(() => parseCommand(words)).toThrow(message);
  });

  it.each([
    ['{', 'JSON'],
    ['{"states": {"A": {"result": 1, "error": "x"}}}', 'states.A: Invalid input: an outcome is one of'],
    ['{"states": {"A": []}}', 'states.A'],
    ['{"state": {}}', 'Unrecognized key: "state"'],
    ['{"objects": {"nobucket": "x"}}', 'objects.nobucket: '],
    ['{"expect": {"status": "OK"}}', 'expect.status'],
  ])('mocks %s', (text, message) => {
    expect(() => parseMocks(text)).toThrow(message);
  });

  it('a file that is not there', async () => {
    await expect(asl('test', join(folder, 'none.json'))).rejects.toThrow('there is no such file');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [1, '0 s'],
    [250, '0.25 s'],
    [2500, '2.5 s'],
    [12_345, '12 s'],
    [600_000, '10 min'],
    [5_400_000, '1 h 30 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
