import { describe, expect, it } from 'vitest';
import { loadDefinition } from '#asl/definition/load.ts';
import { variableReferences } from '#asl/definition/variable-references.ts';

const of = (state: object, top: object = {}) =>
  variableReferences(loadDefinition({ StartAt: 'S', States: { S: { ...state, End: true } }, ...top })).S ?? [];

describe('JSONPath', () => {
  it.each<[string, object, string[]]>([
    ['a path', { Type: 'Pass', InputPath: '$photo.width' }, ['photo']],
    ['the input and the context', { Type: 'Pass', Parameters: { 'a.$': '$.photo', 'b.$': '$$.State.Name' } }, []],
    [
      'an intrinsic function',
      { Type: 'Pass', Parameters: { 'a.$': "States.Format('{}', States.MathAdd($b, $c))" } },
      ['b', 'c'],
    ],
    ['text that only looks like one', { Type: 'Pass', Parameters: { a: '$photo' } }, []],
    ['a result', { Type: 'Pass', Result: { 'a.$': '$photo' } }, []],
    ['a time', { Type: 'Wait', SecondsPath: '$pause' }, ['pause']],
  ])('%s', (_, state, expected) => {
    expect(of(state)).toEqual(expected);
  });

  it('of a Choice, and of states inside a Map by their own name', () => {
    const rule = { Variable: '$a', NumericLessThanPath: '$b', Next: 'M' };
    const inner = { StartAt: 'I', States: { I: { Type: 'Pass', InputPath: '$c', End: true } } };
    const definition = loadDefinition({
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [rule], Default: 'M' },
        M: { Type: 'Map', ItemsPath: '$list', ItemProcessor: inner, End: true },
      },
    });
    expect(variableReferences(definition)).toEqual({ C: ['a', 'b'], M: ['list'], I: ['c'] });
  });
});

describe('JSONata', () => {
  it.each<[string, string[]]>([
    ['$a + $states.input.b', ['a']],
    ['$sum($list)', ['list']],
    ['$map($list, $uppercase)', ['list']],
    ['($x := $a; $x * 2)', ['a']],
    ['$map($list, function($v, $i) { $v + $i + $offset })', ['list', 'offset']],
    ['$list[$ > $limit]', ['limit', 'list']],
    ["'$no'", []],
  ])('%s', (expression, expected) => {
    expect(of({ Type: 'Pass', Output: [`{% ${expression} %}`] }, { QueryLanguage: 'JSONata' })).toEqual(expected);
  });
});
