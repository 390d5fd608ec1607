import { describe, expect, it } from 'vitest';
import { found, jsonata, LAMBDA, machine, map, pass, processor, task } from '#tests/definition/found.ts';

describe('values', () => {
  it.each<[string, object, string[]]>([
    ['a time limit of none', { ...task, TimeoutSeconds: 0 }, ['Minimum value is 1 @ /States/S/TimeoutSeconds']],
    [
      'a wait that is too long',
      { Type: 'Wait', Seconds: 1e8, End: true },
      ['Maximum value is 99999999 @ /States/S/Seconds'],
    ],
    [
      'a share above all',
      { ...map, ToleratedFailurePercentage: 101 },
      ['Maximum value is 100.0 @ /States/S/ToleratedFailurePercentage'],
    ],
    [
      'a number as text',
      { ...map, MaxConcurrency: '5' },
      ['Expected value of type Integer @ /States/S/MaxConcurrency'],
    ],
    [
      'a date without zone',
      { Type: 'Wait', Timestamp: '2030-01-01', End: true },
      ['String does not match RFC3339 timestamp @ /States/S/Timestamp'],
    ],
    ['a path that is none', { ...pass, InputPath: 'x' }, ['Value must be a valid JSONPath. @ /States/S/InputPath']],
    [
      'a result in a variable',
      { ...pass, ResultPath: '$v.a' },
      ['Value is not a Reference Path @ /States/S/ResultPath'],
    ],
    [
      'a limit from the Context object',
      { ...map, MaxConcurrencyPath: '$$.n' },
      ['Value is not a Reference Path @ /States/S/MaxConcurrencyPath'],
    ],
    ['items from the Context object', { ...map, ItemsPath: '$$.Execution.Input' }, []],
    ['a path to many nodes', { ...map, ItemsPath: '$..a' }, ['Value is not a Reference Path @ /States/S/ItemsPath']],
    [
      'jitter that is none',
      { ...task, Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }] },
      ['Value should be one of the following: [NONE, FULL] @ /States/S/Retry[0]/JitterStrategy'],
    ],
    [
      'all errors before others',
      { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] },
      ['States.ALL must appear alone and at end of list @ /States/S/Retry[0]/ErrorEquals'],
    ],
    [
      'a resource that is no ARN',
      { ...task, Resource: 'resize' },
      ['Value is not a valid resource ARN @ /States/S/Resource'],
    ],
    [
      'a job that a service does not offer',
      { ...task, Resource: `${LAMBDA}.sync` },
      [
        `The resource provided ${LAMBDA}.sync is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. @ /States/S/Resource`,
      ],
    ],
    [
      'a parameter that the call needs',
      { ...task, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { 'QueueUrl.$': '$.q' } },
      ["The field 'MessageBody' is required but was missing @ /States/S/Parameters"],
    ],
    [
      'a template',
      { ...pass, Parameters: { a: { 'b.$': 'States.Nope(1)' } } },
      [
        "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call @ /States/S/Parameters/a",
      ],
    ],
    [
      'a name of a variable',
      { ...pass, Assign: { 'a-b': 1 } },
      [
        "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. @ /States/S/Assign/a-b",
      ],
    ],
    [
      'the reserved variable',
      { ...pass, Assign: { states: 1 } },
      ["RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. @ /States/S/Assign/states"],
    ],
    [
      'a distributed Map without a type of executions',
      { ...map, ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED' } } },
      ['These fields are required: [ExecutionType] @ /States/S/ItemProcessor/ProcessorConfig'],
    ],
    [
      'a label that is too long',
      { ...map, Label: 'x'.repeat(41) },
      [
        `INVALID_LABEL_NAME: Label '${'x'.repeat(41)}' exceeds the 40-character limit allowed by the service @ /States/S/Label`,
      ],
    ],
  ])('%s', (_, state, expected) => {
    expect(found(machine(state))).toEqual(expected);
  });
});

describe('JSONata expressions', () => {
  it.each<[string, string[]]>([
    ['1 +', ['INVALID_JSONATA_EXPRESSION: Unexpected end of expression']],
    ['"open', ['INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote']],
    ['$$', ["UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported."]],
    ['photo.width', ["UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'photo' at the top level is not supported."]],
    ['$.width', ["UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$' at the top level is not supported."]],
    ['$states.errorOutput', ["UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist."]],
    ['$states.input.items[width > 3]', []],
    ['$map($states.input.a, function($x) { $x.width })', []],
    ['($n := 2; $n * $factor)', []],
  ])('%s', (expression, expected) => {
    const state = { ...pass, Output: { size: [`{% ${expression} %}`] } };
    expect(found(machine(state, jsonata))).toEqual(expected.map((message) => `${message} @ /States/S/Output/size[0]`));
  });

  it('read the error in a catcher only', () => {
    const caught = { ErrorEquals: ['States.ALL'], Next: 'Done', Output: '{% $states.errorOutput %}' };
    expect(found(machine({ ...task, Catch: [caught] }, jsonata))).toEqual([]);
  });

  it('are no expressions where nothing is evaluated', () => {
    expect(found(machine({ ...pass, Comment: '{% 1 + %}' }, jsonata))).toEqual([]);
    expect(found(machine({ ...pass, Parameters: { a: '{% 1 + %}' } }))).toEqual([]);
  });
});
