import { describe, expect, it } from 'vitest';
import { type MachineRun, runStateMachine } from '#asl/testing/run-state-machine.ts';
import { flatten } from '#asl/testing/steps.ts';
import { untakenTransitions } from '#asl/testing/transitions.ts';
import '#asl/testing/matchers.ts';
import { machine } from './machine.ts';

const light = { Weigh: { result: { kg: 1 } } };
const heavy = { Weigh: { result: { kg: 50 } }, Fold: { result: 'ok', delay: 5 } };

describe('runStateMachine', () => {
  it('runs ten minutes of Wait in no time', async () => {
    const run = await runStateMachine(machine, { mocks: heavy });
    expect(run).toHaveSucceeded();
    expect(run.output).toBe(2);
    expect(run.elapsed).toBe(600_000);
  });

  it('gives each call its outcome in turn, with the waits of Retry', async () => {
    const mocks = { Weigh: [{ error: 'Busy', repeat: 2 }, { result: { kg: 1 } }] };
    const run = await runStateMachine(machine, { mocks });
    expect(run).toHaveRetried('Weigh', 2);
    expect(run.elapsed).toBe(2000 + 4000);
  });

  it('computes outcomes from parameters', async () => {
    const Weigh = (parameters: unknown) => ({ result: { kg: 1, parameters: JSON.stringify(parameters) } });
    const run = await runStateMachine(machine, {
      input: { a: 1 },
      mocks: { Weigh },
      substitutions: { Scale: 'scale' },
    });
    expect(run).toHaveSucceeded({ parameters: '{"FunctionName":"scale","Payload":{"a":1}}' });
  });

  it('a task that never answers ends by its timeout', async () => {
    const run = await runStateMachine(machine, { mocks: { Weigh: { never: true } } });
    expect(run).toHaveVisited('Weigh', 'Refuse');
    expect(run.elapsed).toBe(30_000);
  });

  it.each([
    ['no mock', {}, 'state Weigh has no mock: it calls arn:aws:states:::lambda:invoke'],
    ['too few outcomes', { Weigh: [{ error: 'Busy' }] }, 'state Weigh is called 2 times, and its mocks end after 1'],
  ])('%s is an error that names the state', async (_what, mocks, message) => {
    await expect(runStateMachine(machine, { mocks })).rejects.toThrow(message);
  });

  it('the same run is the same, jitter included', async () => {
    const Weigh = {
      ...machine.States.Weigh,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, JitterStrategy: 'FULL' }],
    };
    const jittery = { ...machine, States: { ...machine.States, Weigh } };
    const mocks = { Weigh: [{ error: 'Busy' }, { result: { kg: 1 } }] };
    const [one, other] = await Promise.all([1, 2].map(() => runStateMachine(jittery, { mocks })));
    expect(one?.elapsed).toBeGreaterThan(0);
    expect(one?.history).toEqual(other?.history);
  });
});

describe('the path', () => {
  it('has branches and iterations inside their states', async () => {
    const { steps } = await runStateMachine(machine, { mocks: heavy });
    const pack = steps.find(({ name }) => name === 'Pack');
    expect(pack?.lines.map((line) => line.steps.map(({ name }) => name))).toEqual([['Rest'], ['Wrap']]);
    expect(pack?.lines[1]?.steps[0]?.lines.map(({ item }) => item)).toEqual([0, 1, 2]);
  });

  it('says what failed, and where it went', async () => {
    const run = await runStateMachine(machine, { mocks: { ...heavy, Fold: { error: 'Torn', cause: 'thin paper' } } });
    const pack = run.steps.find(({ name }) => name === 'Pack');
    expect(pack).toMatchObject({ failure: { error: 'Torn', cause: 'thin paper' }, next: 'Refuse' });
    expect(flatten(run.steps).find(({ name }) => name === 'Rest')?.exitedAt).toBeUndefined();
  });
});

describe('arguments that cannot be evaluated', () => {
  const broken = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: '{% $states.input.missing %}' },
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3, MaxAttempts: 1 }],
    End: true,
  };

  it('are attempts too, though nothing was scheduled', async () => {
    const run = await runStateMachine({ QueryLanguage: 'JSONata', StartAt: 'Call', States: { Call: broken } });
    expect(run).toHaveFailedWith('States.QueryEvaluationError');
    expect(run).toHaveRetried('Call', 1);
    expect(run.steps[0]?.attempts.map(({ waited }) => waited)).toEqual([undefined, 3000]);
  });
});

