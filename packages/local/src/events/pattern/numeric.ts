import type { Json } from '@safelight/asl/json';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';

/** Numbers in patterns lie within this range on either side of zero. */
const GREATEST = 5e9;

type Compare = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

/** `["=", 5]`, `[">", 0]` or a range such as `[">=", 0, "<", 5]`. */
export function numericMatcher(terms: Json): (value: number) => boolean {
  if (!Array.isArray(terms)) return refuse('Value of numeric must be an array.');
  const [operator, bound, upperOperator, upperBound] = terms;
  const lower = term(operator, bound);
  if (terms.length === 2) return lower;
  if (terms.length !== 4) refuse('Too many elements in numeric expression');
  if (!(operator === '>' || operator === '>=')) refuse('Too many elements in numeric expression');
  if (!(upperOperator === '<' || upperOperator === '<=')) refuse(`Bad numeric range operator: ${upperOperator}`);
  const upper = term(upperOperator, upperBound);
  if (Number(bound) >= Number(upperBound)) refuse('Bottom must be less than top');
  return (value) => lower(value) && upper(value);
}

function term(operator: Json | undefined, bound: Json | undefined): (value: number) => boolean {
  if (typeof operator !== 'string') return refuse(`Invalid member in numeric match: ${JSON.stringify(operator)}`);
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!compare) return refuse(`Unrecognized numeric range operator: ${operator}`);
  if (typeof bound !== 'number') return refuse(`Value of ${operator} must be numeric`);
  if (Math.abs(bound) > GREATEST) refuse(`Value must be between -5.0E9 and 5.0E9, inclusive`);
  return (value) => compare(value, bound);
}
