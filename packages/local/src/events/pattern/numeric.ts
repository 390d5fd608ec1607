import { toDouble } from '#local/events/pattern/exact-number.ts';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import type { Syntax } from '#local/events/pattern/syntax.ts';

type Compare = (value: number, bound: number) => boolean;

const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['=', (value, bound) => value === bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
]);

/** `["=", 5]`, `[">", 0]` or a range such as `[">=", 0, "<", 5]`. Throws InvalidPattern. */
export function numericMatcher(terms: Syntax): (value: number) => boolean {
  if (terms.kind !== 'list') return refuse('Value of numeric must be an array.');
  const [operator, bound, ...upper] = terms.items;
  if (operator?.kind !== 'text') return refuse(`Invalid member in numeric match: ${shown(operator)}`);
  const compare = comparisons.get(operator.value);
  if (!compare) return refuse(`Unrecognized numeric range operator: ${operator.value}`);
  const digits = number(operator.value, bound);
  if (upper.length > 0) return range(operator.value, compare, digits, upper);
  const limit = comparable(digits);
  return (value) => compare(value, limit);
}

function range(
  operator: string,
  compare: Compare,
  digits: string,
  [upperOperator, upperBound, ...more]: readonly Syntax[],
): (value: number) => boolean {
  if (!operator.startsWith('>')) return refuse('Too many elements in numeric expression');
  if (upperOperator?.kind !== 'text') return refuse(`Bad value in numeric range: ${shown(upperOperator)}`);
  const compareUpper = upperOperator.value.startsWith('<') ? comparisons.get(upperOperator.value) : undefined;
  if (!compareUpper) return refuse(`Bad numeric range operator: ${upperOperator.value}`);
  const upperDigits = number(upperOperator.value, upperBound);
  if (more.length > 0) return refuse('Too many terms in numeric range expression');
  const [bottom, top] = [comparable(digits), comparable(upperDigits)];
  if (bottom >= top) return refuse('Bottom must be less than top');
  return (value) => compare(value, bottom) && compareUpper(value, top);
}

function number(operator: string, bound: Syntax | undefined): string {
  if (bound?.kind === 'number') return bound.digits;
  return refuse(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
}

/** A number that can be compared with others. */
export const comparable = (digits: string): number => toDouble(digits) ?? refuse(`Cannot compare number : ${digits}`);

/** As Jackson names what it is at. */
function shown(syntax: Syntax | undefined): string {
  switch (syntax?.kind) {
    case undefined:
      return ']';
    case 'object':
      return '{';
    case 'list':
      return '[';
    case 'number':
      return syntax.digits;
    case 'text':
    case 'word':
      return String(syntax.value);
  }
}
