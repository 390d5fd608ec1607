import fc from '#tests/support/fast-check.ts';

/** Both as texts: members of one name and numbers beyond doubles matter. */
export interface Pair {
  readonly pattern: string;
  readonly event: string;
}

const list = (items: readonly string[]): string => `[${items.join(',')}]`;
const object = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, part]) => `${JSON.stringify(name)}:${part}`).join(',')}}`;
const quoted = (...texts: readonly string[]) => fc.constantFrom(...texts).map((text) => JSON.stringify(text));

const name = fc.constantFrom('a', 'a', 'b', 'b', 'c', 'd', 'a.b', 'b.c');
const letters = quoted('a', 'b', 'ab', 'aba', 'abab', 'A', 'AB', '', 'ba', 'ß', 'SS', 'a*b', 'é', 'aab', '5', '10');
const addresses = quoted(
  '10.0.0.1',
  '10.0.1.255',
  '::1',
  '0:0:0:0:0:0:0:1',
  '2001:db8::1',
  '2001:DB8:0::1',
  '256.0.0.1',
);
const numbers = fc.constantFrom(
  ...['0', '5', '5.0', '50e-1', '-1', '10', '0.1', '1e2', '100', '12345678901', '1e400', '0.10', '-0'],
  ...['9007199254740992', '9007199254740993', '9007199254740993.0', '18014398509481985'],
);
const words = fc.constantFrom('true', 'false', 'null');
const scalar = fc.oneof(
  { weight: 6, arbitrary: letters },
  { weight: 4, arbitrary: numbers },
  { weight: 2, arbitrary: addresses },
  { weight: 1, arbitrary: words },
);

/** An object of an event: each name once. */
const members = (part: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.uniqueArray(fc.tuple(name, part), { minLength, maxLength, selector: ([key]) => key }).map(object);

const { event } = fc.letrec<{ event: string; node: string }>((tie) => ({
  event: members(tie('node'), 1, 6),
  node: fc.oneof(
    { maxDepth: 4, depthSize: 0.1 },
    { weight: 4, arbitrary: scalar },
    { weight: 3, arbitrary: fc.array(tie('node'), { maxLength: 4 }).map(list) },
    { weight: 5, arbitrary: members(tie('node'), 0, 4) },
  ),
}));

const plainNumbers = fc.constantFrom('0', '5', '5.0', '-1', '0.1', '1e2', '100', '12345678901', '9007199254740992');
/** Now and then something that has no business there. */
const mostly = (right: fc.Arbitrary<string>, wrong: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: wrong });
const orList = (item: fc.Arbitrary<string>) => fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }).map(list));
const operation = (names: readonly string[], argument: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...names), argument).map((member) => object([member]));

const text = mostly(letters, scalar);
const wildcard = mostly(
  quoted('*', 'a*', '*b', '*a*', 'a*b*', '*a*a', '*ab*ab', 'a\\*b', '', '*a*b', 'é*é', 'a*b*a*b', 'ab*'),
  quoted('a**', '\\a', 'a\\', '*a*a*a*a*a*a', '*a*b*a*b*a*b', '*aaaaaaaaaa'),
);
const cidr = mostly(
  quoted('10.0.0.0/24', '10.0.0.0/31', '::/0', '2001:db8::/32', '0.0.0.0/0'),
  quoted('10.0.0.1/32', '::1/128', '10/8', 'x/1', '1.2.3.4', '10.0.0.0/-1', '10.0.0.0/x', '300.0.0.0/8'),
);
const bound = mostly(plainNumbers, scalar);
const numeric = mostly(
  fc.oneof(
    fc.tuple(fc.constantFrom('"="', '">"', '">="', '"<"', '"<="'), bound).map(list),
    fc
      .tuple(fc.constantFrom('">"', '">="'), fc.constantFrom('-1', '0', '5'), fc.constantFrom('"<"', '"<="'))
      .chain((terms) => fc.constantFrom('5.1', '100').map((top) => list([...terms, top]))),
  ),
  fc.array(fc.oneof(quoted('=', '>', '<=', '~'), numbers), { maxLength: 5 }).map(list),
);
const caseless = mostly(operation(['equals-ignore-case'], text), operation(['prefix'], text));
const butValues = mostly(fc.oneof(orList(letters), orList(plainNumbers)), orList(scalar));
const butTexts = operation(['prefix', 'suffix', 'equals-ignore-case'], orList(text));
const but = fc.oneof(butValues, butTexts, operation(['wildcard'], orList(wildcard)));

const expression = mostly(
  fc.oneof(
    { weight: 3, arbitrary: operation(['prefix', 'suffix', 'equals-ignore-case', 'exactly'], text) },
    { weight: 1, arbitrary: operation(['prefix', 'suffix'], caseless) },
    { weight: 3, arbitrary: operation(['wildcard'], wildcard) },
    { weight: 2, arbitrary: operation(['numeric'], numeric) },
    { weight: 1, arbitrary: operation(['cidr'], cidr) },
    { weight: 4, arbitrary: operation(['exists'], mostly(fc.constantFrom('true', 'false', 'false'), scalar)) },
    { weight: 4, arbitrary: operation(['anything-but'], but) },
  ),
  fc.oneof(
    fc.constantFrom('{}', '{"contains":"a"}', '{"prefix":"a","suffix":"b"}', '{"anything-but":"a","x":1}', '[1]'),
    fc.constantFrom('{"anything-but":{"numeric":["=",1]}}', '{"anything-but":[]}', '{"anything-but":{"prefix":[]}}'),
  ),
);
const element = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 6, arbitrary: expression });
const elements = fc.array(element, { minLength: 1, maxLength: 3 }).map(list);

const { pattern } = fc.letrec<{ pattern: string; part: string; or: string; member: readonly [string, string] }>(
  (tie) => ({
    pattern: fc.array(tie('member'), { minLength: 1, maxLength: 3 }).map(object),
    or: fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map(list),
    part: fc.oneof(
      { maxDepth: 3, depthSize: 0.1 },
      { weight: 60, arbitrary: elements },
      { weight: 1, arbitrary: fc.constantFrom('[]', '{}', '5') },
      { weight: 24, arbitrary: tie('pattern') },
    ),
    member: fc.oneof(
      { maxDepth: 3 },
      { weight: 40, arbitrary: fc.tuple(name, tie('part')) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom('exists', 'numeric', '='), elements) },
      { weight: 5, arbitrary: fc.tuple(fc.constant('$or'), tie('or')) },
    ),
  }),
);

/** Pairs of pattern and event, the same for the same seed. */
export const generatePairs = (count: number, seed: number): readonly Pair[] =>
  fc.sample(fc.record({ pattern, event }), { numRuns: count, seed });
