import { describe, expect, it } from 'vitest';
import { Budget, BudgetExceeded, limits } from '#asl/language/budget.ts';
import { compileJsonata } from '#asl/language/jsonata/evaluator/compile-jsonata.ts';
import { LIBRARY } from '#asl/language/jsonata/evaluator/library.ts';
import { jsonataBudget } from '#asl/language/jsonata/limits.ts';

const evaluate = (source: string, budget: Budget) =>
  compileJsonata(source)({
    budget,
    now: 0,
    random: () => 0.5,
    uuid: () => 'id',
    lookup: (name) => LIBRARY.get(name),
  });

const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`;
const recursive = (depth: number) => `($f := function($n){ $n = 0 ? 0 : 1 + $f($n - 1) }; $f(${depth}))`;
const doubled = (times: number) =>
  `($f := function($text, $n){ $n = 0 ? $length($text) : $f($text & $text, $n - 1) }; $f("a", ${times}))`;
const added = (terms: number) => Array.from({ length: terms }, () => '1').join(' + ');

/** Measured with AWS. */
describe('what AWS allows passes', () => {
  it.each([
    [added(99), 99],
    [nested(98), 1],
    [recursive(30), 30],
    ['($f := function($n, $sum){ $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(1000, 0))', 500_500],
    ['$count([1..873782])', 873_782],
    [doubled(22), 2 ** 22],
    ['$length($pad("", 4194304))', 2 ** 22],
  ])('%.60s', (source, value) => {
    expect(evaluate(source, jsonataBudget())).toBe(value);
  });
});

describe('what AWS refuses does not', () => {
  it.each([
    [added(101), 'Stack overflow error'],
    [added(200), 'Stack overflow error'],
    [recursive(101), 'Stack overflow error'],
    [nested(101), 'Stack overflow error'],
    ['$count([1..873783])', 'memory limit exceeded'],
    [doubled(23), 'memory limit exceeded'],
    ['$length($pad("", 8388608))', 'memory limit exceeded'],
  ])('%.60s', (source, why) => {
    expect(() => evaluate(source, jsonataBudget())).toThrow(new RegExp(why));
  });
});

describe('whatever an expression is written with, it is ended', () => {
  it.each([
    '[1..2000]',
    '$count([1..40].([1..40]))',
    '([1..40])@$a.([1..40])@$b.[$a, $b]',
    '[1..40][[1..40] = $]',
    '$map([1..2000], $string)',
    '($f := function($n){ $f($n + 1) }; $f(0))',
    '$reduce([1..100], function($a, $b){ $append($a, [$a, $b]) })',
    '$pad("", 100000)',
    '$join([1..2000].$string())',
    '$sort([1..900])',
    '$distinct([1..60].{"a": $})',
    '[1..2000]{"a": $}',
    '[1..900]^($)',
    '$string([1..2000])',
    '$split($pad("", 60000, "ab"), "a")',
    '$replace($pad("", 60000, "ab"), /a/, "bb")',
    '$match($pad("", 60000, "ab"), /a/)',
    '[1..900].**.**',
    '$zip([1..900], [1..900])',
    '$spread([1..2000].{"a": 1})',
    '[[1..900].[1, 2]] ~> |$|{}|',
  ])('%s', (source) => {
    const budget = new Budget(limits({ steps: 1_000, memory: 2_000, depth: 100 }));
    expect(() => evaluate(source, budget)).toThrow(BudgetExceeded);
  });
});
