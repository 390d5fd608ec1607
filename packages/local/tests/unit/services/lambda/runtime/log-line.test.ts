import { describe, expect, it } from 'vitest';
import { jsonLine, textLine } from '#services/lambda/runtime/log-line.ts';

const TIME = '2026-01-02T03:04:05.678Z';
const call = (message: unknown, ...values: readonly unknown[]) => ({
  time: TIME,
  requestId: 'r-1',
  level: 'INFO',
  message,
  values,
});
const own = Object.assign(new RangeError('too wide'), { width: 7 });
const round: Record<string, unknown> = {};
round.self = round;

// As AWS's runtime client writes them: npm aws-lambda-ric 4.0.2.
describe('a line of the log', () => {
  it.each([
    ['text', [call('a %s of %d', 'b', 2)], 'a b of 2'],
    ['an object', [call({ a: [1] })], '{ a: [ 1 ] }'],
    ['nothing', [call(undefined)], 'undefined'],
  ] as const)('in text, of %s', (_, [logged], message) => {
    expect(textLine(logged)).toBe(`${TIME}\tr-1\tINFO\t${message}`);
  });

  it.each([
    ['text', call('plain'), { message: 'plain' }],
    ['an object, which is kept', call({ a: [1] }), { message: { a: [1] } }],
    ['a number', call(7), { message: 7 }],
    ['nothing', call(undefined), {}],
    ['several values', call('a %s', 'b', { c: 1 }), { message: 'a b { c: 1 }' }],
    ['what refers to itself', call(round), { message: '<ref *1> { self: [Circular *1] }' }],
    [
      'an error, with its own properties',
      call(own),
      { message: { errorType: 'RangeError', errorMessage: 'too wide', stackTrace: expect.any(Array), width: 7 } },
    ],
    [
      'an error within',
      call({ cause: own }),
      {
        message: {
          cause: { errorType: 'RangeError', errorMessage: 'too wide', stackTrace: expect.any(Array), width: 7 },
        },
      },
    ],
    [
      'an error beside a text',
      call('failed', own),
      {
        message: expect.stringMatching(/^failed RangeError: too wide/),
        errorType: 'RangeError',
        errorMessage: 'too wide',
        stackTrace: expect.arrayContaining(['RangeError: too wide']),
      },
    ],
  ])('in JSON, of %s', (_, logged, expected) => {
    expect(JSON.parse(jsonLine(logged))).toEqual({ timestamp: TIME, level: 'INFO', requestId: 'r-1', ...expected });
  });
});
