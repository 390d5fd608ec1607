import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import type { Syntax } from '#local/events/pattern/syntax.ts';
import type { FilterScope } from '#services/sns/filter-policy.ts';

const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;
const GREATEST = 1e9;

type Member = readonly [string, Syntax];

/** A field that a policy asks for: how deep it lies, counted from one, and how many values it takes. */
interface Key {
  readonly depth: number;
  readonly values: number;
}

/**
 * What SNS asks of a filter policy beside the syntax of patterns. Throws InvalidPattern.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export function checkConstraints(policy: Syntax, scope: FilterScope): void {
  if (policy.kind !== 'object') return;
  if (scope === 'MessageAttributes' && policy.members.some(isNested))
    refuse('Filter policy scope MessageAttributes does not support nested filter policy');
  const keys = keysOf(policy.members, 1);
  if (keys.length > MOST_KEYS) refuse('Filter policy can not have more than 5 keys');
  const combinations = keys.reduce((product, { depth, values }) => product * depth * values, 1);
  if (combinations > MOST_COMBINATIONS) refuse('Filter policy is too complex');
  for (const [, part] of policy.members) checkValues(part);
}

const isNested = ([name, part]: Member): boolean => name !== '$or' && part.kind === 'object';

function keysOf(members: readonly Member[], depth: number): readonly Key[] {
  return members.flatMap(([name, part]): readonly Key[] => {
    if (name === '$or' && part.kind === 'list')
      return part.items.flatMap((item) => (item.kind === 'object' ? keysOf(item.members, depth) : []));
    if (part.kind === 'object') return keysOf(part.members, depth + 1);
    return part.kind === 'list' ? [{ depth, values: part.items.length }] : [];
  });
}

/** Numbers of values and ranges, and what `anything-but` cannot be applied to. */
function checkValues(part: Syntax): void {
  if (part.kind === 'number' && Math.abs(Number(part.digits)) > GREATEST)
    refuse(`Value of numeric must be between -1.0E9 and 1.0E9, inclusive: ${part.digits}`);
  if (part.kind === 'list') part.items.forEach(checkValues);
  if (part.kind !== 'object') return;
  for (const [name, inner] of part.members) {
    const isSuffix = name === 'anything-but' && inner.kind === 'object' && inner.members[0]?.[0] === 'suffix';
    if (isSuffix) refuse('Unsupported anything-but pattern: suffix');
    checkValues(inner);
  }
}
