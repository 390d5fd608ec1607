import { describe, expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { Budget, BudgetExceeded, limits } from '#asl/language/budget.ts';
import { evaluatePath } from '#asl/language/jsonpath/path/evaluate.ts';
import { parsePath } from '#asl/language/jsonpath/path/path.ts';

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
    // Jayway 2.0.0: several names in the last step give one merged object.
    ["$.owner['name','nothing']", { name: 'Ann', nothing: null }],
    ["$.owner['name','gone']", { name: 'Ann' }],
    // AWS's page: $.abc.['def ghi'].
    ["$.['open now']", true],
    ["$.owner.['name']", 'Ann'],
    ['$.books.[0].title', 'Moby Dick'],
    ['$.books.[?(@.price > 9)].title', ['Emma', 'Ulysses']],
    ['$.books[(@.length-1)].title', 'Ulysses'],
    ['$.books[(@.size() - 3)].title', 'Moby Dick'],
    // AWS's blogs: literals without quotes.
    ['$.books[?(@.title==Emma)].price', [12]],
    ['$.books[?(@.title == Moby Dick)].price', [9]],
    ['$.books[?(@.price != 9 && @.price != 12)].title', ['Ulysses']],
    ['$.books[?(@.isbn)].title', ['Ulysses']],
    ['$.books[?(!@.isbn)].title', ['Moby Dick', 'Emma']],
    ['$.books[?(@.price < 15 && @.price > 9)].title', ['Emma']],
    ["$.books[?(@.title == 'Emma' || @.price >= 20)].price", [12, 20]],
    ["$.books[?(@.title in ['Emma', 'Ulysses'])].price", [12, 20]],
    ["$.books[?('sea' in @.tags)].title", ['Moby Dick']],
    // Only single quotes are quotes, and brackets inside a filter group nothing.
    ['$.books[?(@.title == "Emma")].price', []],
    ["$.books[?((@.title == 'Emma' || @.price < 10) && @.price > 10)].title", ['Emma']],
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
    ['$.books[7]', "Index out of bounds when evaluating path $['books'][7]"],
    // Seen with AWS: Property ['length()'] not found in path $['list'].
    ["$.books['length()']", "Property ['length()'] not found in path $['books']"],
    ['$.owner.name.first', "Property ['first'] not found in path $['owner']['name']"],
    ['$.owner.nothing[0]', "The path $['owner']['nothing'] is null"],
    ['$.owner[0]', 'Filter: [0] can only be applied to arrays. Current context is: {name=Ann, nothing=null}'],
    ["$.owner['name','nothing'].x", "Multi properties can only be used as path leafs: $['owner']['name', 'nothing']"],
    ['$.books.nothing()', 'Function of name: nothing cannot be created'],
    ['$.books[*].title.max()', 'Aggregation function attempted to calculate value using empty array'],
  ])('%s', (path, why) => {
    expect(evaluatePath(parsePath(path), shop)).toMatchObject({ kind: 'missing', why });
  });
});

describe('a path that is not definite as a whole never fails', () => {
  it.each([
    '$.missing[*]',
    '$.missing[*].Key',
    '$.missing[1:]',
    '$.missing[0,1]',
    '$.missing[?(@.a)]',
    '$.missing..a',
    '$.a.b.c[*].d.e',
    '$.owner.name[*].x',
    '$.owner.name[1:]',
    '$.owner.nothing[?(@.a)].b',
    '$.books[*].gone.more',
    '$..gone.more[0]',
    // Jayway gives up where one of those that pass has no such member, or a text is compared with a number.
    '$.books[?(@.price)].isbn',
    '$.books[?(@.price > many)]',
  ])('%s leads to an empty list', (path) => {
    expect(evaluatePath(parsePath(path), shop)).toEqual({ kind: 'found', value: [] });
  });
});

describe('a function of a list that is longer than a call has arguments', () => {
  const list = Array.from({ length: 200_000 }, (_, index) => index);
  it.each([
    ['min', 0],
    ['max', 199_999],
    ['sum', 19_999_900_000],
    ['stddev', Math.sqrt((200_000 ** 2 - 1) / 12)],
  ])('%s', (name, value) => {
    const found = evaluatePath(parsePath(`$.${name}()`), list);
    expect(found).toEqual({ kind: 'found', value: expect.closeTo(value, 3) });
  });
});

describe('members are looked for by value', () => {
  const item = { x: { a: [1] }, list: [{ a: [1] }, '{"a":[1]}', null, 1] };
  it.each([
    ['@.x in @.list', true],
    ['@.x.a in @.list', false],
    ['@.list subsetof @.list', true],
    ['@.list anyof @.x.a', true],
    ['@.list noneof @.x.a', false],
    ['@.x nin @.x.a', true],
  ])('%s: %s', (test, holds) => {
    expect(evaluatePath(parsePath(`$[?(${test})]`), [item])).toEqual({ kind: 'found', value: holds ? [item] : [] });
  });
});

it.each(['$[?(@.n > $.sum())]', '$[?(@.n in $)]', '$[?($.concat() contains @.t)]'])(
  '%s, for each of many, is ended',
  (path) => {
    const list = Array.from({ length: 100 }, (_, n) => ({ n, t: 'text' }));
    expect(() => evaluatePath(parsePath(path), list, new Budget(limits({ steps: 1_000 })))).toThrow(BudgetExceeded);
  },
);

it('a path that would look at too much is ended', () => {
  const list = Array.from({ length: 10 }, () => ({ a: [{ a: [{ a: 1 }] }] }));
  const path = parsePath('$..*..*..*');
  expect(() => evaluatePath(path, list, new Budget(limits({ steps: 100 })))).toThrow(BudgetExceeded);
});

it('an expression that backtracks for ever ends all the same', () => {
  const path = parsePath('$[?(@.a =~ /(a+)+b/)]');
  expect(evaluatePath(path, [{ a: 'a'.repeat(40) }])).toEqual({ kind: 'found', value: [] });
});

describe('what is no path is refused', () => {
  it.each([
    '',
    'a.b',
    '$.',
    '$.a[',
    '$.a[]',
    "$['a",
    '$.a[?(@.b ==)]',
    '$.a b[c]',
    '$.books[?(@.a == 1) x]',
    '$.a..',
    '$a-b',
    '$.a[:]',
    '$.a[b]',
    '$.a[?@.b]',
    '$.a[?(@..b)]',
    '$.a[?(!(@.b))]',
    '$.a[?($x.b)]',
  ])('%j', (text) => {
    expect(() => parsePath(text)).toThrow(SyntaxError);
  });
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
