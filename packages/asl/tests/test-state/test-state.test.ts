import { describe, expect, it } from 'vitest';
import { inner, map, mock, refused, roleArn, task, test } from '#tests/test-state/tested.ts';

describe('what a state does with its data', () => {
  it.each<[string, Parameters<typeof test>[0], object]>([
    [
      'Pass',
      { definition: { Type: 'Pass', InputPath: '$.a', ResultPath: '$.b', Next: 'N' }, input: '{"a":1}' },
      {
        status: 'SUCCEEDED',
        nextState: 'N',
        output: '{"a":1,"b":1}',
        inspectionData: {
          input: '{"a":1}',
          afterInputPath: '1',
          afterParameters: '1',
          afterResultSelector: '1',
          afterResultPath: '{"a":1,"b":1}',
        },
      },
    ],
    [
      'Fail',
      { definition: { Type: 'Fail', Error: 'E', Cause: 'c' } },
      { status: 'FAILED', error: 'E', cause: 'c', inspectionData: { input: '{}', afterInputPath: '{}' } },
    ],
    [
      'Task, called',
      { definition: { ...task, ResultSelector: { 'm.$': '$.Message' }, ResultPath: '$.r' }, roleArn },
      {
        status: 'SUCCEEDED',
        output: '{"r":{"m":"m"}}',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{"Message":"m"}',
          result: '{"Message":"m"}',
          afterResultSelector: '{"m":"m"}',
          afterResultPath: '{"r":{"m":"m"}}',
        },
      },
    ],
    [
      'Task, its failure caught',
      {
        definition: {
          ...task,
          Catch: [
            { ErrorEquals: ['A'], Next: 'X' },
            { ErrorEquals: ['E'], Next: 'Y' },
          ],
        },
        mock: { errorOutput: { error: 'E', cause: 'c' } },
      },
      {
        status: 'CAUGHT_ERROR',
        nextState: 'Y',
        error: 'E',
        cause: 'c',
        output: '{"Error":"E","Cause":"c"}',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{"Message":"m"}',
          errorDetails: { catchIndex: 1 },
        },
      },
    ],
    [
      'Task, no more to be retried, and caught',
      {
        definition: {
          ...task,
          Retry: [{ ErrorEquals: ['A'] }, { ErrorEquals: ['E'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Y' }],
        },
        mock: { errorOutput: { error: 'E' } },
        stateConfiguration: { retrierRetryCount: 2 },
      },
      {
        status: 'CAUGHT_ERROR',
        nextState: 'Y',
        error: 'E',
        output: '{"Error":"E","Cause":null}',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{"Message":"m"}',
          errorDetails: { retryIndex: 1, catchIndex: 0 },
        },
      },
    ],
    [
      'Task, no more to be retried',
      {
        definition: { ...task, Retry: [{ ErrorEquals: ['E'], MaxAttempts: 0 }] },
        mock: { errorOutput: { error: 'E', cause: 'c' } },
      },
      {
        status: 'FAILED',
        error: 'E',
        cause: 'c',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{"Message":"m"}',
          errorDetails: { retryIndex: 0 },
        },
      },
    ],
    [
      'Pass with a result of its own',
      { definition: { Type: 'Pass', Result: { a: 1 }, ResultPath: '$.r', End: true } },
      {
        status: 'SUCCEEDED',
        output: '{"r":{"a":1}}',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{}',
          result: '{"a":1}',
          afterResultSelector: '{"a":1}',
          afterResultPath: '{"r":{"a":1}}',
        },
      },
    ],
    [
      'Task, to be retried for the third time',
      {
        definition: { ...task, Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 3 }] },
        mock: { errorOutput: { error: 'E' } },
        stateConfiguration: { retrierRetryCount: 2 },
        inspectionLevel: 'DEBUG',
      },
      {
        status: 'RETRIABLE',
        error: 'E',
        inspectionData: {
          input: '{}',
          afterInputPath: '{}',
          afterParameters: '{"Message":"m"}',
          errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 18 },
        },
      },
    ],
    [
      'Map',
      {
        definition: { ...map, ItemSelector: { 'i.$': '$$.Map.Item.Value' }, MaxConcurrency: 2 },
        input: '{"list":[7]}',
        mock: mock(['x']),
      },
      {
        status: 'SUCCEEDED',
        output: '["x"]',
        inspectionData: {
          input: '{"list":[7]}',
          afterInputPath: '{"list":[7]}',
          afterItemsPath: '[7]',
          afterItemSelector: '[{"i":7}]',
          afterResultSelector: '["x"]',
          afterResultPath: '["x"]',
          maxConcurrency: 2,
        },
      },
    ],
    [
      'JSONata, with variables',
      {
        definition: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $a + $states.input.b %}', End: true },
        input: '{"b":2}',
        variables: '{"a":1}',
      },
      { status: 'SUCCEEDED', output: '3', inspectionData: { input: '{"b":2}', variables: '{"a":1}' } },
    ],
  ])('%s', async (_, request, expected) => {
    expect(await test(request)).toEqual(expected);
  });

  it('is not told at level INFO', async () => {
    const response = await test({ definition: { Type: 'Succeed' }, inspectionLevel: 'INFO' });
    expect(response).toEqual({ status: 'SUCCEEDED', output: '{}' });
  });
});

