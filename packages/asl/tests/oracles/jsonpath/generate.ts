import type { Json } from '#asl/json.ts';
import fc from '#tests/support/fast-check.ts';

export interface Pair {
  readonly path: string;
  readonly document: Json;
}

const name = fc.constantFrom('a', 'a', 'a', 'b', 'b', 'n', 'items', 'def ghi', 'x-1');
const bareName = fc.constantFrom('a', 'a', 'a', 'b', 'b', 'n', 'items', 'x-1', 'ü');
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom<Json>(0.5, 5, '5', 'five', "it's", '', 'null', null, true, false, 'true'),
);

const { tree: document } = fc.letrec<{ tree: Json; node: Json }>((tie) => ({
  tree: fc.oneof(
    { weight: 9, arbitrary: fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }) },
    { weight: 3, arbitrary: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: scalar },
  ),
  node: fc.oneof(
    { maxDepth: 4, depthSize: 0.15 },
    { weight: 2, arbitrary: scalar },
    { weight: 3, arbitrary: fc.array(tie('node'), { maxLength: 4 }) },
    { weight: 5, arbitrary: fc.dictionary(name, tie('node'), { maxKeys: 4, noNullPrototype: true }) },
  ),
}));

const index = fc.integer({ min: 0, max: 4 });
const bound = fc.integer({ min: -4, max: 5 });
const quoted = name.map((text) => `'${text}'`);

const bracket = fc.oneof(
  { weight: 4, arbitrary: quoted },
  { weight: 4, arbitrary: index.map(String) },
  { weight: 2, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.array(quoted, { minLength: 2, maxLength: 3 }).map((names) => names.join(',')) },
  { weight: 1, arbitrary: fc.array(index, { minLength: 2, maxLength: 3 }).map((places) => places.join(', ')) },
  { weight: 1, arbitrary: bound.map((from) => `${from}:`) },
  { weight: 1, arbitrary: bound.map((to) => `:${to}`) },
  { weight: 1, arbitrary: fc.tuple(bound, bound).map(([from, to]) => `${from}:${to}`) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((back) => `(@.length-${back})`) },
  { weight: 1, arbitrary: fc.constantFrom('(@.length() - 1)', '( @.size()-1 )', '', ':', 'a', '-1') },
);

const definiteStep = fc.oneof(
  bareName.map((text) => `.${text}`),
  quoted.map((text) => `[${text}]`),
  index.map((place) => `[${place}]`),
);

const itemPath = fc.array(definiteStep, { minLength: 1, maxLength: 2 }).map((steps) => `@${steps.join('')}`);
const literal = fc.constantFrom(
  '5',
  '-1',
  "'5'",
  'five',
  "'five'",
  '"five"',
  'null',
  'true',
  'false',
  "'true'",
  '0.50',
);
const operand = fc.oneof(
  { weight: 6, arbitrary: itemPath },
  { weight: 4, arbitrary: literal },
  { weight: 1, arbitrary: fc.constantFrom('@', '$.n', '$.a.b', '@.*', '$') },
);
const comparison = fc
  .tuple(operand, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', ' == ', ' > '), operand)
  .map((parts) => parts.join(''));
const match = fc
  .tuple(itemPath, fc.constantFrom('/.*v.*/', '/FIVE/i', '/[0-9]+/'))
  .map(([left, right]) => `${left} =~ ${right}`);
const criterion = fc.oneof(
  { weight: 5, arbitrary: comparison },
  { weight: 3, arbitrary: itemPath },
  { weight: 1, arbitrary: itemPath.map((path) => `!${path}`) },
  { weight: 1, arbitrary: match },
  { weight: 1, arbitrary: comparison.map((text) => `(${text})`) },
);
const filter = fc
  .array(fc.tuple(criterion, fc.constantFrom(' && ', ' || ', '&&', '||')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([text, sign], at) => (at === parts.length - 1 ? text : text + sign)).join(''));

const step = fc.oneof(
  { weight: 8, arbitrary: bareName.map((text) => `.${text}`) },
  { weight: 7, arbitrary: bracket.map((inside) => `[${inside}]`) },
  { weight: 2, arbitrary: bracket.map((inside) => `.[${inside}]`) },
  { weight: 2, arbitrary: fc.constant('.*') },
  { weight: 2, arbitrary: bareName.map((text) => `..${text}`) },
  { weight: 2, arbitrary: bracket.map((inside) => `..[${inside}]`) },
  { weight: 1, arbitrary: fc.constantFrom('..*', '.', '..', '. ', '.a b') },
  { weight: 5, arbitrary: filter.map((text) => `[?(${text})]`) },
);

const path = fc.array(step, { minLength: 0, maxLength: 4 }).map((steps) => `$${steps.join('')}`);

/** Pairs of path and document, the same for the same seed; paths lead somewhere about as often as not. */
export const generatePairs = (count: number, seed: number): readonly Pair[] =>
  fc.sample(fc.record({ path, document }), { numRuns: count, seed });
