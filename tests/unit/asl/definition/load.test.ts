import { describe, expect, it } from 'vitest';
import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import { loadDefinition } from '#asl/definition/load.ts';
import { validateDefinition } from '#asl/definition/validate.ts';

/** A machine of one state, `S`, beside a `Done` that it may go to. */
const machine = (state: object, top: object = {}) => ({
  StartAt: 'S',
  States: { S: state, ...(JSON.stringify(state).includes('"Next":"Done"') && { Done: { Type: 'Succeed' } }) },
  ...top,
});

const jsonata = { QueryLanguage: 'JSONata' };
const pass = { Type: 'Pass', End: true };
const LAMBDA = 'arn:aws:states:::lambda:invoke';
const task = { Type: 'Task', Resource: LAMBDA, End: true };
const processor = { StartAt: 'I', States: { I: pass } };
const map = { Type: 'Map', ItemProcessor: processor, End: true };

const found = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
  validateDefinition(definition, { type }).map(
    ({ code, message, location }) =>
      `${code === 'SCHEMA_VALIDATION_FAILED' ? '' : `${code}: `}${message} @ ${location}`,
  );

describe('fields', () => {
  it.each<[string, object, string[]]>([
    ['a misspelled field', { ...task, Retri: [] }, ["Field 'Retri' is not supported @ /States/S"]],
    ['a field of another type', { ...pass, Retry: [] }, ["Field 'Retry' is not supported @ /States/S"]],
    ['a time limit on a Map', { ...map, TimeoutSeconds: 5 }, ["Field 'TimeoutSeconds' is not supported @ /States/S"]],
    ['no type', { End: true }, ['These fields are required: [Type] @ /States/S']],
    [
      'an unknown type',
      { Type: 'Loop', End: true },
      [
        'Value should be one of the following: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] @ /States/S/Type',
      ],
    ],
    ['no resource', { Type: 'Task', End: true }, ['These fields are required: [Resource] @ /States/S']],
    [
      'neither Next nor End',
      { Type: 'Pass' },
      [
        'This object should have only one of the following fields: [Next, End] @ /States/S',
        'MISSING_END_STATE: Workflow has no terminal state @ undefined',
      ],
    ],
    [
      'both Next and End',
      { ...pass, Next: 'Done' },
      ['There should only be one of the following fields: [Next, End] @ /States/S'],
    ],
    ['no branch', { Type: 'Parallel', Branches: [], End: true }, ['Value cannot be empty @ /States/S/Branches']],
    [
      'a state in a branch',
      { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { ...pass, Foo: 1 } } }], End: true },
      ["Field 'Foo' is not supported @ /States/S/Branches[0]/States/B"],
    ],
    [
      'a language of its own in an item processor',
      { ...map, ItemProcessor: { ...processor, QueryLanguage: 'JSONata' } },
      ["Field 'QueryLanguage' is not supported @ /States/S/ItemProcessor"],
    ],
    [
      'two ways to wait',
      { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true },
      [
        'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] @ /States/S',
      ],
    ],
  ])('%s', (_, state, expected) => {
    expect(found(machine(state))).toEqual(expected);
  });

  it('of the machine itself', () => {
    expect(found({ StartAt: 'S' })).toEqual(['These fields are required: [States] @ /']);
    expect(found(machine(pass, { Comnent: 'x' }))).toEqual(["Field 'Comnent' is not supported @ /"]);
    expect(found(machine(pass, { Version: '2.0' }))).toEqual([
      'Value should be one of the following: [1.0] @ /Version',
    ]);
  });
});

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

