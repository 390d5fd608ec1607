import { describe, expect, it } from 'vitest';
import type { MapState } from '#asl/definition/types.ts';
import { StatesError } from '#asl/error.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import type { ObjectPort, TaskPort } from '#asl/ports.ts';
import { bytes, distributed, oddFails } from '#tests/support/distributed.ts';
import { machineOf, noObjects, noTasks, run, testPorts } from '#tests/support/run.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('items', () => {
  it.each<[string, Partial<MapState>, Json, Json]>([
    ['are the input', {}, [2, 4], [2, 4]],
    ['are where ItemsPath says', { ItemsPath: '$.list' }, { list: [2] }, [2]],
    [
      'are the members of an object',
      { ItemsPath: '$.servers' },
      { servers: { web: 80, db: 5432 } },
      [
        { Key: 'web', Value: 80 },
        { Key: 'db', Value: 5432 },
      ],
    ],
    [
      'are known by name, value and source',
      { ItemSelector: { 'item.$': '$$.Map.Item' } },
      { web: 80 },
      [{ item: { Index: 0, Value: 80, Key: 'web', Source: 'STATE_DATA' } }],
    ],
    [
      'are what an expression yields, also an object',
      { QueryLanguage: 'JSONata', Items: '{% $states.input.servers %}' },
      { servers: { web: 80 } },
      [{ Key: 'web', Value: 80 }],
    ],
    ['are selected', { ItemSelector: { 'v.$': '$$.Map.Item.Value', 'all.$': '$' } }, [2], [{ v: 2, all: [2] }]],
    ['come in batches', { ItemBatcher: { MaxItemsPerBatch: 2 } }, [1, 2, 3], [{ Items: [1, 2] }, { Items: [3] }]],
    [
      'come in batches of bytes, with an input of their own',
      { ItemBatcher: { MaxInputBytesPerBatch: 37, BatchInput: { 'n.$': '$[0]' } } },
      [2, 4, 6, 8],
      [
        { BatchInput: { n: 2 }, Items: [2, 4] },
        { BatchInput: { n: 2 }, Items: [6, 8] },
      ],
    ],
  ])('%s', async (_, fields, input, output) => {
    expect((await run(machineOf(distributed(fields)), input, { tasks: oddFails })).output).toEqual(output);
  });

  it('are read from objects', async () => {
    const objects: ObjectPort = {
      ...noObjects,
      get: async ({ bucket, key }) => bytes(JSON.stringify([bucket, key, 'third'])),
    };
    const reader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', MaxItemsPath: '$.most' },
      Parameters: { 'Bucket.$': '$.bucket', Key: 'k' },
    };
    const { output } = await run(
      machineOf(distributed({ ItemReader: reader })),
      { bucket: 'b', most: 2 },
      { tasks: oddFails, objects },
    );
    expect(output).toEqual(['b', 'k']);
  });
});

describe('failures are tolerated', () => {
  it.each<[string, Partial<MapState>, boolean]>([
    ['not at all, unless it says so', {}, false],
    ['up to a count', { ToleratedFailureCount: 5 }, true],
    ['up to that count', { ToleratedFailureCount: 4 }, false],
    ['up to a percentage', { ToleratedFailurePercentage: 50 }, true],
    ['up to that percentage', { ToleratedFailurePercentage: 49 }, false],
    ['by the stricter of both', { ToleratedFailurePercentage: 50, ToleratedFailureCount: 1 }, false],
  ])('%s', async (_, fields, succeeds) => {
    const { result, output } = await run(machineOf(distributed(fields)), numbers(10), { tasks: oddFails });
    if (succeeds) expect(output).toEqual([0, 2, 4, 6, 8]);
    else {
      expect(result).toMatchObject({
        error: 'States.ExceedToleratedFailureThreshold',
        cause: 'The specified tolerated failure threshold was exceeded',
      });
    }
  });

  it.each([-1, 100.1])('a percentage of %d is none', async (ToleratedFailurePercentage) => {
    const { result } = await run(machineOf(distributed({ ToleratedFailurePercentage })), []);
    expect(result).toMatchObject({
      cause: expect.stringMatching('ToleratedFailurePercentage must be between 0 and 100'),
    });
  });
});

it('records its run', async () => {
  const { events } = await run(machineOf(distributed()), [1], { tasks: oddFails });
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'MapStateEntered',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunFailed',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
  expect(events[3]?.mapRunStartedEventDetails).toEqual({
    mapRunArn: 'arn:aws:states:us-east-1:000000000000:mapRun:lab/Backlog:id-1',
  });
});

it('is left after its beginning, as recorded since November 2024', async () => {
  const { events } = await run(machineOf(distributed()), [2], { tasks: oddFails });
  expect(events.slice(2).map(({ type, previousEventId }) => [type, previousEventId])).toEqual([
    ['MapStateStarted', 2],
    ['MapRunStarted', 3],
    ['MapRunSucceeded', 4],
    ['MapStateSucceeded', 5],
    ['MapStateExited', 4],
    ['ExecutionSucceeded', 7],
  ]);
});

