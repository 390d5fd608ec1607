import { isIPv4 } from 'node:net';
import { wildcard } from '#services/iam/wildcard.ts';

/** The keys of a request, names in lower case: condition keys are compared without regard to case. */
export type ConditionContext = ReadonlyMap<string, readonly string[]>;

/** One line of a `Condition` block: every line must hold. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly holds: (context: ConditionContext) => boolean;
}

/** Whether one value of the request meets one value of the policy. */
type Test = (actual: string, wanted: string) => boolean;

interface Operator {
  readonly test: Test;
  /** `StringNotEquals` and its kind hold when no value meets the test, so also when there is none. */
  readonly negated: boolean;
}

const is = (test: Test): Operator => ({ test, negated: false });
const not = (test: Test): Operator => ({ test, negated: true });

const equal: Test = (actual, wanted) => actual === wanted;
const equalIgnoringCase: Test = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();
const like: Test = (actual, wanted) => wildcard(wanted)(actual);
const numeric =
  (compare: (a: number, b: number) => boolean): Test =>
  (actual, wanted) =>
    compare(Number(actual), Number(wanted));
const date =
  (compare: (a: number, b: number) => boolean): Test =>
  (actual, wanted) =>
    compare(Date.parse(actual), Date.parse(wanted));

/** ARNs are compared part by part, so that a wildcard does not reach over a colon; the last part may hold colons. */
const arnLike: Test = (actual, wanted) => {
  const parts = arnParts(actual);
  const patterns = arnParts(wanted);
  return parts.length === patterns.length && patterns.every((pattern, at) => wildcard(pattern)(parts[at] ?? ''));
};

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const inNetwork: Test = (actual, wanted) => {
  const [network = '', bits = '32'] = wanted.split('/');
  if (!isIPv4(actual) || !isIPv4(network)) return actual === wanted;
  const mask = bits === '0' ? 0 : (-1 << (32 - Number(bits))) >>> 0;
  return (toNumber(actual) & mask) === (toNumber(network) & mask);
};

const toNumber = (address: string) => address.split('.').reduce((sum, part) => (sum << 8) | Number(part), 0);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = new Map<string, Operator>([
  ['StringEquals', is(equal)],
  ['StringNotEquals', not(equal)],
  ['StringEqualsIgnoreCase', is(equalIgnoringCase)],
  ['StringNotEqualsIgnoreCase', not(equalIgnoringCase)],
  ['StringLike', is(like)],
  ['StringNotLike', not(like)],
  ['ArnEquals', is(arnLike)],
  ['ArnLike', is(arnLike)],
  ['ArnNotEquals', not(arnLike)],
  ['ArnNotLike', not(arnLike)],
  ['Bool', is(equalIgnoringCase)],
  ['NumericEquals', is(numeric((a, b) => a === b))],
  ['NumericNotEquals', not(numeric((a, b) => a === b))],
  ['NumericLessThan', is(numeric((a, b) => a < b))],
  ['NumericLessThanEquals', is(numeric((a, b) => a <= b))],
  ['NumericGreaterThan', is(numeric((a, b) => a > b))],
  ['NumericGreaterThanEquals', is(numeric((a, b) => a >= b))],
  ['DateEquals', is(date((a, b) => a === b))],
  ['DateNotEquals', not(date((a, b) => a === b))],
  ['DateLessThan', is(date((a, b) => a < b))],
  ['DateLessThanEquals', is(date((a, b) => a <= b))],
  ['DateGreaterThan', is(date((a, b) => a > b))],
  ['DateGreaterThanEquals', is(date((a, b) => a >= b))],
  ['IpAddress', is(inNetwork)],
  ['NotIpAddress', not(inNetwork)],
]);

const FORM = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Undefined for an operator that is not known here. */
export function compileCondition(operator: string, key: string, wanted: readonly string[]): Condition | undefined {
  const [, quantifier, name = '', ifExists] = FORM.exec(operator) ?? [];
  const lower = key.toLowerCase();
  if (name === 'Null') return { operator, key, holds: (context) => wanted.includes(String(!context.has(lower))) };
  const known = OPERATORS.get(name);
  if (!known) return undefined;
  const meets = (actual: string) => wanted.some((value) => known.test(actual, value)) !== known.negated;
  return {
    operator,
    key,
    holds(context) {
      const actual = context.get(lower);
      if (actual === undefined)
        return ifExists !== undefined || quantifier === 'ForAllValues' || (known.negated && quantifier === undefined);
      if (quantifier === 'ForAllValues' || (known.negated && quantifier === undefined)) return actual.every(meets);
      return actual.some(meets);
    },
  };
}
