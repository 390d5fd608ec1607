import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { evaluateCondition } from '#template/intrinsics/conditions.ts';
import { evaluate } from '#template/intrinsics/evaluate.ts';
import { references } from '#template/intrinsics/references.ts';
import type { Scope } from '#template/intrinsics/scope.ts';

const scope: Scope = {
  ref: (name) => ({ Stage: 'dev', Zones: ['a', 'b'] })[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (...keys) => keys.join('.'),
  imported: (name) => `imported ${name}`,
};

describe('evaluate', () => {
  it.each<[string, Json, Json | undefined]>([
    ['Ref', { Ref: 'Stage' }, 'dev'],
    ['Ref of a list', { Ref: 'Zones' }, ['a', 'b']],
    ['a property whose value is AWS::NoValue', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    ['an item whose value is AWS::NoValue', [1, { Ref: 'AWS::NoValue' }], [1]],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['Fn::GetAtt of a nested attribute', { 'Fn::GetAtt': 'Site.Endpoint.Url' }, 'Site/Endpoint.Url'],
    ['Fn::Sub', { 'Fn::Sub': 'x-${Stage}-${Queue.Arn}-${!Kept}' }, 'x-dev-Queue/Arn-${Kept}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A}${Stage}', { A: { Ref: 'Stage' } }] }, 'devdev'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', 1, { Ref: 'Stage' }]] }, 'a-1-dev'],
    ['Fn::Select', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    ['Fn::Split', { 'Fn::Split': ['|', 'a|b'] }, ['a', 'b']],
    ['Fn::If, the branch that holds', { 'Fn::If': ['Yes', 'then', { Ref: 'Missing' }] }, 'then'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'Stage' }, 'size'] }, 'Map.dev.size'],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-url' } }, 'imported dev-url'],
    ['Fn::Base64', { 'Fn::Base64': 'photo' }, 'cGhvdG8='],
    [
      'what is not an intrinsic function',
      { Condition: { Bool: true }, Ref2: null },
      { Condition: { Bool: true }, Ref2: null },
    ],
  ])('%s', (_, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  it.each<[string, Json, string]>([
    ['zones', { 'Fn::GetAZs': '' }, 'Fn::GetAZs is not supported here'],
    ['a secret', 'pw {{resolve:ssm:/x}}', '{{resolve:ssm:/x}} is not supported here'],
    ['an index out of bounds', { 'Fn::Select': [2, ['a']] }, 'Fn::Select has no item 2'],
    ['text instead of a list', { 'Fn::Join': 'a' }, 'Fn::Join takes a list here'],
  ])('refuses %s', (_, value, message) => {
    expect(() => evaluate(value, scope)).toThrow(message);
  });
});

describe('evaluateCondition', () => {
  const yes = { Condition: 'Yes' };
  const no = { Condition: 'No' };
  it.each<[Json, boolean]>([
    [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] }, true],
    [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, false],
    [{ 'Fn::And': [yes, yes] }, true],
    [{ 'Fn::And': [yes, no] }, false],
    [{ 'Fn::Or': [no, yes] }, true],
    [{ 'Fn::Or': [no, no] }, false],
    [{ 'Fn::Not': [no] }, true],
  ])('%j is %s', (condition, expected) => {
    expect(evaluateCondition(condition, scope)).toBe(expected);
  });

  it('refuses what is no condition', () => {
    expect(() => evaluateCondition('true', scope)).toThrow('a condition cannot be made of "true"');
  });
});

describe('references', () => {
  it.each<[Json, readonly string[]]>([
    [{ a: [{ Ref: 'One' }, { 'Fn::GetAtt': ['Two', 'Arn'] }] }, ['One', 'Two']],
    [{ 'Fn::Sub': '${One}-${Two.Arn}-${!No}' }, ['One', 'Two']],
    [{ 'Fn::Sub': ['${One}${Own}', { Own: { Ref: 'Two' } }] }, ['One', 'Two']],
    [{ 'Fn::If': ['Yes', { Ref: 'Taken' }, { Ref: 'Other' }] }, ['Taken']],
    [{ 'Fn::If': ['No', { Ref: 'Taken' }, { Ref: 'Other' }] }, ['Other']],
  ])('%j', (value, expected) => {
    expect(references(value, scope)).toEqual(expected);
  });
});
