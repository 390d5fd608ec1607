import { VirtualClock } from '@safelight/asl/virtual-clock';
import { afterEach, describe, expect, it } from 'vitest';
import { createTaskCaller } from '#integrations/task-caller.ts';
import { callOf, fakeService, json, jsonError, KEYS } from './fake-service.ts';

let close: () => void = () => undefined;
afterEach(() => close());

const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:child:1';

/** A child that is still running for `looks` looks. */
async function child(end: Record<string, string | number>, looks = 2) {
  let left = looks;
  const described = { executionArn: EXECUTION, stateMachineArn: 'm', name: '1', startDate: 1, input: '{"a":1}' };
  const service = await fakeService(({ headers }) => {
    if (headers['x-amz-target'] !== 'AWSStepFunctions.DescribeExecution') return json({});
    left -= 1;
    return json({ ...described, ...(left < 0 ? { stopDate: 2, ...end } : { status: 'RUNNING' }) });
  });
  close = service.close;
  const clock = new VirtualClock();
  const caller = createTaskCaller({ clients: service.clients, credentials: () => KEYS, clock });
  return { ...service, caller, clock };
}

describe('startExecution.sync', () => {
  it.each([
    ['sync', '{"a":1}', '{"b":2}'],
    ['sync:2', { a: 1 }, { b: 2 }],
  ])('%s waits for the end, with input and output as it gives them', async (pattern, Input, Output) => {
    const { caller } = await child({ status: 'SUCCEEDED', output: '{"b":2}' });
    const call = callOf(`states:startExecution.${pattern}`, {});
    expect(await caller.completion(call, { ExecutionArn: EXECUTION })).toEqual({
      ExecutionArn: EXECUTION,
      Input,
      Name: '1',
      Output,
      StartDate: 1000,
      StateMachineArn: 'm',
      Status: 'SUCCEEDED',
      StopDate: 2000,
    });
  });

  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('a child that ends %s fails the task', async (status) => {
    const { caller } = await child({ status, error: 'TooDark', cause: 'no light' });
    const failure = caller.completion(callOf('states:startExecution.sync', {}), { ExecutionArn: EXECUTION });
    const error = await failure.catch((thrown) => thrown);
    expect(error.error).toBe('States.TaskFailed');
    expect(JSON.parse(error.cause)).toMatchObject({ Status: status, Error: 'TooDark', Cause: 'no light' });
  });

  it('looks less and less often', async () => {
    const { caller, clock, seen } = await child({ status: 'SUCCEEDED', output: '{}' }, 30);
    await caller.completion(callOf('states:startExecution.sync', {}), { ExecutionArn: EXECUTION });
    expect(seen).toHaveLength(31);
    expect(clock.now()).toBeGreaterThan(60_000);
  });

  it.each([
    ['between two looks', 'none'],
    ['while a look is not answered', 'DescribeExecution'],
    ['while the start is not answered', 'StartExecution'],
  ])('stops the child when the task is given up %s', async (_when, unanswered) => {
    const abort = new AbortController();
    const stops: string[] = [];
    const service = await fakeService(({ headers, body }) => {
      const action = String(headers['x-amz-target']).replace('AWSStepFunctions.', '');
      if (action === unanswered) abort.abort(new Error('given up'));
      if (action === 'StopExecution') stops.push(body);
      if (action === 'DescribeExecution') return json({ executionArn: EXECUTION, status: 'RUNNING' });
      return json(action === 'StartExecution' ? { executionArn: EXECUTION, startDate: 1 } : {});
    });
    close = service.close;
    const call = callOf('states:startExecution.sync', { StateMachineArn: 'm' }, abort.signal);
    const waiting = service.caller.request(call).then((child) => {
      const end = service.caller.completion(call, child);
      if (unanswered === 'none') abort.abort(new Error('given up'));
      return end;
    });
    await expect(waiting).rejects.toThrow();
    expect(stops).toEqual([JSON.stringify({ executionArn: EXECUTION })]);
  });

  it.each([
    ['is named by its attempt, so that it is the same one when it is started again', {}, 'token-1'],
    ['keeps its own name', { Name: 'mine' }, 'mine'],
  ])('a child %s', async (_, more, name) => {
    const service = await fakeService(() => json({ executionArn: EXECUTION, startDate: 1 }));
    close = service.close;
    const call = callOf('states:startExecution.sync', { StateMachineArn: 'm', ...more });
    await service.caller.request({ ...call, taskToken: 'token-1' });
    expect(JSON.parse(service.seen[0]?.body ?? '')).toEqual({ stateMachineArn: 'm', name });
  });

  it('a child that was started before its process ended, and has ended since, is found', async () => {
    const service = await fakeService(({ headers }) =>
      String(headers['x-amz-target']).endsWith('StartExecution')
        ? jsonError('ExecutionAlreadyExists', 'it is there')
        : json({ executionArn: EXECUTION, startDate: 1, status: 'SUCCEEDED' }),
    );
    close = service.close;
    const StateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:child:7';
    const call = { ...callOf('states:startExecution.sync', { StateMachineArn }), taskToken: '1' };
    expect(await service.caller.request(call)).toMatchObject({ ExecutionArn: EXECUTION, StartDate: 1000 });
    expect(JSON.parse(service.seen[1]?.body ?? '')).toEqual({ executionArn: EXECUTION });
  });

  it.each([
    ['is stopped, though the answer to its start is not known', {}, ['StopExecution']],
    ['is left alone where it may be somebody else’s', { Name: 'theirs' }, []],
  ])('a child of a task that was given up %s', async (_, more, stops) => {
    const service = await fakeService(() => json({ stopDate: 1 }));
    close = service.close;
    const StateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:child';
    const given = callOf('states:startExecution.sync', { StateMachineArn, ...more }, AbortSignal.abort());
    await expect(service.caller.completion({ ...given, taskToken: '1' }, null)).rejects.toBeDefined();
    expect(service.seen.map(({ headers }) => String(headers['x-amz-target']).split('.')[1])).toEqual(stops);
    for (const { body } of service.seen) expect(JSON.parse(body)).toEqual({ executionArn: EXECUTION });
  });
});
