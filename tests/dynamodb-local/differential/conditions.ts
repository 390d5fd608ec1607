import type { Placeholders } from './placeholders.ts';
import type { Random } from './random.ts';
import { anyValue } from './values.ts';

/** Attributes of every type, members of documents, and what is not there. */
const PATHS = [
  'n',
  's',
  'b',
  't',
  'nul',
  'l',
  'm',
  'ss',
  'ns',
  'bs',
  'zz',
  'l[0]',
  'l[1]',
  'l[9]',
  'l[2].x',
  'm.x',
  'm.y.z',
  'm.y.z[0]',
  'm.q',
  'n.x',
];
const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='];

export const path = (random: Random, into: Placeholders): string =>
  random.pick(PATHS).replace(/^[a-z]+|(?<=\.)[a-z]+/g, (name) => into.name(name));

export function operand(random: Random, into: Placeholders): string {
  if (random.chance(0.45)) return path(random, into);
  return random.chance(0.15) ? `size(${path(random, into)})` : into.value(anyValue(random, 0.01));
}

function simple(random: Random, into: Placeholders): string {
  const one = () => operand(random, into);
  switch (random.below(9)) {
    case 0:
      return `${one()} between ${one()} and ${one()}`;
    case 1:
      return `${one()} in (${random.some(4, one).join(', ')})`;
    case 2:
      return `${random.pick(['attribute_exists', 'attribute_not_exists'])}(${random.chance(0.95) ? path(random, into) : one()})`;
    case 3:
      return `attribute_type(${one()}, ${into.value({ S: random.pick(['S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL', 'X']) })})`;
    case 4:
      return `begins_with(${one()}, ${one()})`;
    case 5:
      return `contains(${one()}, ${one()})`;
    default:
      return `${one()} ${random.pick(COMPARATORS)} ${one()}`;
  }
}

/** A condition, now and then of several. */
export function condition(random: Random, into: Placeholders, depth = 0): string {
  if (depth > 2 || random.chance(0.6)) return simple(random, into);
  const inner = () => condition(random, into, depth + 1);
  if (random.chance(0.25)) return `NOT ${inner()}`;
  if (random.chance(0.3)) return `(${inner()})`;
  return `${inner()} ${random.pick(['AND', 'OR', 'and'])} ${inner()}`;
}

/** Signs and words that stand where they should not. */
const NOISE = [
  '(',
  ')',
  ',',
  '=',
  '<',
  '>',
  '.',
  '[',
  ']',
  '#',
  ':',
  '"',
  '-',
  '+',
  '5',
  'and',
  'or',
  'not',
  'in',
  'set',
  'name',
  'foo(',
  ' ',
  'a',
];

/** An expression with a piece lost, doubled, or put in. */
export function broken(random: Random, expression: string): string {
  const pieces = expression.match(/[#:]?\w+|\s+|<>|<=|>=|./g) ?? [];
  const at = random.below(pieces.length + 1);
  const noise = random.pick(NOISE);
  return random
    .pick([
      pieces.toSpliced(at, 1),
      pieces.toSpliced(at, 0, noise),
      pieces.toSpliced(at, 1, noise),
      pieces.slice(0, at),
    ])
    .join('');
}
