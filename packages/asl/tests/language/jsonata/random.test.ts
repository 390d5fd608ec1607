import { expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { testRuns } from '#asl/testing/seed.ts';
import fc from '#tests/support/fast-check.ts';
import { ours, theirs } from './as-library.ts';

const INPUT: Json = {
  a: 1,
  b: 'x',
  c: [1, 'y', null, [2, 3], { a: 4, b: ['z'] }],
  d: [
    { a: 1, b: ['p', 'q'], d: [{ a: 5 }] },
    { a: 2, b: 'r', c: { a: 6 } },
    { a: 2, b: [], d: [] },
  ],
  e: {},
};

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone');

/** Expressions that fit together, sensible or not. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const join = (...parts: (string | fc.Arbitrary<string>)[]) =>
    fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
  const lambda = fc.oneof(
    join('function($v){', inner, '}'),
    join('function($v, $k){$v ', fc.constantFrom('=', '&', '<'), ' $k}'),
    fc.constantFrom('$string', '$count', '$exists', 'function($v){$v}', 'function($l, $r){$l.a > $r.a}'),
  );
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 0.6 },
      { weight: 3, arbitrary: fc.constantFrom('1', '0', '2', '-1', '"x"', 'true', 'null', '$i', '$v', '[]', '{}') },
      { weight: 6, arbitrary: join('$i.', name) },
      { weight: 4, arbitrary: join(inner, '.', name) },
      { weight: 2, arbitrary: join(inner, '.(', inner, ')') },
      { weight: 2, arbitrary: join(inner, '[', inner, ']') },
      { weight: 2, arbitrary: join('(', inner, ')[', fc.constantFrom('0', '-1', 'a', 'a = 2', '[0..1]'), ']') },
      { weight: 1, arbitrary: join(inner, '.', fc.constantFrom('*', '**', '$', '[a, b]', '{"k": a}', '[$]')) },
      { weight: 1, arbitrary: join(inner, fc.constantFrom('[]', '^(a)', '^(>a)', '{b: a}', '#$p.[$p]', '@$w.[$w.a]')) },
      {
        weight: 2,
        arbitrary: join('(', inner, fc.constantFrom(' + ', ' & ', ' = ', ' < ', ' in ', ' and ', ' or '), inner, ')'),
      },
      { weight: 1, arbitrary: join('[', inner, ', ', inner, ']') },
      { weight: 1, arbitrary: join('[', inner, ']') },
      { weight: 1, arbitrary: join('{"k": ', inner, ', "l": ', inner, '}') },
      { weight: 1, arbitrary: join('(', inner, ' ? ', inner, ' : ', inner, ')') },
      { weight: 1, arbitrary: join('($v := ', inner, '; ', inner, ')') },
      {
        weight: 1,
        arbitrary: join(fc.constantFrom('$map', '$filter', '$sort', '$single'), '(', inner, ', ', lambda, ')'),
      },
      { weight: 1, arbitrary: join(fc.constantFrom('$each', '$sift'), '(', inner, ', ', lambda, ')') },
      { weight: 1, arbitrary: join('$reduce(', inner, ', function($s, $v){$append($s, ', inner, ')})') },
      {
        weight: 2,
        arbitrary: join(
          fc.constantFrom(
            '$count',
            '$sum',
            '$string',
            '$keys',
            '$distinct',
            '$spread',
            '$merge',
            '$reverse',
            '$type',
            '$not',
            '$boolean',
            '$zip',
          ),
          '(',
          inner,
          ')',
        ),
      },
      { weight: 1, arbitrary: join('$append(', inner, ', ', inner, ')') },
      {
        weight: 1,
        arbitrary: join(inner, ' ~> ', fc.constantFrom('$count', '$string', '$map(function($v){$v.a})')),
      },
    ),
  };
});

/**
 * Which of several failures comes first depends on how jsonata takes turns. And it puts nothing into an empty list that
 * it groups, also where the list is the caller's.
 */
const outcome = (answer: string): string =>
  (/^(?:[TD]\d{4}|Error|undefined): /.test(answer) ? 'fails' : answer).replaceAll('[null]', '[]');

it('whatever is put together, our evaluator answers what jsonata answers', async () => {
  await fc.assert(
    fc.asyncProperty(expression, async (source) => {
      expect(outcome(ours(source, INPUT))).toBe(outcome(await theirs(source, INPUT)));
    }),
    { numRuns: testRuns(300) },
  );
});
