import type { Json } from '@safelight/asl/json';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '#local/events/pattern/compile.ts';

interface Row {
  readonly name: string;
  readonly pattern: Json;
  readonly matches: readonly Json[];
  readonly misses: readonly Json[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html, operator by operator */
const rows: readonly Row[] = [
  {
    name: 'equals',
    pattern: { Name: ['Alice'] },
    matches: [{ Name: 'Alice' }],
    misses: [{ Name: 'alice' }, {}, { Name: null }],
  },
  {
    name: 'and',
    pattern: { a: ['x'], b: ['y'] },
    matches: [{ a: 'x', b: 'y' }],
    misses: [{ a: 'x' }, { a: 'x', b: 'z' }],
  },
  { name: 'or within a field', pattern: { a: ['x', 'y'] }, matches: [{ a: 'x' }, { a: 'y' }], misses: [{ a: 'z' }] },
  { name: 'empty', pattern: { LastName: [''] }, matches: [{ LastName: '' }], misses: [{ LastName: ' ' }, {}] },
  {
    name: 'null',
    pattern: { UserID: [null] },
    matches: [{ UserID: null }],
    misses: [{}, { UserID: '' }, { UserID: 'null' }],
  },
  { name: 'a number', pattern: { n: [100] }, matches: [{ n: 100 }, { n: 1e2 }], misses: [{ n: '100' }, { n: 101 }] },
  { name: 'a boolean', pattern: { b: [true] }, matches: [{ b: true }], misses: [{ b: 'true' }, { b: false }] },
  {
    name: 'nested',
    pattern: { d: { e: ['x'] } },
    matches: [{ d: { e: 'x', f: 1 } }],
    misses: [{ e: 'x' }, { d: 'x' }],
  },
  {
    name: 'an array of the event',
    pattern: { r: ['a', 'b'] },
    matches: [{ r: ['c', 'a'] }],
    misses: [{ r: ['c'] }, { r: [] }],
  },
  {
    name: 'one object of an array meets all of a pattern',
    pattern: { o: { a: ['1'], b: ['2'] } },
    matches: [{ o: [{ a: '0' }, { a: '1', b: '2' }] }],
    misses: [
      {
        o: [
          { a: '1', b: '0' },
          { a: '0', b: '2' },
        ],
      },
    ],
  },
  {
    name: 'prefix',
    pattern: { t: [{ prefix: '2017-10-02' }] },
    matches: [{ t: '2017-10-02T18' }],
    misses: [{ t: '2017-10-03' }, { t: 2017 }],
  },
  {
    name: 'prefix, any case',
    pattern: { s: [{ prefix: { 'equals-ignore-case': 'EventB' } }] },
    matches: [{ s: 'EVENTBRIDGE' }, { s: 'eventb' }],
    misses: [{ s: 'event' }],
  },
  {
    name: 'suffix',
    pattern: { f: [{ suffix: '.png' }] },
    matches: [{ f: 'a.png' }],
    misses: [{ f: 'a.PNG' }, { f: 'a.png.txt' }],
  },
  {
    name: 'suffix, any case',
    pattern: { f: [{ suffix: { 'equals-ignore-case': '.png' } }] },
    matches: [{ f: 'a.PNG' }],
    misses: [{ f: 'a.jpg' }],
  },
  {
    name: 'equals-ignore-case',
    pattern: { n: [{ 'equals-ignore-case': 'alice' }] },
    matches: [{ n: 'ALICE' }],
    misses: [{ n: 'alices' }, {}],
  },
  {
    name: 'anything-but',
    pattern: { s: [{ 'anything-but': 'init' }] },
    matches: [{ s: 'done' }, { s: null }, { s: 1 }],
    misses: [{ s: 'init' }, {}],
  },
  {
    name: 'anything-but a list',
    pattern: { s: [{ 'anything-but': ['a', 'b'] }] },
    matches: [{ s: 'c' }],
    misses: [{ s: 'a' }, { s: 'b' }],
  },
  {
    name: 'anything-but numbers',
    pattern: { n: [{ 'anything-but': [100, 200] }] },
    matches: [{ n: 1 }, { n: '100' }],
    misses: [{ n: 100 }],
  },
  {
    name: 'anything-but prefix',
    pattern: { s: [{ 'anything-but': { prefix: 'us-' } }] },
    matches: [{ s: 'eu-1' }],
    misses: [{ s: 'us-1' }, {}],
  },
  {
    name: 'anything-but prefixes',
    pattern: { s: [{ 'anything-but': { prefix: ['a', 'b'] } }] },
    matches: [{ s: 'c' }],
    misses: [{ s: 'ab' }, { s: 'b' }],
  },
  {
    name: 'anything-but suffix',
    pattern: { f: [{ 'anything-but': { suffix: '.png' } }] },
    matches: [{ f: 'a.jpg' }],
    misses: [{ f: 'a.png' }],
  },
  {
    name: 'anything-but, any case',
    pattern: { s: [{ 'anything-but': { 'equals-ignore-case': ['init', 'done'] } }] },
    matches: [{ s: 'going' }],
    misses: [{ s: 'INIT' }, { s: 'Done' }],
  },
  {
    name: 'anything-but wildcard',
    pattern: { p: [{ 'anything-but': { wildcard: '*/lib/*' } }] },
    matches: [{ p: '/usr/bin/x' }],
    misses: [{ p: '/usr/lib/x' }],
  },
  {
    name: 'numeric range',
    pattern: { p: [{ numeric: ['>', 10, '<=', 20] }] },
    matches: [{ p: 10.5 }, { p: 20 }],
    misses: [{ p: 10 }, { p: 21 }, { p: '15' }, {}],
  },
  {
    name: 'numeric equals',
    pattern: { x: [{ numeric: ['=', 3.018e2] }] },
    matches: [{ x: 301.8 }],
    misses: [{ x: 301 }],
  },
  { name: 'numeric below', pattern: { x: [{ numeric: ['<', 0] }] }, matches: [{ x: -1 }], misses: [{ x: 0 }] },
  {
    name: 'cidr',
    pattern: { ip: [{ cidr: '10.0.0.0/24' }] },
    matches: [{ ip: '10.0.0.255' }],
    misses: [{ ip: '10.0.1.0' }, { ip: 'ten' }],
  },
  {
    name: 'cidr, version 6',
    pattern: { ip: [{ cidr: '2001:db8::/32' }] },
    matches: [{ ip: '2001:db8::1' }],
    misses: [{ ip: '2001:db9::1' }, { ip: '10.0.0.1' }],
  },
  {
    name: 'exists',
    pattern: { p: [{ exists: true }] },
    matches: [{ p: 'x' }, { p: null }, { p: '' }],
    misses: [{}, { p: {} }],
  },
  {
    name: 'does not exist',
    pattern: { d: { p: [{ exists: false }] } },
    matches: [{ d: { q: 1 } }, {}],
    misses: [{ d: { p: 1 } }],
  },
  {
    name: 'wildcard',
    pattern: { k: [{ wildcard: 'dir/*.png' }] },
    matches: [{ k: 'dir/a.png' }, { k: 'dir/b/c.png' }],
    misses: [{ k: 'dir/a.jpg' }, { k: 'x/dir/a.png' }],
  },
  {
    name: 'wildcard in several places',
    pattern: { k: [{ wildcard: '*ab*ab' }] },
    matches: [{ k: 'xabyab' }, { k: 'abab' }],
    misses: [{ k: 'ab' }, { k: 'aba' }],
  },
  {
    name: 'an escaped wildcard',
    pattern: { k: [{ wildcard: 'a\\*b\\\\*' }] },
    matches: [{ k: 'a*b\\c' }],
    misses: [{ k: 'axb\\c' }],
  },
  {
    name: '$or',
    pattern: { detail: { $or: [{ c: [{ numeric: ['>', 0, '<=', 5] }] }, { d: [{ numeric: ['<', 10] }] }] } },
    matches: [{ detail: { c: 3 } }, { detail: { c: 9, d: 9 } }],
    misses: [{ detail: { c: 9, d: 19 } }, {}],
  },
  {
    name: '$or beside fields, and within another',
    pattern: { s: ['x'], $or: [{ a: ['1'] }, { $or: [{ b: ['2'] }, { c: ['3'] }] }] },
    matches: [
      { s: 'x', a: '1' },
      { s: 'x', c: '3' },
    ],
    misses: [{ s: 'y', a: '1' }, { s: 'x' }],
  },
  {
    name: 'a field that objects have by nature',
    pattern: { constructor: [{ exists: false }] },
    matches: [{}],
    misses: [{ constructor: 'x' }],
  },
];

describe('event patterns', () => {
  it.each(rows)('$name', ({ pattern, matches, misses }) => {
    const matcher = compilePattern(pattern);
    for (const event of matches) expect(matcher(event), JSON.stringify(event)).toBe(true);
    for (const event of misses) expect(matcher(event), JSON.stringify(event)).toBe(false);
  });
});
