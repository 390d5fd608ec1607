import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const CHILD = SMALL_MACHINE.replace(/small$/, 'child');
const PATIENCE = { timeout: 60_000, interval: 20 };

/** A machine that waits for another one, by its job; `word` is what differs from one template to the next. */
function template(word: string) {
  const { Resources } = smallStack({
    StartAt: 'Child',
    States: {
      Child: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: {
          StateMachineArn: CHILD,
          Input: { 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
        },
        ResultSelector: { 'child.$': '$.Output' },
        Next: 'Say',
      },
      Say: { Type: 'Pass', Result: word, ResultPath: '$.parent', End: true },
    },
  });
  const child = {
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Pass', Result: word, End: true } },
  };
  const { Properties } = Resources.Machine;
  return {
    Resources: {
      ...Resources,
      Child: {
        ...Resources.Machine,
        Properties: { ...Properties, StateMachineName: 'child', DefinitionString: JSON.stringify(child) },
      },
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'local-restart-'));
let first: TestSystem;
let second: TestSystem;
let executionArn = '';
let before: Awaited<ReturnType<typeof historyOf>>;

const historyOf = async (system: TestSystem) =>
  (await new SFNClient(system).send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];

const running = async (system: TestSystem, stateMachineArn: string) =>
  (await new SFNClient(system).send(new ListExecutionsCommand({ stateMachineArn }))).executions ?? [];

const options = { keepData: true, permissions: 'off' } as const;

/** The first is left as a kill would leave it; the second goes on a little more than a minute later, with another template. */
beforeAll(async () => {
  first = await startSystem({ ...options, template: template('old'), dataDir: join(folder, 'first') });
  const states = new SFNClient(first);
  ({ executionArn = '' } = await states.send(
    new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE, input: '{}' }),
  ));
  await vi.waitFor(async () => {
    expect((await historyOf(first)).at(-1)?.type).toBe('TaskSubmitted');
    expect(await running(first, CHILD)).toHaveLength(1);
  }, PATIENCE);
  before = await historyOf(first);
  const dataDir = join(folder, 'second');
  cpSync(first.dataDir, dataDir, { recursive: true, filter: (path) => !path.endsWith('data-folder.json') });
  await first.close();
  const clock = { ...systemClock, now: () => Date.now() + 61_000 };
  second = await startSystem({ ...options, template: template('new'), dataDir, clock });
}, 60_000);

afterAll(async () => {
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a start with a changed template while executions run', () => {
  it('goes on with them by their own definitions: the parent waits for the child that it has, which is one', async () => {
    const states = new SFNClient(second);
    await vi.waitFor(async () => {
      const described = await states.send(new DescribeExecutionCommand({ executionArn }));
      expect(described).toMatchObject({ status: 'SUCCEEDED', output: '{"child":"old","parent":"old"}' });
    }, PATIENCE);
    const events = await historyOf(second);
    expect(events.slice(0, before.length)).toEqual(before);
    expect(events.slice(before.length).map(({ id, type }) => [id, type])).toEqual(
      ['TaskSucceeded', 'TaskStateExited', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'].map(
        (type, index) => [before.length + index + 1, type],
      ),
    );
    expect(await running(second, CHILD)).toHaveLength(1);
  });

  it('tells the revision that they began with, and starts new ones by the new one', async () => {
    const states = new SFNClient(second);
    const { definition } = await states.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(definition).toContain('"old"');
    const again = await states.send(new StartExecutionCommand({ stateMachineArn: SMALL_MACHINE, input: '{}' }));
    const found = await states.send(new DescribeStateMachineForExecutionCommand({ executionArn: again.executionArn }));
    expect(found.definition).toContain('"new"');
  });
});