describe('a distributed Map', () => {
  const Each = {
    Type: 'Map',
    Label: 'each',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      Arguments: { Bucket: 'b', Key: 'k.csv' },
    },
    ItemProcessor: {
      ...{ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' }, StartAt: 'Fold' },
      States: { Fold: { ...machine.States.Weigh, Retry: undefined, Catch: undefined, Next: undefined, End: true } },
    },
    ToleratedFailureCount: 1,
    End: true,
  };
  const distributed = { QueryLanguage: 'JSONata', StartAt: 'Each', States: { Each } };

  it('reads its items from the given objects, and its children are part of the path', async () => {
    const mocks = { Fold: [{ result: 1 }, { error: 'Torn' }, { result: 3 }] };
    const run = await runStateMachine(distributed, { mocks, objects: { 'b/k.csv': 'n\n1\n2\n3\n' } });
    expect(run).toHaveSucceeded();
    expect(run.steps[0]?.lines.map(({ item, steps }) => [item, steps[0]?.name, steps[0]?.failure?.error])).toEqual([
      [0, 'Fold', undefined],
      [1, 'Fold', 'Torn'],
      [2, 'Fold', undefined],
    ]);
    expect(untakenTransitions([run])).toEqual([]);
  });

  it('an object that is not there fails it', async () => {
    expect(await runStateMachine(distributed)).toHaveFailedWith('States.ItemReaderFailed');
  });
});

describe('matchers', () => {
  const runs = () =>
    Promise.all([
      runStateMachine(machine, { mocks: light }),
      runStateMachine(machine, { mocks: { Weigh: { error: 'TooHeavy' } } }),
    ]);
  it.each<[string, (good: MachineRun, bad: MachineRun) => void]>([
    ['toHaveVisited', (good) => expect(good).toHaveVisited('Weigh', 'Refuse')],
    ['toHaveVisited in order', (good) => expect(good).toHaveVisited('Done', 'Weigh')],
    ['toHaveRetried', (good) => expect(good).toHaveRetried('Weigh', 1)],
    ['toHaveSucceeded', (_, bad) => expect(bad).toHaveSucceeded()],
    ['toHaveSucceeded with', (good) => expect(good).toHaveSucceeded({ kg: 2 })],
    ['toHaveFailedWith', (good) => expect(good).toHaveFailedWith('Refused')],
    ['toHaveFailedWith another', (_, bad) => expect(bad).toHaveFailedWith('TooHeavy')],
    ['toHaveFailedWith a cause', (_, bad) => expect(bad).toHaveFailedWith('Refused', 'paper')],
  ])('%s fails where it should', async (_what, assertion) => {
    const [good, bad] = await runs();
    expect(() => good && bad && assertion(good, bad)).toThrow(/^expected /);
  });

  it('pass where they should', async () => {
    const [good, bad] = await runs();
    expect(good).toHaveSucceeded({ kg: 1 });
    expect(good).toHaveVisited('Weigh', 'Done');
    expect(good).not.toHaveVisited('Refuse');
    expect(bad).toHaveFailedWith('Refused', 'packed');
  });
});

describe('transitions', () => {
  it('those that no run took are named, catchers one by one', async () => {
    const runs = [
      await runStateMachine(machine, { mocks: light }),
      await runStateMachine(machine, { mocks: { Weigh: { error: 'TooLight' } } }),
    ];
    expect(untakenTransitions(runs)).toEqual([
      'Weigh -[States.ALL]-> Refuse',
      'IsHeavy -> Pack',
      'Pack -> Done',
      'Pack -[States.ALL]-> Refuse',
      'Rest -> (end)',
      'Wrap -> (end)',
      'Fold -> (end)',
    ]);
  });

  it('are all taken by enough runs', async () => {
    const runs = await Promise.all(
      [
        light,
        heavy,
        { ...heavy, Fold: { never: true } as const },
        { Weigh: { error: 'TooHeavy' } },
        { Weigh: { error: 'X' } },
      ].map((mocks) => runStateMachine(machine, { mocks })),
    );
    expect(untakenTransitions(runs)).toEqual([]);
  });
});
