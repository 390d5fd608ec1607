import { describe, expect, it } from 'vitest';
import type { Json } from '#asl/json.ts';
import { compileResultPath, ResultPathMismatch } from '#asl/language/jsonpath/result-path.ts';

describe('a result goes where its path says', () => {
  it.each<[string, Json, Json]>([
    ['$', { a: 1 }, 'R'],
    ['$.b', { a: 1 }, { a: 1, b: 'R' }],
    ['$.a', { a: 1 }, { a: 'R' }],
    ['$.x.y', { a: 1 }, { a: 1, x: { y: 'R' } }],
    ["$['x y'].z", {}, { 'x y': { z: 'R' } }],
    ['$.list[1]', { list: [1, 2, 3] }, { list: [1, 'R', 3] }],
    ['$.gone.a', { gone: null }, { gone: { a: 'R' } }],
  ])('%s', (path, input, output) => {
    expect(compileResultPath(path)(input, 'R')).toEqual(output);
  });

  it('leaves the input as it was', () => {
    const input = { a: { b: 1 } };
    compileResultPath('$.a.c')(input, 2);
    expect(input).toEqual({ a: { b: 1 } });
  });

  it.each<[string, Json]>([
    ['$.a.b', { a: 1 }],
    ['$.a', 'text'],
    ['$.list[5]', { list: [] }],
  ])('%s does not fit %j', (path, input) => {
    expect(() => compileResultPath(path)(input, 'R')).toThrow(ResultPathMismatch);
  });

  it.each(['$.a[*]', '$..a', '$.a[0:1]'])('%s is no reference path', (path) => {
    expect(() => compileResultPath(path)).toThrow(SyntaxError);
  });
});
