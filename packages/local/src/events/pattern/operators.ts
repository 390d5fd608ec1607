import { address, cidrMatcher } from '#local/events/pattern/address.ts';
import { anythingBut } from '#local/events/pattern/anything-but.ts';
import { isExactNumber, toDouble } from '#local/events/pattern/exact-number.ts';
import { ignoringCase } from '#local/events/pattern/ignoring-case.ts';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';
import { numericMatcher } from '#local/events/pattern/numeric.ts';
import type { Syntax } from '#local/events/pattern/syntax.ts';
import { type Term, textual, type ValueTerm, value } from '#local/events/pattern/term.ts';
import { wildcardMatcher } from '#local/events/pattern/wildcard.ts';

type Operator = (argument: Syntax) => Term;

/** Every operator of a match expression, by its name in a pattern; refusals are worded as event-ruler words them. */
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['exactly', (argument) => textual(equal(text('exact', argument)))],
  ['prefix', affix('prefix', (argument) => textual((leaf) => leaf.startsWith(argument)))],
  ['suffix', affix('suffix', (argument) => textual((leaf) => leaf.endsWith(argument)))],
  ['equals-ignore-case', (argument) => textual(ignoringCase(text('equals-ignore-case', argument), 'whole'))],
  ['anything-but', anythingBut],
  // The sentence is event-ruler's.
  ['cidr', (argument) => textual(cidrMatcher(text('prefix', argument)))],
  ['wildcard', wildcard],
  ['numeric', numeric],
  ['exists', exists],
]);

/** Where another member after the first is answered with this sentence. */
const countsElements = new Set(['numeric', 'anything-but']);

/** One element of a field's list in a pattern: a literal, or an object of one operator. Throws InvalidPattern. */
export function term(element: Syntax): Term {
  switch (element.kind) {
    case 'text':
      return literalText(element.value);
    case 'number':
      return literalNumber(element.digits);
    case 'word':
      return value((leaf) => leaf === element.value);
    case 'list':
      return refuse('Match value must be String, number, true, false, or null');
    case 'object':
      return expression(element.members);
  }
}

function expression([entry, ...more]: readonly (readonly [string, Syntax])[]): Term {
  if (!entry) return refuse('Match expression name not found');
  const [name, argument] = entry;
  const operator = operators.get(name);
  if (!operator) return refuse(`Unrecognized match type ${name}`);
  const made = operator(argument);
  if (more.length === 0) return made;
  return refuse(
    countsElements.has(name) ? 'Too many elements in numeric expression' : 'Only one key allowed in match expression',
  );
}

/** An IP address is met however the event writes it. */
function literalText(literal: string): ValueTerm {
  const wanted = address(literal);
  return textual((leaf) => leaf === literal || (wanted !== undefined && address(leaf)?.text === wanted.text));
}

function literalNumber(digits: string): ValueTerm {
  const double = toDouble(digits);
  return value((leaf) => (isExactNumber(leaf) ? leaf.rawJSON === digits : double !== undefined && leaf === double));
}

function affix(name: 'prefix' | 'suffix', create: (argument: string) => ValueTerm): Operator {
  return (argument) => {
    if (argument.kind !== 'object') return create(text(name, argument));
    const [entry, ...more] = argument.members;
    if (!entry) return refuse(`${name === 'prefix' ? 'Prefix' : 'Suffix'} expression name not found`);
    if (entry[0] !== 'equals-ignore-case') return refuse(`Unsupported ${name} pattern: ${entry[0]}`);
    const matches = ignoringCase(text('equals-ignore-case', entry[1]), name);
    return more.length === 0 ? textual(matches) : refuse('Only one key allowed in match expression');
  };
}

function wildcard(argument: Syntax): Term {
  const pattern = text('wildcard', argument);
  return textual(wildcardMatcher(pattern), [pattern]);
}

function numeric(argument: Syntax): Term {
  const matches = numericMatcher(argument);
  return value((leaf) => typeof leaf === 'number' && matches(leaf));
}

function exists(argument: Syntax): Term {
  if (argument.kind !== 'word' || argument.value === null)
    return refuse('exists match pattern must be either true or false.');
  return argument.value ? value(() => true) : { kind: 'absent' };
}

const equal = (expected: string) => (leaf: string) => leaf === expected;

const text = (name: string, argument: Syntax): string =>
  argument.kind === 'text' ? argument.value : refuse(`${name} match pattern must be a string`);
