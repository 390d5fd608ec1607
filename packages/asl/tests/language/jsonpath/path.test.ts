import { describe, expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { evaluatePath } from '#asl/language/jsonpath/evaluate.ts';
import { parsePath } from '#asl/language/jsonpath/path.ts';

const shop: Json = {
  books: [
    { title: 'Moby Dick', price: 9, tags: ['sea', 'whale'] },
    { title: 'Emma', price: 12 },
    { title: 'Ulysses', price: 20, isbn: 'x-1' },
  ],
  'open now': true,
  owner: { name: 'Ann', nothing: null },
};

describe('a path leads where Jayway says', () => {
  it.each<[string, Json]>([
    ['$', shop],
    ['$.owner.name', 'Ann'],
    ["$['owner']['name']", 'Ann'],
    ['$["open now"]', true],
    ['$.owner.nothing', null],
    ['$.books[1].title', 'Emma'],
    ['$.books[-1].title', 'Ulysses'],
    ['$.books[0,2].title', ['Moby Dick', 'Ulysses']],
    ['$.books[1:].price', [12, 20]],
    ['$.books[:2].price', [9, 12]],
    ['$.books[-2:].price', [12, 20]],
    ['$.books[*].price', [9, 12, 20]],
    ['$.books[*].isbn', ['x-1']],
    ['$..price', [9, 12, 20]],
    ['$..tags[0]', ['sea']],
    ["$.owner['name','nothing']", [{ name: 'Ann', nothing: null }]],
    ['$.books[?(@.isbn)].title', ['Ulysses']],
    ['$.books[?(!@.isbn)].title', ['Moby Dick', 'Emma']],
    ['$.books[?(@.price < 15 && @.price > 9)].title', ['Emma']],
    ["$.books[?(@.title == 'Emma' || @.price >= 20)].price", [12, 20]],
    ["$.books[?(@.title in ['Emma', 'Ulysses'])].price", [12, 20]],
    ["$.books[?('sea' in @.tags)].title", ['Moby Dick']],
    ["$.books[?(@.tags contains 'whale')].title", ['Moby Dick']],
    ['$.books[?(@.title =~ /.*y.*/i)].price', [9, 20]],
    ['$.books[?(@.missing)]', []],
    ["$.books[?(@.price == '12')].title", ['Emma']],
    ['$.books[?(@.isbn == 1)].title', []],
    ['$..nowhere', []],
    ['$.books.length()', 3],
    ['$.books[*].price.max()', 20],
    ['$..price.sum()', 41],
  ])('%s', (path, value) => {
    expect(evaluatePath(parsePath(path), shop)).toEqual({ kind: 'found', value });
  });
});

describe('a definite path that leads nowhere says why', () => {
  it.each([
    ['$.name', "No results for path: $['name']"],
    ['$.a.b', "Missing property in path $['a']"],
    ['$.books[7]', "No results for path: $['books'][7]"],
    ['$.missing[*]', "Missing property in path $['missing']"],
    ['$.books.nothing()', 'Function of name: nothing cannot be created'],
    ['$.books[*].title.max()', 'Aggregation function attempted to calculate value using empty array'],
  ])('%s', (path, why) => {
    expect(evaluatePath(parsePath(path), shop)).toEqual({ kind: 'missing', why });
  });
});

it('an expression that backtracks for ever ends all the same', () => {
  const path = parsePath('$[?(@ =~ /(a+)+b/)]');
  expect(evaluatePath(path, ['a'.repeat(40)])).toEqual({ kind: 'found', value: [] });
});

describe('what is no path is refused', () => {
  it.each(['', 'a.b', '$.', '$.a[', '$.a[]', "$['a", '$.a[?(@.b ==)]', '$.a b[c]', '$.books[?(@.a == 1) x]'])(
    '%j',
    (text) => {
      expect(() => parsePath(text)).toThrow(SyntaxError);
    },
  );
});

describe('what a path starts from', () => {
  it.each([
    ['$.a', { kind: 'subject' }],
    ['$$.Execution.Id', { kind: 'context' }],
    ['$total.sum', { kind: 'variable', name: 'total' }],
  ])('%s', (text, root) => {
    expect(parsePath(text).root).toEqual(root);
  });
});