describe('query languages', () => {
  it.each<[string, object, object, string[]]>([
    [
      'a field of the other one',
      { ...pass, Output: {} },
      {},
      [
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/S",
      ],
    ],
    [
      'a path in JSONata',
      { ...map, MaxConcurrencyPath: '$.n' },
      jsonata,
      [
        "The QueryLanguage is set to 'JSONata', but field 'MaxConcurrencyPath' is only supported for the 'JSONPath' QueryLanguage @ /States/S",
      ],
    ],
    [
      'back to JSONPath',
      { ...pass, QueryLanguage: 'JSONPath', Output: { a: 1 } },
      jsonata,
      ["'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine @ /States/S"],
    ],
    [
      'one that there is not',
      { ...pass, QueryLanguage: 'jsonata', InputPath: '$' },
      {},
      [
        "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage @ /States/S",
        'Value should be one of the following: [JSONPath, JSONata] @ /States/S/QueryLanguage',
      ],
    ],
    ['a state of its own language', { ...pass, ...jsonata, Output: '{% 1 %}' }, {}, []],
  ])('%s', (_, state, top, expected) => {
    expect(found(machine(state, top))).toEqual(expected);
  });

  it('a Map does not hand its language on to its states', () => {
    const inner = { StartAt: 'I', States: { I: { ...pass, Output: 1 } } };
    expect(found(machine({ ...map, ...jsonata, ItemProcessor: inner }))).toEqual([
      "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage @ /States/S/ItemProcessor/States/I",
    ]);
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

describe('transitions', () => {
  const states = (States: object, StartAt = 'A') => ({ StartAt, States });

  it.each<[string, object, string[]]>([
    [
      'a target that is not there',
      states({ A: { Type: 'Pass', Next: 'B' }, C: pass }),
      [
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B @ /States/A/Next",
        'MISSING_TRANSITION_TARGET: State "C" is not reachable. @ /States/C',
      ],
    ],
    [
      'a start that is not there',
      states({ A: pass }, 'B'),
      [
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B @ /StartAt",
        'MISSING_TRANSITION_TARGET: State "A" is not reachable. @ /States/A',
      ],
    ],
    [
      'no way out',
      states({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      ['MISSING_END_STATE: Workflow has no terminal state @ undefined'],
    ],
    [
      'out of a branch',
      states({
        A: { Type: 'Parallel', Branches: [states({ B: { Type: 'Pass', Next: 'Z' } }, 'B')], Next: 'Z' },
        Z: pass,
      }),
      ["MISSING_TRANSITION_TARGET: Missing 'Next' target: Z @ /States/A/Branches[0]/States/B/Next"],
    ],
    [
      'the same name in a branch',
      states({ A: { Type: 'Parallel', Branches: [states({ A: pass })], End: true } }),
      ['DUPLICATE_STATE_NAME: Duplicate State name: A @ /States/A/Branches[0]/States/A'],
    ],
  ])('%s', (_, definition, expected) => {
    expect(found(definition)).toEqual(expected);
  });
});

describe('Choice rules', () => {
  const choice = (rule: object) => machine({ Type: 'Choice', Choices: [{ Next: 'Done', ...rule }], Default: 'Done' });

  it.each<[string, object, string[]]>([
    [
      'nothing to compare',
      {},
      [
        'The object must have only one of the following fields, [And, Or, Not, Variable, Condition] @ /States/S/Choices[0]',
      ],
    ],
    [
      'two comparisons',
      { Variable: '$.a', IsNull: true, IsString: true },
      ['There should only be one of the following fields: [IsNull, IsString] @ /States/S/Choices[0]'],
    ],
    [
      'a transition inside',
      { Not: { Variable: '$.a', IsNull: true, Next: 'Done' } },
      ["Field 'Next' is not supported @ /States/S/Choices[0]/Not"],
    ],
    [
      'an operand of another type',
      { Variable: '$.a', NumericEquals: '1' },
      ['Expected value of type Number @ /States/S/Choices[0]/NumericEquals'],
    ],
    [
      'a variable that is no path',
      { Variable: 'a', IsNull: true },
      ["Value is not a Reference Path: Reference path didn't start with '$' @ /States/S/Choices[0]/Variable"],
    ],
    [
      'JSONata',
      { Condition: '{% true %}' },
      [
        "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage @ /States/S/Choices[0]",
      ],
    ],
    [
      'nested rules',
      { And: [{ Variable: '$.a', IsPresent: true }, { Not: { Variable: '$.a', StringMatches: 'x*' } }] },
      [],
    ],
  ])('%s', (_, rule, expected) => {
    expect(found(choice(rule))).toEqual(expected);
  });
});

describe('Express state machines', () => {
  it.each<[string, object, string]>([
    [
      'activities',
      { ...task, Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' },
      'Express state machine does not support Activity ARN @ /States/S/Resource',
    ],
    [
      'callbacks',
      { ...task, Resource: `${LAMBDA}.waitForTaskToken` },
      "Express state machine does not support '.waitForTaskToken' service integration  @ /States/S/Resource",
    ],
    [
      'jobs',
      { ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' },
      "Express state machine does not support '.sync' service integration  @ /States/S/Resource",
    ],
  ])('have no %s', (_, state, expected) => {
    expect(found(machine(state))).toEqual([]);
    expect(found(machine(state), 'EXPRESS')).toEqual([expected]);
  });
});

describe('loadDefinition', () => {
  it('answers what it was given', () => {
    expect(loadDefinition(JSON.stringify(machine(pass)))).toEqual(machine(pass));
  });

  it('throws one error for all faults, in the words of CreateStateMachine', () => {
    const load = () => loadDefinition(machine({ ...pass, Foo: 1, Bar: 2 }));
    expect(load).toThrow(InvalidDefinition);
    expect(load).toThrow(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'Foo' is not supported at /States/S, SCHEMA_VALIDATION_FAILED: Field 'Bar' is not supported at /States/S'",
    );
  });

  it.each(['', 'not json', '[1,', '"text"', 'null', '5', '[]'])('refuses %j', (source) => {
    expect(() => loadDefinition(source)).toThrow(InvalidDefinition);
  });
});