it('writes results to a bucket and says where', async () => {
  const written = new Map<string, Json>();
  const objects: ObjectPort = {
    ...noObjects,
    put: async ({ bucket, key, body }) => void written.set(`${bucket}/${key}`, JSON.parse(String(body))),
  };
  const { output } = await run(
    machineOf(
      distributed({
        ToleratedFailureCount: 1,
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out', Prefix: 'runs' } },
      }),
    ),
    [2, 1],
    { tasks: oddFails, objects },
  );
  const MapRunArn = 'arn:aws:states:us-east-1:000000000000:mapRun:lab/Backlog:id-1';
  expect(output).toEqual({ MapRunArn, ResultWriterDetails: { Bucket: 'out', Key: 'runs/id-1/manifest.json' } });
  expect(written.get('out/runs/id-1/SUCCEEDED_0.json')).toMatchObject([
    { Input: '2', Output: '2', Status: 'SUCCEEDED' },
  ]);
  expect(written.get('out/runs/id-1/FAILED_0.json')).toMatchObject([{ Input: '1', Error: 'Odd', Status: 'FAILED' }]);
  expect(written.get('out/runs/id-1/manifest.json')).toMatchObject({
    DestinationBucket: 'out',
    MapRunArn,
    ResultFiles: { PENDING: [], SUCCEEDED: [{ Key: 'runs/id-1/SUCCEEDED_0.json' }] },
  });
});

describe('a WriterConfig alone formats the result', () => {
  const lists: TaskPort = {
    ...noTasks,
    request: async ({ parameters }) => (parameters === 1 ? Promise.reject(new StatesError('Odd')) : [parameters, 'x']),
  };
  it.each<[JsonObject, object]>([
    [{ Transformation: 'COMPACT', OutputType: 'JSON' }, [[0, 'x'], { Error: 'Odd', Status: 'FAILED' }, [2, 'x']]],
    [{ Transformation: 'FLATTEN', OutputType: 'JSON' }, [0, 'x', { Error: 'Odd', Status: 'FAILED' }, 2, 'x']],
    [
      { Transformation: 'NONE', OutputType: 'JSON' },
      [{ Output: '[0,"x"]', Status: 'SUCCEEDED' }, { Status: 'FAILED' }, { Output: '[2,"x"]', Status: 'SUCCEEDED' }],
    ],
  ])('%j', async (WriterConfig, expected) => {
    const map = distributed({ ToleratedFailureCount: 1, ResultWriter: { WriterConfig } });
    expect((await run(machineOf(map), [0, 1, 2], { tasks: lists })).output).toMatchObject(expected);
  });

  it('as lines', async () => {
    const map = distributed({ ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' } } });
    expect((await run(machineOf(map), [0, 2], { tasks: lists })).output).toBe('0\n"x"\n2\n"x"');
  });
});

it('leaves what there is of results where it fails, and what was not run', async () => {
  const written = new Map<string, Json>();
  const objects: ObjectPort = {
    ...noObjects,
    put: async ({ key, body }) => void written.set(key.split('/').at(-1) ?? '', JSON.parse(String(body))),
  };
  const writer = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'out' } };
  const map = distributed({ MaxConcurrency: 1, ResultWriter: writer });
  const { result } = await run(machineOf(map), [0, 1, 2, 4], { tasks: oddFails, objects });
  expect(result).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
  expect(written.get('SUCCEEDED_0.json')).toMatchObject([{ Input: '0' }]);
  expect(written.get('FAILED_0.json')).toMatchObject([{ Input: '1', Error: 'Odd' }]);
  expect(written.get('PENDING_0.json')).toMatchObject([{ Input: '2', Status: 'PENDING' }, { Input: '4' }]);
  expect(written.get('manifest.json')).toMatchObject({
    ResultFiles: { PENDING: [{ Key: expect.stringMatching(/PENDING_0/) }] },
  });
});

it('never has more children under way than MaxConcurrency', async () => {
  let running = 0;
  let most = 0;
  const ports = testPorts();
  const tasks: TaskPort = {
    ...noTasks,
    async request({ parameters }) {
      running += 1;
      most = Math.max(most, running);
      await ports.clock.sleep(1000);
      running -= 1;
      return parameters;
    },
  };
  await run(machineOf(distributed({ MaxConcurrency: 3 })), numbers(20), { ...ports, tasks });
  expect(most).toBe(3);
});

it('has 10,000 children under way where no limit is named, and no more where a higher one is', async () => {
  let running = 0;
  let most = 0;
  let all = (): void => {};
  const together = new Promise<void>((resolve) => {
    all = resolve;
  });
  const tasks: TaskPort = {
    ...noTasks,
    async request({ parameters }) {
      running += 1;
      most = Math.max(most, running);
      if (running === 10_000) all();
      await together;
      running -= 1;
      return parameters;
    },
  };
  await run(machineOf(distributed({ MaxConcurrency: 20_000 })), numbers(10_001), { tasks });
  expect(most).toBe(10_000);
});
