import { describe, expect, it } from 'vitest';
import { describeError, errorResponse } from '#services/lambda/runtime/error-response.ts';

const without = (change: object) => Object.defineProperties(new Error('x'), change as PropertyDescriptorMap);
const hostile = without({
  message: {
    get() {
      throw new Error('no');
    },
  },
});

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html, and npm aws-lambda-ric 4.0.2.
describe('what a caller is told of an error', () => {
  it.each([
    ['an error', new RangeError('too wide'), { errorType: 'RangeError', errorMessage: 'too wide' }],
    ['an error of one own name', Object.assign(new Error('x'), { name: 'Mine' }), { errorType: 'Mine' }],
    ['an error without a stack', without({ stack: { value: undefined } }), { errorType: 'Error', trace: [] }],
    ['text', 'just text', { errorType: 'string', errorMessage: 'just text', trace: [] }],
    ['nothing', undefined, { errorType: 'undefined', errorMessage: 'undefined', trace: [] }],
    ['null', null, { errorType: 'object', errorMessage: 'null', trace: [] }],
    ['an object', { code: 7 }, { errorType: 'object', errorMessage: '[object Object]', trace: [] }],
    ['a sign that no header takes', new Error('a\x7Fb'), { errorMessage: 'a%7Fb' }],
    ['one that cannot be read', hostile, { errorType: 'handled', trace: [] }],
  ])('%s', (_, error, expected) => {
    expect(errorResponse(error)).toMatchObject(expected);
  });

  it('the log shows more: the stack by lines, and what the error has of its own', () => {
    const error = Object.assign(new Error('gone', { cause: new RangeError('deep') }), {
      code: 'E7',
      photo: { key: 'a' },
    });
    expect(JSON.parse(describeError(error))).toEqual({
      errorType: 'Error',
      errorMessage: 'gone',
      code: 'E7',
      photo: { key: 'a' },
      stack: expect.arrayContaining(['Error: gone']),
    });
  });
});
