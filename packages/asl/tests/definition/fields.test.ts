import { describe, expect, it } from 'vitest';
import { found, jsonata, machine, map, pass, processor, task } from '#tests/definition/found.ts';

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
        "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] @ /States/S/Type",
      ],
    ],
    [
      'a branch without anything',
      { Type: 'Parallel', Branches: [{}], End: true },
      ['These fields are required: [States, StartAt] @ /States/S/Branches[0]'],
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
    expect(found({})).toEqual(['These fields are required: [States, StartAt] @ /']);
    expect(found(machine(pass, { Comnent: 'x' }))).toEqual(["Field 'Comnent' is not supported @ /"]);
    expect(found(machine(pass, { Version: '2.0' }))).toEqual([
      'Value should be one of the following: [1.0] @ /Version',
    ]);
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
