import { ignoringCase } from '#local/events/pattern/ignoring-case.ts';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import { comparable } from '#local/events/pattern/numeric.ts';
import type { Syntax } from '#local/events/pattern/syntax.ts';
import { type Leaf, type ValueTerm, value } from '#local/events/pattern/term.ts';
import { wildcardMatcher } from '#local/events/pattern/wildcard.ts';

interface Negated {
  readonly create: (argument: string) => (value: string) => boolean;
  readonly mayBeEmpty: boolean;
  /** What is said of an argument that is no text, in a list. */
  readonly refusal: string;
}

const affixRefusal = 'prefix/suffix match pattern must be a string';

/** What `anything-but` can be applied to beside plain values: each takes a text or a list of them. */
const negated: ReadonlyMap<string, Negated> = new Map<string, Negated>([
  ['prefix', { create: (start) => (leaf) => leaf.startsWith(start), mayBeEmpty: false, refusal: affixRefusal }],
  ['suffix', { create: (end) => (leaf) => leaf.endsWith(end), mayBeEmpty: false, refusal: affixRefusal }],
  ['wildcard', { create: wildcardMatcher, mayBeEmpty: true, refusal: 'wildcard match pattern must be a string' }],
  [
    'equals-ignore-case',
    {
      create: (expected) => ignoringCase(expected, 'whole'),
      mayBeEmpty: true,
      refusal: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    },
  ],
]);

/** `{ "anything-but": … }`: a value that is there and is none of these. Throws InvalidPattern. */
export function anythingBut(argument: Syntax): ValueTerm {
  if (argument.kind !== 'object') return anyValueBut(argument);
  const [entry, ...more] = argument.members;
  if (!entry) return refuse('Anything-But expression name not found');
  const [name, operand] = entry;
  const operator = negated.get(name);
  if (!operator) return refuse(`Unsupported anything-but pattern: ${name}`);
  const excluded = operands(operand, operator);
  if (excluded.length === 0) return refuse('Empty arrays are not allowed');
  const excludes = excluded.map(operator.create);
  if (more.length > 0) return refuse('Too many elements in numeric expression');
  return value(
    (leaf) => !(typeof leaf === 'string' && excludes.some((matches) => matches(leaf))),
    name === 'wildcard' ? excluded : [],
  );
}

function operands(operand: Syntax, { mayBeEmpty, refusal }: Negated): readonly string[] {
  const given = operand.kind === 'list' ? operand.items : [single(operand)];
  return given.map((each) => {
    if (each.kind !== 'text') return refuse(refusal);
    return each.value === '' && !mayBeEmpty ? refuse('Null prefix/suffix not allowed') : each.value;
  });
}

function anyValueBut(argument: Syntax): ValueTerm {
  const given = argument.kind === 'list' ? argument.items : [single(argument)];
  const excluded = given.map(plainValue);
  if (new Set(excluded.map((each) => typeof each)).size !== 1) {
    return refuse('Inside anything but list, either all values are number or string, mixed type is not supported');
  }
  return value((leaf) => !excluded.includes(leaf));
}

function single(argument: Syntax): Syntax {
  if (argument.kind === 'text' || argument.kind === 'number') return argument;
  return refuse('Value of anything-but must be an array or single string/number value.');
}

function plainValue(each: Syntax): Leaf {
  if (each.kind === 'text') return each.value;
  if (each.kind === 'number') return comparable(each.digits);
  return refuse('Inside anything but list, start|null|boolean is not supported.');
}
