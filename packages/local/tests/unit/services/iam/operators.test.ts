import { describe, expect, it } from 'vitest';
import { compileCondition } from '#services/iam/conditions/conditions.ts';

/** Keys in lower case, as requests bring them. */
type Brought = Readonly<Record<string, readonly string[]>>;

function holds(operator: string, wanted: string | readonly string[], brought: Brought, key = 'k') {
  const condition = compileCondition(operator, key, [wanted].flat());
  if (typeof condition === 'string') return condition;
  return condition.holds({ get: (name) => brought[name] });
}

const k = (...values: string[]): Brought => ({ k: values });
const NOON = '2026-11-28T12:00:00Z';
const NOON_EPOCH = String(Date.parse(NOON) / 1_000);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
describe('operators', () => {
  it.each<[string, string | string[], Brought, boolean]>([
    ['StringEquals', 'a', k('a'), true],
    ['StringEquals', 'a*', k('ab'), false],
    ['StringNotEquals', 'a', {}, true],
    ['StringEqualsIgnoreCase', 'Ä', k('ä'), true],
    ['StringNotEqualsIgnoreCase', 'a', k('A'), false],
    ['StringLike', 'a?c*', k('abc/d'), true],
    ['StringNotLike', 'a*', k('b'), true],
    ['NumericEquals', '10', k('10.0'), true],
    ['NumericNotEquals', '10', k('11'), true],
    ['NumericLessThan', '10', k('9'), true],
    ['NumericLessThanEquals', '10', k('10'), true],
    ['NumericGreaterThan', '-1', k('-1'), false],
    ['NumericGreaterThanEquals', '-1.5', k('-1'), true],
    ['NumericLessThan', '10', k('many'), false],
    ['DateEquals', NOON, k('2026-11-28T13:00:00+01:00'), true],
    ['DateNotEquals', NOON, k(NOON_EPOCH), false],
    ['DateLessThan', NOON_EPOCH, k('2026-11-28T11:59:59Z'), true],
    ['DateLessThanEquals', NOON_EPOCH, k(NOON), true],
    ['DateGreaterThan', '2026-11-28', k(NOON), true],
    ['DateGreaterThan', '2026-11', k(NOON_EPOCH), true],
    ['DateGreaterThan', '2027', k(NOON_EPOCH), false],
    ['DateGreaterThanEquals', '2026-11-28T12:00Z', k(NOON), true],
    ['DateLessThan', '2026-11-28T12:00:00.5Z', k(NOON), true],
    ['Bool', 'true', k('True'), true],
    ['Bool', 'false', k('true'), false],
    ['BinaryEquals', 'QmluYXJ5', k('QmluYXJ5'), true],
    ['IpAddress', '203.0.113.0/24', k('203.0.113.7'), true],
    ['IpAddress', '203.0.113.7', k('203.0.113.8'), false],
    ['NotIpAddress', '10.0.0.0/8', k('127.0.0.1'), true],
    ['IpAddress', '2001:db8::/32', k('2001:db8::1'), true],
    ['IpAddress', '0.0.0.0/0', k('::1'), false],
    ['ArnLike', 'arn:aws:sns:*:1:t', k('arn:aws:sns:us-east-1:1:t'), true],
    ['ArnEquals', 'arn:aws:*:t', k('arn:aws:sns:us-east-1:1:t'), false],
    ['ArnNotLike', 'arn:aws:s3:::b/*', k('arn:aws:s3:::b/a:b'), false],
    ['Null', 'true', {}, true],
    ['Null', 'false', k('x'), true],
    ['Null', 'true', k('x'), false],
  ])('%s %j of %j: %s', (operator, wanted, brought, result) => {
    expect(holds(operator, wanted, brought)).toBe(result);
  });

  it.each<[string, string | string[], Brought, boolean]>([
    ['StringEqualsIfExists', 'a', {}, true],
    ['StringEqualsIfExists', 'a', k('b'), false],
    ['ForAllValues:StringEquals', ['a', 'b'], k('a', 'b'), true],
    ['ForAllValues:StringEquals', ['a'], k('a', 'b'), false],
    ['ForAllValues:StringEquals', ['a'], {}, true],
    ['ForAllValues:StringNotEquals', ['a'], k('b', 'a'), false],
    ['ForAnyValue:StringEquals', ['a'], k('b', 'a'), true],
    ['ForAnyValue:StringEquals', ['a'], {}, false],
    ['ForAnyValue:StringNotEquals', ['a'], {}, false],
    ['ForAnyValue:StringEqualsIfExists', ['a'], {}, false],
    ['ForAnyValue:StringLikeIfExists', ['a*'], k('ab'), true],
  ])('%s %j of %j: %s', (operator, wanted, brought, result) => {
    expect(holds(operator, wanted, brought)).toBe(result);
  });

  it.each([
    ['StringRhymes', 'a', 'operator'],
    ['ForSomeValues:StringEquals', 'a', 'operator'],
    ['NullIfExists', 'true', 'operator'],
    ['NumericEquals', 'ten', 'value'],
    ['NumericEquals', '1e3', 'value'],
    ['DateLessThan', 'tomorrow', 'value'],
    ['DateLessThan', '2026-02-30', 'value'],
    ['DateLessThan', '28.11.2026', 'value'],
    ['Bool', 'yes', 'value'],
    ['Null', 'maybe', 'value'],
    ['IpAddress', '10.0.0.0/33', 'value'],
    ['IpAddress', '10.0.0.256', 'value'],
    ['IpAddress', '10.0.0', 'value'],
    ['IpAddress', '2001:db8::/129', 'value'],
    ['BinaryEquals', 'a', 'value'],
    ['NumericEquals', '${aws:EpochTime}', 'value'],
  ])('%s %s cannot be judged: %s', (operator, wanted, problem) => {
    expect(holds(operator, wanted, {})).toBe(problem);
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
describe('variables', () => {
  const me = { 'aws:username': ['ansel'], 'aws:userid': ['A*', 'B'] };
  it.each<[string, string, string, boolean]>([
    ['StringEquals', '${aws:username}', 'ansel', true],
    ['StringEquals', '${AWS:UserName}', 'ansel', true],
    ['StringLike', 'home/${aws:username}/*', 'home/ansel/a.jpg', true],
    ['StringLike', 'home/${aws:username}/*', 'home/anselm/a.jpg', false],
    ['StringEquals', "${aws:PrincipalTag/team, 'guests'}", 'guests', true],
    ['StringEquals', "${aws:username, 'guests'}", 'ansel', true],
    ['StringEquals', '${aws:PrincipalTag/team}', '${aws:PrincipalTag/team}', false],
    ['StringNotEquals', '${aws:PrincipalTag/team}', 'any', true],
    ['StringLike', '${aws:userid}', 'A*', false],
    ['StringLike', 'a${*}b', 'a*b', true],
    ['StringLike', 'a${*}b', 'axb', false],
    ['StringLike', 'a${?}b', 'a?b', true],
    ['StringEquals', '${$}{aws:username}', '${aws:username}', true],
    ['ArnLike', 'arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/ansel', true],
    ['StringEqualsIgnoreCase', '${aws:username}', 'ANSEL', true],
  ])('%s %s is %s: %s', (operator, wanted, actual, result) => {
    expect(holds(operator, wanted, { ...me, k: [actual] })).toBe(result);
  });

  it('are text in a policy of version 2008-10-17', () => {
    const condition = compileCondition('StringEquals', 'k', ['${aws:username}'], { variables: false });
    expect(typeof condition === 'object' && condition.holds({ get: () => ['${aws:username}'] })).toBe(true);
  });
});
