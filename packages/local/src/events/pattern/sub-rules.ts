import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import { term } from '#local/events/pattern/operators.ts';
import type { Syntax } from '#local/events/pattern/syntax.ts';
import type { Term } from '#local/events/pattern/term.ts';

/**
 * One alternative of a pattern: what it asks of each field, by the names that lead there joined with dots. A name with dots
 * and nested names are one and the same.
 */
export type SubRule = ReadonlyMap<string, readonly Term[]>;

/** Ours: each `$or` multiplies the alternatives. */
const MOST_SUB_RULES = 1000;

/** Names that stand for operators, today or one day, and cannot be fields within `$or`. */
const RESERVED = new Set(
  [
    'exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex not-wildcard',
    'not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ip-address-in-range',
    'ip-address-not-in-range',
  ].flatMap((names) => names.split(' ')),
);

interface Place {
  readonly path: readonly string[];
  readonly isInsideOr: boolean;
}

/**
 * A pattern's alternatives: one, unless it holds `$or`. Of two lists under one name the later stands; objects under one name
 * are one. Throws InvalidPattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-complex-example-or
 */
export function subRules(pattern: Syntax): readonly SubRule[] {
  if (pattern.kind !== 'object') return refuse('Filter is not an object');
  return withObject([], pattern.members, { path: [], isInsideOr: false });
}

function withObject(
  rules: readonly SubRule[],
  members: readonly (readonly [string, Syntax])[],
  place: Place,
): readonly SubRule[] {
  if (members.length === 0) refuse('Empty objects are not allowed');
  return members.reduce((made, [name, part]) => withMember(made, name, part, place), rules);
}

function withMember(rules: readonly SubRule[], name: string, part: Syntax, place: Place): readonly SubRule[] {
  if (name === '$or') return withAlternatives(rules, part, place);
  if (place.isInsideOr && RESERVED.has(name))
    refuse(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
  const path = [...place.path, name];
  switch (part.kind) {
    case 'object':
      return withObject(rules, part.members, { ...place, path });
    case 'list': {
      const terms = part.items.map(term);
      if (terms.length === 0) refuse('Empty arrays are not allowed');
      return orOne(rules).map((rule) => new Map([...rule, [path.join('.'), terms]]));
    }
    default:
      return refuse(`"${name}" must be an object or an array`);
  }
}

function withAlternatives(rules: readonly SubRule[], part: Syntax, { path }: Place): readonly SubRule[] {
  if (part.kind !== 'list') return refuse('It must be an Array followed with $or.');
  const made = part.items.flatMap((alternative) =>
    alternative.kind === 'object'
      ? withObject(orOne(rules), alternative.members, { path, isInsideOr: true })
      : refuse('Only JSON object is allowed in array of $or relationship.'),
  );
  if (part.items.length < 2) refuse('There must have at least 2 Objects in $or relationship.');
  if (made.length > MOST_SUB_RULES) refuse(`$or makes more than ${MOST_SUB_RULES} combinations`);
  return made;
}

const orOne = (rules: readonly SubRule[]): readonly SubRule[] => (rules.length === 0 ? [new Map()] : rules);
