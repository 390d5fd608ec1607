import { describe, expect, it } from 'vitest';
import { inner, map, mock, parallel, refused, task, test } from '#tests/test-state/tested.ts';

describe('a mocked Context object', () => {
  const definition = { ...task, Parameters: { 'Message.$': '$$.Execution.Name' } };
  const withContext = (context: string) => refused({ definition, context, mock: mock({ MessageId: '11' }) });

  it('is what the state sees', async () => {
    const { inspectionData } = await test({
      definition,
      context: '{"Execution":{"Name":"given"}}',
      mock: mock({ MessageId: '11' }),
    });
    expect(inspectionData?.afterParameters).toBe('{"Message":"given"}');
  });

  it.each([
    ['{"Other":{}}', "Field 'Other' is not allowed"],
    ['{"State":{"Foo":1}}', "Field 'Foo' is not allowed"],
    ['{"Map":{}}', "'Map' field is not supported when mocking a Context object"],
    ['{"State":{"RetryCount":"1"}}', 'State.RetryCount must be a number'],
    ['{"Task":1}', 'Task must be an object'],
    [
      '{"Task":{"Token":"t"}}',
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
    ['[]', 'the Context object must be a valid JSON object'],
  ])('is refused: %s', async (context, why) => {
    expect(await withContext(context)).toBe(`ValidationException: Invalid Context object provided: ${why}`);
  });
});

it('a given Context object is all that there is', async () => {
  const definition = { ...task, Parameters: { 'Message.$': '$$.State.Name' } };
  const response = await test({ definition, context: '{"Execution":{}}', mock: mock({ MessageId: '11' }) });
  expect(response).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
});

it.each(['sync', 'waitForTaskToken'])('a token may be given, and is made up, for %s', async (pattern) => {
  const definition = {
    Type: 'Task',
    Resource: `arn:aws:states:::ecs:runTask.${pattern}`,
    Parameters: { TaskDefinition: 't', 'Token.$': '$$.Task.Token' },
    End: true,
  };
  const given = await test({ definition, context: '{"Task":{"Token":"t"}}', mock: mock({ MessageId: '11' }) });
  expect(given.inspectionData?.afterParameters).toBe('{"TaskDefinition":"t","Token":"t"}');
  const madeUp = await test({ definition, mock: mock({ MessageId: '11' }) });
  expect(madeUp.inspectionData?.afterParameters).toBe('{"TaskDefinition":"t","Token":"id"}');
});

describe('mocked results', () => {
  it.each<[string, unknown, 'STRICT' | 'PRESENT' | 'NONE', string]>([
    ['complete', { MessageId: '11', Parts: [true], Extra: { a: 'b' } }, 'STRICT', 'accepted'],
    ['unknown members', { MessageId: '11', Foo: 1 }, 'STRICT', 'accepted'],
    ['a member missing', {}, 'STRICT', "Required field 'MessageId' is missing"],
    ['a member missing', {}, 'PRESENT', 'accepted'],
    ['another type', { MessageId: 1 }, 'PRESENT', "Field 'MessageId' must be a string"],
    ['another type', { MessageId: 1 }, 'NONE', 'accepted'],
    ['too short', { MessageId: '1' }, 'STRICT', "Field 'MessageId' is smaller than the minimum length"],
    ['no number', { MessageId: '11', Count: '1' }, 'STRICT', "Field 'Count' must be a number"],
    ['too small', { MessageId: '11', Count: 0 }, 'PRESENT', "Field 'Count' is smaller than the minimum value"],
    ['too large', { MessageId: '11', Count: 10 }, 'STRICT', "Field 'Count' is larger than the maximum value"],
    ['too large', { MessageId: '11', Count: 10 }, 'NONE', 'accepted'],
    [
      'none of the values',
      { MessageId: '11', State: 'c' },
      'PRESENT',
      "Field 'State' must be one of the following values: [a, b]",
    ],
    ['no list', { MessageId: '11', Parts: 'x' }, 'STRICT', "Field 'Parts' must be an array"],
    ['an item of another type', { MessageId: '11', Parts: [true, 1] }, 'STRICT', "Field 'Parts' must be a boolean"],
    ['a value of another type', { MessageId: '11', Extra: { a: 1 } }, 'STRICT', "Field 'a' must be a string"],
    ['no object', 'text', 'STRICT', "Field 'result' must be an object"],
  ])('%s: %j in mode %s', async (_, result, fieldValidationMode, expected) => {
    const wanted =
      expected === 'accepted' ? expected : `ValidationException: Mock result schema validation error: ${expected}`;
    expect(await refused({ definition: task, mock: { ...mock(result), fieldValidationMode } })).toBe(wanted);
  });
});

describe('what cannot be tested', () => {
  it.each<[string, Parameters<typeof test>[0], string]>([
    [
      'a Pass with a mock',
      { definition: { Type: 'Pass', End: true }, mock: mock(1) },
      "ValidationException: State type 'Pass' is not supported when a mock is specified",
    ],
    [
      'a Map without',
      { definition: map },
      'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
    ...[0, 1].map((mapIterationFailureCount): [string, Parameters<typeof test>[0], string] => [
      `failures of a Map without a mock: ${mapIterationFailureCount}`,
      { definition: map, stateConfiguration: { mapIterationFailureCount } },
      'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
    ]),
    [
      'more failures than items',
      {
        definition: map,
        input: '{"list":[1]}',
        mock: mock([1]),
        stateConfiguration: { mapIterationFailureCount: 2 },
      },
      'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
    ],
    [
      'a list as the result of a Map that writes its results',
      {
        definition: {
          ...map,
          ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } },
          ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } },
        },
        mock: mock([1]),
      },
      'ValidationException: Mocked result must be a JSON object.',
    ],
    [
      'a Task without role',
      { definition: task },
      'ValidationException: RoleArn must be specified when testing a Task state',
    ],
    [
      'two mocks',
      { definition: task, mock: { result: '{}', errorOutput: {} } },
      'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      'a mock that is no JSON',
      { definition: task, mock: { result: '{' } },
      'ValidationException: Mocked result must be valid JSON',
    ],
    [
      'secrets with a mock',
      { definition: task, mock: mock({}), revealSecrets: true },
      'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      'a Map whose result is no list',
      { definition: map, mock: mock({}) },
      'ValidationException: Mocked result must be an array.',
    ],
    [
      'a result for each branch',
      { definition: parallel, mock: mock([1, 2]) },
      'ValidationException: Mocked result must contain the same number of items as number of Parallel branches.',
    ],
    [
      'a wrong definition',
      { definition: { ...parallel, Branches: [] }, mock: mock([]) },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'",
    ],
    [
      'input that is no JSON',
      { definition: { Type: 'Succeed' }, input: 'x' },
      `InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)"x"; line: 1, column: 2]'`,
    ],
    [
      'an unknown cause',
      { definition: map, mock: { errorOutput: {} }, stateConfiguration: { errorCausedByState: 'Z' } },
      "ValidationException: The state 'Z' cannot have caused the error",
    ],
  ])('%s', async (_, request, expected) => {
    expect(await refused(request)).toBe(expected);
  });
});
