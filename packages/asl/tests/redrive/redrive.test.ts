import { expect, it } from 'vitest';
import type { State, StateMachineDefinition } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { TaskCall, TaskPort } from '#asl/ports.ts';
import { noTasks, run } from '#tests/support/run.ts';

const task: State = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true };

/** Fails for what is bad, until it is repaired. */
function repairable(isBad: (call: TaskCall) => boolean) {
  const calls: string[] = [];
  let isRepaired = false;
  const tasks: TaskPort = {
    ...noTasks,
    async request(call) {
      calls.push(JSON.stringify(call.parameters));
      if (!isRepaired && isBad(call)) throw new StatesError('Broken');
      return call.parameters;
    },
  };
  return { calls, tasks, repair: () => (isRepaired = true) };
}

async function redriven(machine: StateMachineDefinition, input: object, world: ReturnType<typeof repairable>) {
  const first = await run(machine, { ...input }, { tasks: world.tasks });
  expect(first.result.status).toBe('FAILED');
  world.repair();
  world.calls.length = 0;
  return run(machine, { ...input }, { tasks: world.tasks }, { redrive: { events: first.events } });
}

it('goes on at the state that failed, with its input and the variables', async () => {
  const world = repairable(() => true);
  const { output, events } = await redriven(
    {
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { id: 7 }, Result: { paper: 'A4' }, Next: 'Print' },
        Print: { ...task, Next: 'Show', End: false },
        Show: { Type: 'Pass', Parameters: { 'id.$': '$id', 'printed.$': '$' }, End: true },
      },
    },
    {},
    world,
  );
  expect(output).toEqual({ id: 7, printed: { paper: 'A4' } });
  expect(world.calls).toEqual(['{"paper":"A4"}']);
  const again = events.findIndex(({ type }) => type === 'ExecutionRedriven');
  expect(events.slice(again - 1, again + 2).map(({ type }) => type)).toEqual([
    'ExecutionFailed',
    'ExecutionRedriven',
    'TaskStateEntered',
  ]);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
});

it('runs only the iterations again that had not succeeded', async () => {
  const world = repairable(({ parameters }) => parameters === 2);
  const { output } = await redriven(
    {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          MaxConcurrency: 1,
          ItemProcessor: { StartAt: 'Do', States: { Do: task } },
          End: true,
        },
      },
    },
    { items: [1, 2, 3] },
    world,
  );
  expect(output).toEqual([1, 2, 3]);
  expect(world.calls).toEqual(['2', '3']);
});

it('runs only the branches again that had not ended', async () => {
  const world = repairable(({ stateName }) => stateName === 'Bad');
  const { output } = await redriven(
    {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Good', States: { Good: { Type: 'Pass', Result: 'kept', End: true } } },
            { StartAt: 'Bad', States: { Bad: { ...task, Parameters: 'again' } } },
          ],
          End: true,
        },
      },
    },
    {},
    world,
  );
  expect(output).toEqual(['kept', 'again']);
  expect(world.calls).toEqual(['"again"']);
});
