import { describe, expect, it } from 'vitest';
import { parseMachineArn } from '#services/states/arns.ts';
import { checkAliasName, checkName } from '#services/states/names.ts';

describe('names', () => {
  it.each(['a', 'A-b_c.d', 'ü', '日本', 'a'.repeat(80), "it's(1)!"])('%s is one', (name) => {
    expect(checkName(name)).toBe(name);
  });

  it.each(['', 'a b', 'a/b', 'a:b', 'a\u0001', 'a\ufffe', '{a}', 'a'.repeat(81), '100%', 'a#b', '\ud800'])(
    '%j is none',
    (name) => {
      expect(() => checkName(name)).toThrow(`Invalid Name: '${name}'`);
    },
  );

  it.each([
    ['LIVE', true],
    ['v1.2', true],
    ['12', false],
    ['a/b', false],
  ])('%s as an alias: %s', (name, isFine) => {
    if (isFine) expect(checkAliasName(name)).toBe(name);
    else expect(() => checkAliasName(name)).toThrow('Invalid Name');
  });
});

describe('ARNs of state machines', () => {
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
  it.each([
    [arn, { machineArn: arn }],
    [`${arn}:3`, { machineArn: arn, version: 3 }],
    [`${arn}:LIVE`, { machineArn: arn, alias: 'LIVE' }],
  ])('%s', (text, expected) => {
    expect(parseMachineArn(text)).toEqual(expected);
  });

  it.each([
    ['m', 'Invalid ARN prefix: m'],
    ['arn:aws:states:us-east-1:000000000000:activity:a', 'Resource type not valid in this context: activity'],
    [`${arn}:1:2`, 'Invalid ARN prefix'],
  ])('%s is none', (text, why) => {
    expect(() => parseMachineArn(text)).toThrow(why);
  });
});
