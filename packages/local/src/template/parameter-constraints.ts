import type { Json } from '@safelight/asl/json';
import { Budget, BudgetExceeded, limits } from '@safelight/asl/language/budget';
import { compilePattern } from '@safelight/asl/language/pattern';
import type { ParameterDefinition } from '#template/compiled-template.ts';

type Check = (limit: Json, items: readonly string[]) => string | undefined;

const each =
  (isFine: (item: string, limit: Json) => boolean, words: (limit: Json) => string): Check =>
  (limit, items) =>
    items.every((item) => isFine(item, limit)) ? undefined : words(limit);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
const CHECKS: Readonly<Record<string, Check>> = {
  AllowedValues: each(
    (item, allowed) => Array.isArray(allowed) && allowed.some((one) => String(one) === item),
    () => 'must be one of AllowedValues',
  ),
  AllowedPattern: each(
    (item, pattern) => matchesWhole(String(pattern), item),
    (pattern) => `must match pattern ${String(pattern)}`,
  ),
  MinLength: each(
    (item, limit) => item.length >= Number(limit),
    (limit) => `must contain at least ${String(limit)} characters`,
  ),
  MaxLength: each(
    (item, limit) => item.length <= Number(limit),
    (limit) => `must contain at most ${String(limit)} characters`,
  ),
  MinValue: each(
    (item, limit) => Number(item) >= Number(limit),
    (limit) => `must be a number not less than ${String(limit)}`,
  ),
  MaxValue: each(
    (item, limit) => Number(item) <= Number(limit),
    (limit) => `must be a number not greater than ${String(limit)}`,
  ),
};

/** What takes too long to tell does not. */
function matchesWhole(pattern: string, item: string): boolean {
  try {
    return compilePattern(`^(?:${pattern})$`)(item, new Budget(limits({})));
  } catch (error) {
    if (error instanceof BudgetExceeded) return false;
    throw error;
  }
}

const NUMBERS = ['Number', 'List<Number>'];

/** Why a value is refused, in CloudFormation's words. */
export function parameterFault(
  name: string,
  { type, rest }: ParameterDefinition,
  items: readonly string[],
): string | undefined {
  if (NUMBERS.includes(type) && items.some((item) => item === '' || Number.isNaN(Number(item))))
    return `Parameter '${name}' must be a number`;
  for (const [constraint, check] of Object.entries(CHECKS)) {
    const limit = rest[constraint];
    const fault = limit === undefined ? undefined : check(limit, items);
    if (fault === undefined) continue;
    const { ConstraintDescription: said } = rest;
    return typeof said === 'string'
      ? `Parameter ${name} failed to satisfy constraint: ${said}`
      : `Parameter '${name}' ${fault}`;
  }
  return undefined;
}
