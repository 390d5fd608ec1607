import type { Rule, State } from './machine.ts';

export type WayKind = 'next' | 'choice' | 'default' | 'catch';

/** Where a state leads, and when. */
export interface Exit {
  readonly to: string;
  readonly kind: WayKind;
  readonly when: string;
}

/** All ways out of a state, in the order in which they are tried. */
export function exitsOf({ Next, Choices = [], Catch = [], Default }: State): readonly Exit[] {
  return [
    ...Choices.map((rule): Exit => ({ to: rule.Next, kind: 'choice', when: describeRule(rule) })),
    ...(Default === undefined ? [] : [{ to: Default, kind: 'default', when: 'otherwise' } as const]),
    ...(Next === undefined ? [] : [{ to: Next, kind: 'next', when: 'then' } as const]),
    ...Catch.map(({ ErrorEquals, Next: to }): Exit => ({ to, kind: 'catch', when: `on ${ErrorEquals.join(', ')}` })),
  ];
}

/** A rule of a Choice in words: its comment, its JSONata condition, or its comparison. */
export function describeRule(rule: Rule): string {
  if (typeof rule.Comment === 'string') return rule.Comment;
  if (typeof rule.Condition === 'string') return rule.Condition.replace(/^\{%\s*|\s*%\}$/g, '');
  return describeComparison(rule);
}

function describeComparison(rule: Readonly<Record<string, unknown>>): string {
  const { Next, Variable, ...rest } = rule;
  const [operator = '', value] = Object.entries(rest)[0] ?? [];
  if (Array.isArray(value)) return value.map(describeComparison).join(` ${operator.toLowerCase()} `);
  if (operator === 'Not' && typeof value === 'object' && value !== null)
    return `not (${describeComparison({ ...value })})`;
  return `${String(Variable)} ${operator.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} ${JSON.stringify(value)}`;
}
