import type { JsonObject } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { parseResource } from '@safelight/asl/tasks/resource';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { endlessDisk } from '#local/system/disk-space.ts';
import { createTaskTurns } from '#local/system/load/task-turns.ts';

const machine = 'arn:aws:states:us-east-1:000000000000:stateMachine:machine';

const call = (resource: string, parameters: JsonObject = {}): TaskCall => ({
  resource: parseResource(resource),
  parameters,
  stateName: 'State',
  enteredEventId: 2,
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:run',
  roleArn: 'arn:aws:iam::000000000000:role/machine',
  signal: new AbortController().signal,
});

const invoke = (FunctionName: string) => call('arn:aws:states:::lambda:invoke', { FunctionName });

describe('the turns of Task states', () => {
  it('come one after the other, and to each function', async () => {
    const turns = createTaskTurns({ atOnce: 1, clock: new ManualClock(), disk: endlessDisk });
    const free = await turns.admit(invoke('review'));
    const order: string[] = [];
    const done = ['review', 'review', 'pay'].map(async (name) => {
      const next = await turns.admit(invoke(name));
      order.push(name);
      next?.();
    });
    expect(turns.waitingOf(machine)).toBe(3);
    expect(turns.waitingOf(`${machine}-other`)).toBe(0);
    free?.();
    await Promise.all(done);
    expect(order).toEqual(['review', 'pay', 'review']);
    expect(turns.waitingOf(machine)).toBe(0);
  });

  it.each([
    ['arn:aws:states:::dynamodb:updateItem', false],
    ['arn:aws:states:::lambda:invoke', true],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', true],
    ['arn:aws:states:::aws-sdk:lambda:invoke', true],
    ['arn:aws:lambda:us-east-1:000000000000:function:review', true],
  ])('%s needs one: %s', async (resource, needsOne) => {
    const turns = createTaskTurns({ atOnce: 1, clock: new ManualClock(), disk: endlessDisk });
    expect(turns.admit(call(resource, { FunctionName: 'f' })) !== undefined).toBe(needsOne);
  });
});
