import { BlockList, isIP } from 'node:net';
import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import { parsePolicyDate } from '#services/iam/policy-date.ts';
import { arnPattern, readText, textPattern } from '#services/iam/policy-text.ts';

/** Whether one value of the request meets one value of the policy. */
export type Compare = (actual: string, context: ConditionContext) => boolean;

export interface Operator {
  /** Undefined for a value that the operator cannot compare with. */
  readonly compile: (wanted: string, variables: boolean) => Compare | undefined;
  /** `StringNotEquals` and its kind hold when no value meets the test, so also when there is none. */
  readonly negated: boolean;
}

type Compile = Operator['compile'];

const both = (name: string, negatedName: string, compile: Compile): readonly (readonly [string, Operator])[] => [
  [name, { compile, negated: false }],
  [negatedName, { compile, negated: true }],
];

const equal: Compile = (wanted, variables) => textPattern(readText(wanted, { wildcards: false, variables }));
const like: Compile = (wanted, variables) => textPattern(readText(wanted, { wildcards: true, variables }));
const arnLike: Compile = (wanted, variables) => arnPattern(readText(wanted, { wildcards: true, variables }));

const equalIgnoringCase: Compile = (wanted, variables) => {
  const compare = textPattern(readText(wanted.toLowerCase(), { wildcards: false, variables }));
  const lowered = (context: ConditionContext) => ({
    get: (key: string) => context.get(key)?.map((value) => value.toLowerCase()),
  });
  return (actual, context) => compare(actual.toLowerCase(), lowered(context));
};

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const readNumber = (text: string) => (NUMBER.test(text.trim()) ? Number(text) : undefined);

/** Of two numbers, or two points in time in milliseconds. */
type Order = (actual: number, wanted: number) => boolean;

const ordered =
  (read: (text: string) => number | undefined, order: Order): Compile =>
  (text) => {
    const wanted = read(text);
    if (wanted === undefined) return undefined;
    return (given) => {
      const actual = read(given);
      return actual !== undefined && order(actual, wanted);
    };
  };

const orders = (kind: string, read: (text: string) => number | undefined) => [
  ...both(
    `${kind}Equals`,
    `${kind}NotEquals`,
    ordered(read, (a, b) => a === b),
  ),
  ...(
    [
      ['LessThan', (a, b) => a < b],
      ['LessThanEquals', (a, b) => a <= b],
      ['GreaterThan', (a, b) => a > b],
      ['GreaterThanEquals', (a, b) => a >= b],
    ] satisfies readonly (readonly [string, Order])[]
  ).map(([name, order]) => [`${kind}${name}`, { compile: ordered(read, order), negated: false }] as const),
];

const bool: Compile = (wanted) =>
  /^(true|false)$/i.test(wanted) ? (actual) => actual.toLowerCase() === wanted.toLowerCase() : undefined;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const binary: Compile = (wanted) => (BASE64.test(wanted) ? (actual) => actual === wanted : undefined);

const inNetwork: Compile = (wanted) => {
  const [address = '', bits] = wanted.split('/');
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  if (version === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= longest))) return undefined;
  const network = new BlockList();
  network.addSubnet(address, bits === undefined ? longest : Number(bits), family(version));
  return (actual) => isIP(actual) !== 0 && network.check(actual, family(isIP(actual)));
};

const family = (version: number) => (version === 6 ? 'ipv6' : 'ipv4');

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...both('StringEquals', 'StringNotEquals', equal),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalIgnoringCase),
  ...both('StringLike', 'StringNotLike', like),
  ...both('ArnEquals', 'ArnNotEquals', arnLike),
  ...both('ArnLike', 'ArnNotLike', arnLike),
  ...orders('Numeric', readNumber),
  ...orders('Date', parsePolicyDate),
  ...both('IpAddress', 'NotIpAddress', inNetwork),
  ['Bool', { compile: bool, negated: false }],
  ['BinaryEquals', { compile: binary, negated: false }],
]);

export const operatorNamed = (name: string): Operator | undefined => OPERATORS.get(name);

/** The names of all operators; each but `Null` also with `IfExists`, and after `ForAllValues:` and `ForAnyValue:`. */
export const OPERATOR_NAMES: readonly string[] = [...OPERATORS.keys(), 'Null'];
