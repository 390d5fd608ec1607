import { describe, expect, it } from 'vitest';
import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import { loadDefinition } from '#asl/definition/load.ts';
import { found, LAMBDA, machine, map, pass, processor, task } from '#tests/definition/found.ts';

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

  it.each(['', ' \n', '"text"', 'null', '5', '[]'])('%j is no definition', (source) => {
    expect(found(source)).toEqual(['Definition must be a valid JSON object @ undefined']);
    expect(() => loadDefinition(source)).toThrow(InvalidDefinition);
  });

  it('says what is no JSON in the words of Jackson', () => {
    expect(found('not a json')).toEqual([
      `INVALID_JSON_DESCRIPTION: Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)"not a json"; line: 1, column: 4] @ undefined`,
    ]);
  });

  it('leaves two blanks where a message ends in one', () => {
    const callback = machine({ ...task, Resource: `${LAMBDA}.waitForTaskToken` });
    expect(() => loadDefinition(callback, { type: 'EXPRESS' })).toThrow(
      "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration  at /States/S/Resource'",
    );
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
      'no start, from which nothing is reached',
      { States: { A: pass, B: pass } },
      ['These fields are required: [StartAt] @ /'],
    ],
    [
      'a branch without a start',
      states({ A: { Type: 'Parallel', Branches: [{ States: { B: pass, C: pass } }], End: true } }),
      ['These fields are required: [StartAt] @ /States/A/Branches[0]'],
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

describe('variables', () => {
  const assigning = (Assign: object) => ({ Type: 'Pass', Assign, End: true });
  const around = (state: object, more: object = {}) =>
    machine({
      Type: 'Map',
      ItemProcessor: { StartAt: 'I', States: { I: state }, ...more },
      Assign: { total: 1 },
      End: true,
    });
  const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

  it.each<[string, object, string[]]>([
    ['of inner states have other names', around(assigning({ own: 1 })), []],
    [
      'around a state are not assigned inside',
      around(assigning({ 'total.$': '$' })),
      ["Variable 'total' is already assigned in an outer scope @ /States/S/ItemProcessor/States/I/Assign/total.$"],
    ],
    // Recorded: the catcher assigns when the branch and its variables are gone.
    [
      'of a branch may be those that its Parallel state assigns when it fails',
      machine({
        Type: 'Parallel',
        Branches: [{ StartAt: 'I', States: { I: assigning({ why: 1 }) } }],
        Catch: [{ ErrorEquals: ['A'], Assign: { 'why.$': '$.Cause' }, Next: 'Done' }],
        End: true,
      }),
      [],
    ],
    [
      'of an iteration may be those that its Map state assigns when it fails',
      machine({
        ...map,
        ItemProcessor: { StartAt: 'I', States: { I: assigning({ why: 1 }) } },
        Catch: [{ ErrorEquals: ['A'], Assign: { why: 1 }, Next: 'Done' }],
      }),
      [],
    ],
    [
      'of a branch are not those of another state that catches',
      machine({
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'I',
            States: { I: { ...map, ItemProcessor: { StartAt: 'J', States: { J: assigning({ why: 1 }) } } } },
          },
        ],
        Catch: [{ ErrorEquals: ['A'], Assign: { why: 1 }, Next: 'Done' }],
        Assign: { why: 0 },
        End: true,
      }),
      [
        "Variable 'why' is already assigned in an outer scope @ /States/S/Branches[0]/States/I/ItemProcessor/States/J/Assign/why",
      ],
    ],
    ['are not seen by the children of a distributed Map', around(assigning({ total: 2 }), distributed), []],
  ])('%s', (_, definition, expected) => {
    expect(found(definition)).toEqual(expected);
  });
});

describe('what belongs together', () => {
  const reader = (ReaderConfig: object, action = 'getObject') => ({
    ItemReader: { Resource: `arn:aws:states:::s3:${action}`, ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
  });
  const distributed = (more: object) => ({
    ...map,
    ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    ...more,
  });
  it.each<[string, object, string]>([
    [
      'a reader and distributed mode',
      { ...map, ...reader({ InputType: 'JSON' }) },
      "Field 'ItemReader' is not supported @ /States/S",
    ],
    [
      'a batcher and a bound',
      distributed({ ItemBatcher: { BatchInput: {} } }),
      'This object should have one of the following fields: [MaxItemsPerBatch, MaxInputBytesPerBatch] @ /States/S/ItemBatcher',
    ],
    [
      'flattening and a format',
      distributed(reader({ Transformation: 'LOAD_AND_FLATTEN' }, 'listObjectsV2')),
      'These fields are required: [InputType] @ /States/S/ItemReader/ReaderConfig',
    ],
    [
      'an inventory and no format',
      distributed(reader({ ManifestType: 'S3_INVENTORY', InputType: 'JSON' })),
      "Field 'InputType' is not supported @ /States/S/ItemReader/ReaderConfig",
    ],
    [
      'heartbeats and a longer time-out',
      { ...task, Parameters: { FunctionName: 'f' }, TimeoutSeconds: 5, HeartbeatSeconds: 5 },
      'HeartbeatSeconds must be smaller than TimeoutSeconds @ /States/S/HeartbeatSeconds',
    ],
  ])('%s', (_, state, expected) => {
    expect(found(machine(state))).toEqual([expected]);
  });
});

describe('$states.result', () => {
  const result = '{% $states.result.id %}';
  const call = { ...task, QueryLanguage: 'JSONata' };
  it.each<[string, object, string[]]>([
    ['is what a task yields', { ...call, Output: result, Assign: { id: result } }, []],
    ['is not there before the task', { ...call, Arguments: { id: result } }, ['/States/S/Arguments/id']],
    [
      'is not there where the task failed',
      { ...call, Catch: [{ ErrorEquals: ['A'], Next: 'Done', Output: result }] },
      ['/States/S/Catch[0]/Output'],
    ],
    ['is not there where no work is done', { ...pass, QueryLanguage: 'JSONata', Output: result }, ['/States/S/Output']],
  ])('%s', (_, state, places) => {
    const refused = (at: string) => `UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. @ ${at}`;
    expect(found(machine(state))).toEqual(expect.arrayContaining(places.map(refused)));
    expect(found(machine(state)).filter((text) => text.includes('$states.result'))).toHaveLength(places.length);
  });
});

it('what nests deeper than any check can follow is refused', () => {
  const deep = Array.from({ length: 20_000 }).reduce<object>((rule) => ({ Not: rule }), {});
  const choice = { Type: 'Choice', Choices: [{ ...deep, Next: 'S' }] };
  expect(found({ StartAt: 'S', States: { S: choice } })).toEqual([
    'TOO_DEEPLY_NESTED: The definition is too deeply nested @ undefined',
  ]);
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
      "Express state machine does not support '.sync' service integration @ /States/S/Resource",
    ],
  ])('have no %s', (_, state, expected) => {
    expect(found(machine(state))).toEqual([]);
    expect(found(machine(state), 'EXPRESS')).toEqual([expected]);
  });
});