describe('a state of a machine', () => {
  const definition = {
    StartAt: 'M',
    States: {
      M: { ...map, Next: 'End', End: undefined },
      End: { Type: 'Succeed' },
    },
  };

  it('is found inside a Map too', async () => {
    const text = JSON.stringify(definition);
    const request = { definition: JSON.parse(text), stateName: 'I', input: '5', inspectionLevel: 'INFO' } as const;
    expect(await test(request)).toEqual({ status: 'SUCCEEDED', output: '5' });
    expect(await refused({ ...request, stateName: 'J' })).toBe('ValidationException: State not found in definition');
  });
});

describe('a distributed Map', () => {
  const config = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } };
  const distributed = { ...map, ItemProcessor: { ...config, ...inner }, ToleratedFailureCount: 1 };

  it.each([
    [0, 'SUCCEEDED'],
    [1, 'SUCCEEDED'],
    [2, 'FAILED'],
  ])('of which %i items failed has %s', async (mapIterationFailureCount, status) => {
    const request = { definition: distributed, input: '{"list":[1,2,3]}', mock: mock([1]) };
    const response = await test({ ...request, stateConfiguration: { mapIterationFailureCount } });
    expect(response.status).toBe(status);
    if (status === 'FAILED') expect(response.error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('that says nothing of failures is not failed by them', async () => {
    const { ToleratedFailureCount: _, ...definition } = distributed;
    const stateConfiguration = { mapIterationFailureCount: 3 };
    const request = { definition, input: '{"list":[1,2,3]}', mock: mock([1]), stateConfiguration };
    expect((await test(request)).status).toBe('SUCCEEDED');
  });

  // https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html
  it('has the items that its reader would find in its input, where no data are given', async () => {
    const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
    const { inspectionData } = await test({
      definition: { ...distributed, ItemReader, ItemSelector: { 'n.$': '$$.Map.Item.Value' } },
      input: '{"list":[1,2]}',
      mock: mock([]),
    });
    expect(inspectionData?.afterItemSelector).toBe('[{"n":1},{"n":2}]');
  });

  it('shows what a pointer points at', async () => {
    const { ItemsPath: _, ...rest } = distributed;
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', ItemsPointer: '/a/b' },
      Parameters: { Bucket: 'b', Key: 'k' },
    };
    const { inspectionData } = await test({
      definition: { ...rest, ItemReader },
      mock: mock(['x']),
      stateConfiguration: { mapItemReaderData: '{"a":{"b":[1,2]}}' },
    });
    expect(inspectionData?.afterItemsPointer).toBe('[1,2]');
  });

  it('reads the data that is given in place of what its reader would find', async () => {
    const { ItemsPath: _, ...rest } = distributed;
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      Parameters: { Bucket: 'b', Key: 'k' },
    };
    const { inspectionData } = await test({
      definition: { ...rest, ItemReader, ItemSelector: { 'n.$': '$$.Map.Item.Value.name' } },
      mock: mock(['x']),
      stateConfiguration: { mapItemReaderData: 'name\na\nb\n' },
    });
    expect(inspectionData?.afterItemSelector).toBe('[{"n":"a"},{"n":"b"}]');
  });
});

it('shows the batches of a distributed Map', async () => {
  const processor = { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } };
  const definition = { ...map, ItemProcessor: processor, ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { b: 1 } } };
  const { inspectionData } = await test({ definition, input: '{"list":[1,2,3]}', mock: mock([]) });
  expect(inspectionData?.afterItemBatcher).toBe(
    '[{"BatchInput":{"b":1},"Items":[1,2]},{"BatchInput":{"b":1},"Items":[3]}]',
  );
});

it('a state inside a Map works on the first item, which is its input', async () => {
  const pass = { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, End: true };
  const processor = { StartAt: 'I', States: { I: pass } };
  const definition = { StartAt: 'M', States: { M: { ...map, ItemProcessor: processor } } };
  const { output } = await test({ definition, stateName: 'I', input: '"x"' });
  expect(output).toBe('{"item":{"Index":0,"Value":"x"}}');
});
