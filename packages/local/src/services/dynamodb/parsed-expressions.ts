import type { JsonObject } from '@safelight/asl/json';

/** What dynalite tells a parser of the names and values around an expression; what is used leaves `unused…`. */
interface Surroundings {
  readonly attrNames?: Readonly<Record<string, string>>;
  readonly attrVals?: Readonly<Record<string, JsonObject>>;
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
}

/** One of dynalite's parsers. Answers a text where the expression is wrong, or throws. */
export interface ExpressionParser {
  parse(expression: string, options: { readonly context: Surroundings }): unknown;
}

interface Kept {
  readonly parsed: unknown;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** The place of an attribute value in an expression that is kept. */
class ValueOf {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** These are checked by what their values are; all else by the types of the values. */
const LOOKS_AT_VALUES = /\b(between|attribute_type)\b/i;

const MOST_KEPT = 500;

/**
 * Lets a parser remember what it has parsed: programs send the same few expressions with other values, and to parse one
 * with nested parentheses takes longer than all the rest of a write.
 */
export function rememberParsed(parser: ExpressionParser): void {
  const parse = parser.parse;
  const kept = new Map<string, Kept>();
  parser.parse = (expression, options) => {
    const { context } = options;
    if (LOOKS_AT_VALUES.test(expression)) return parse(expression, options);
    const key = keyOf(expression, context);
    const known = kept.get(key);
    if (known) return again(known, context);
    const own = { ...context, unusedAttrNames: all(context.attrNames), unusedAttrVals: all(context.attrVals) };
    const parsed = parse(expression, { context: own });
    if (typeof parsed !== 'object') return parsed;
    if (kept.size >= MOST_KEPT) kept.clear();
    const entry = entryOf(parsed, own);
    kept.set(key, entry);
    return again(entry, context);
  };
}

const keyOf = (expression: string, { attrNames, attrVals = {} }: Surroundings): string =>
  JSON.stringify([expression, attrNames, Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)])]);

const all = (members: object = {}): Record<string, true> =>
  Object.fromEntries(Object.keys(members).map((name) => [name, true]));

function entryOf(parsed: unknown, context: Surroundings): Kept {
  const { attrNames = {}, attrVals = {}, unusedAttrNames, unusedAttrVals } = context;
  const nameOf = new Map<object, string>(Object.entries(attrVals).map(([name, value]) => [value, name]));
  const place = (node: object) => {
    const name = nameOf.get(node);
    return name === undefined ? undefined : new ValueOf(name);
  };
  return {
    parsed: copy(parsed, place),
    names: Object.keys(attrNames).filter((name) => !(name in unusedAttrNames)),
    values: Object.keys(attrVals).filter((name) => !(name in unusedAttrVals)),
  };
}

/** As if it had been parsed with these values. The operations write to what they are given, so each gets a copy. */
function again({ parsed, names, values }: Kept, context: Surroundings): unknown {
  for (const name of names) delete context.unusedAttrNames[name];
  for (const name of values) delete context.unusedAttrVals[name];
  return copy(parsed, (node) => (node instanceof ValueOf ? context.attrVals?.[node.name] : undefined));
}

function copy(node: unknown, replace: (node: object) => object | undefined): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const replaced = replace(node);
  if (replaced) return replaced;
  if (Array.isArray(node)) return node.map((member) => copy(member, replace));
  const made: Record<string, unknown> = Object.create(Object.getPrototypeOf(node));
  for (const [name, member] of Object.entries(node)) made[name] = copy(member, replace);
  return made;
}
