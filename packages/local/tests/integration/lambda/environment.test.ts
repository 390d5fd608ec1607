import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TurnableClock } from '#local/system/turnable-clock.ts';
import { FIXTURES, setUp } from '#tests/integration/lambda/setup.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

describe('an execution environment', () => {
  it('is reused when warm, and sees the variables of its function alone', async () => {
    process.env.SECRET_OF_THE_SHELL = 'hidden';
    const { invoke, lines } = setUp({ functions: [lambdaFunction('echo')] });
    const first = await invoke('echo', { n: 1 });
    const second = await invoke('echo', { n: 2 });
    expect(first.result).toMatchObject({
      event: { n: 1 },
      served: 1,
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      environment: {
        COLOUR: 'blue',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'ASIATEST',
        AWS_SECRET_ACCESS_KEY: 'echo',
        AWS_SESSION_TOKEN: 'arn:aws:iam::000000000000:role/tests',
        AWS_LAMBDA_FUNCTION_NAME: 'echo',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      },
    });
    expect(first.result.environment).not.toHaveProperty('SECRET_OF_THE_SHELL');
    expect(first.result.remaining).toBeGreaterThan(10_000);
    expect(second.result).toMatchObject({ event: { n: 2 }, served: 2, pid: first.result.pid });
    expect(lines).toEqual([
      expect.stringMatching(/^INIT_START /),
      `START RequestId: ${first.result.requestId} Version: $LATEST`,
      expect.stringMatching(new RegExp(`Z\t${first.result.requestId}\tINFO\tserved 1$`)),
      `END RequestId: ${first.result.requestId}`,
      expect.stringMatching(
        /^REPORT .*Billed Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Dur/,
      ),
      `START RequestId: ${second.result.requestId} Version: $LATEST`,
      expect.stringMatching(/served 2$/),
      `END RequestId: ${second.result.requestId}`,
      expect.stringMatching(/^REPORT .*Max Memory Used: \d+ MB$/),
    ]);
  });

  it('leaves compiled code for those that start after it, which do not compile it again', async () => {
    const compileCache = mkdtempSync(join(tmpdir(), 'compiled-'));
    onTestFinished(() => rmSync(compileCache, { recursive: true }));
    const kept = () =>
      readdirSync(compileCache, { recursive: true, encoding: 'utf8' }).filter((path) => /.-.*[/\\]/.test(path));
    const { invoke } = setUp({ functions: [lambdaFunction('echo')], compileCache });
    await invoke('echo');
    // The second waits until what the first left is written.
    await invoke('echo');
    expect(kept()).not.toEqual([]);
  });

  it('shares the clock of the service, however far it is turned', async () => {
    const clock = new TurnableClock();
    const { invoke } = setUp({ functions: [lambdaFunction('time')], clock });
    const before = (await invoke('time')).result;
    await clock.turn(3_600_000);
    const after = (await invoke('time')).result;
    expect(after.now - before.now).toBeGreaterThanOrEqual(3_600_000);
    expect(after).toMatchObject({ written: new Date(after.now).toISOString(), pid: before.pid, year: 2001 });
    expect(after.remaining).toBeLessThanOrEqual(30_000);
  });

  it('takes the time of the machine for its work, however far the clock is turned meanwhile', async () => {
    const clock = new TurnableClock();
    const { invoke, lines } = setUp({ functions: [lambdaFunction('echo', { timeoutSeconds: 3 })], clock });
    for (const state of ['cold', 'warm']) {
      const invoked = invoke('echo', state);
      await clock.turn(3_600_000);
      expect(await invoked).toMatchObject({ functionError: undefined, result: { event: state } });
    }
    expect(lines.filter((line) => /INIT_REPORT|Status: /.test(line))).toEqual([]);
  });

  it('says why its code cannot be had, and the next invocation works', async () => {
    const answers = [Promise.reject(new Error('functions/x.ts:1:2: ERROR: Unexpected ";"')), Promise.resolve(FIXTURES)];
    const codeOf = () => answers.shift() ?? Promise.resolve(FIXTURES);
    const { invoke } = setUp({ functions: [lambdaFunction('echo')], limits: { running: 1 }, codeOf });
    expect(await invoke('echo')).toEqual({
      functionError: 'Unhandled',
      result: { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: 'functions/x.ts:1:2: ERROR: Unexpected ";"' },
    });
    expect((await invoke('echo')).result).toMatchObject({ served: 1 });
  });

  it.each([
    ['fail', { errorType: 'RangeError', errorMessage: 'too wide', trace: expect.arrayContaining([]) }],
    ['throwText', { errorType: 'string', errorMessage: 'just text', trace: [] }],
    ['exit', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) }],
    [
      'neverSettles',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/without providing a reason$/) },
    ],
    ['withCallback', { errorType: 'Runtime.CallbackHandlerDeprecated' }],
    ['missing', { errorType: 'Runtime.HandlerNotFound', errorMessage: expect.stringContaining('is undefined') }],
  ])('reports how %s fails, and the next invocation works', async (member, error) => {
    const { invoke, lambda } = setUp({ functions: [lambdaFunction(member)] });
    const failed = await invoke(member);
    expect(failed.functionError).toBe('Unhandled');
    expect(failed.result).toMatchObject(error);
    lambda.putFunction(lambdaFunction(member, { handler: 'functions/behaviours.echo' }));
    expect((await invoke(member, 'again')).result.event).toBe('again');
  });

  it('answers null for a handler that returns nothing', async () => {
    const { invoke } = setUp({ functions: [lambdaFunction('nothing')] });
    expect(await invoke('nothing')).toEqual({ result: null, functionError: undefined });
  });

  it.each([
    [6_291_554, undefined],
    [6_291_555, 'Function.ResponseSizeTooLarge'],
  ])('a response of %d characters and two quotes gives %s', async (bytes, errorType) => {
    const { invoke } = setUp({ functions: [lambdaFunction('large')] });
    const { result } = await invoke('large', { bytes });
    expect(result.errorType).toBe(errorType);
  });

  it('serves many more invocations than may run at the same time', async () => {
    const { invoke } = setUp({ functions: [lambdaFunction('echo')], limits: { concurrency: 1000 } });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => invoke('echo', n)));
    expect(answers.map(({ result }) => result.event)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(new Set(answers.map(({ result }) => result.pid)).size).toBeLessThanOrEqual(2);
  });
});
