import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import { type Compare, type Operator, operatorNamed } from '#services/iam/conditions/operators.ts';

/** One line of a `Condition` block: every line must hold. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  /** The values as they are written. */
  readonly wanted: readonly string[];
  readonly holds: (context: ConditionContext) => boolean;
}

const FORM = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

export type ConditionProblem = 'operator' | 'value';

/**
 * Compiles one line. Answers `operator` for one that is not known, and `value` for a value that the operator cannot
 * compare with. `variables` tells whether policy variables stand for values of the request.
 */
export function compileCondition(
  operator: string,
  key: string,
  wanted: readonly string[],
  { variables = true } = {},
): Condition | ConditionProblem {
  const [, set, name = '', ifExists] = FORM.exec(operator) ?? [];
  if (name === 'Null' && set === undefined && ifExists === undefined) return nullCondition(operator, key, wanted);
  const known = operatorNamed(name);
  if (!known) return 'operator';
  const compares = wanted.map((value) => known.compile(value, variables));
  const usable = compares.filter((compare) => compare !== undefined);
  if (usable.length < wanted.length) return 'value';
  return {
    operator,
    key,
    wanted,
    holds: holds(key.toLowerCase(), known, usable, { set, ifExists: ifExists !== undefined }),
  };
}

function nullCondition(operator: string, key: string, wanted: readonly string[]): Condition | ConditionProblem {
  if (!wanted.every((value) => value === 'true' || value === 'false')) return 'value';
  const lower = key.toLowerCase();
  const asked: readonly string[] = wanted;
  return { operator, key, wanted, holds: (context) => asked.includes(String(!context.get(lower)?.length)) };
}

interface Manner {
  readonly set: string | undefined;
  readonly ifExists: boolean;
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * `ForAnyValue:…IfExists` without the key is false, as measured on AWS.
 */
function holds(key: string, { negated }: Operator, compares: readonly Compare[], { set, ifExists }: Manner) {
  return (context: ConditionContext): boolean => {
    const meets = (actual: string) => compares.some((compare) => compare(actual, context)) !== negated;
    const actual = context.get(key);
    if (set === 'ForAllValues') return actual === undefined || actual.every(meets);
    if (set === 'ForAnyValue') return actual?.some(meets) ?? false;
    if (actual === undefined) return ifExists || negated;
    return negated ? actual.every(meets) : actual.some(meets);
  };
}
