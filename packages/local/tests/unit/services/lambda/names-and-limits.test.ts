import { localPlace } from '@safelight/asl/identity';
import { describe, expect, it } from 'vitest';
import { createConcurrency } from '#services/lambda/concurrency.ts';
import { findFunction } from '#services/lambda/function-name.ts';
import { createLineSplitter } from '#services/lambda/invocation/line-splitter.ts';
import { lambdaFunction } from '#tests/support/lambda-function.ts';

describe('findFunction', () => {
  const functions = new Map([['resize', lambdaFunction('resize')]]);
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:resize';

  it.each(['resize', 'resize:$LATEST', '000000000000:function:resize', arn, `${arn}:$LATEST`, `${arn}:1`])(
    'finds %s',
    (given) => {
      expect(findFunction(functions, given, localPlace).name).toBe('resize');
    },
  );

  it.each([
    ['convert', undefined, 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:convert'],
    ['resize', '7', `Function not found: ${arn}:7`],
    ['not/a name', undefined, 'not/a name is neither the name nor the ARN of a function.'],
  ])('refuses %s with qualifier %s', (given, qualifier, message) => {
    expect(() => findFunction(functions, given, localPlace, qualifier)).toThrow(message);
  });
});

describe('concurrency', () => {
  const own = lambdaFunction('own', { reservedConcurrency: 1 });
  const shared = lambdaFunction('shared');
  const off = lambdaFunction('off', { reservedConcurrency: 0 });
  const reason = (run: () => unknown) => {
    try {
      run();
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it('is taken from the reservation, or from what the reservations leave', () => {
    const concurrency = createConcurrency(3, () => [own, shared, off]);
    const leave = concurrency.enter(own);
    concurrency.enter(shared);
    concurrency.enter(shared);
    expect(reason(() => concurrency.enter(own))).toMatchObject({
      code: 'TooManyRequestsException',
      status: 429,
      details: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
    expect(reason(() => concurrency.enter(shared))).toMatchObject({
      details: { Reason: 'ConcurrentInvocationLimitExceeded' },
    });
    leave();
    expect(reason(() => concurrency.enter(own))).toBeUndefined();
    expect(reason(() => concurrency.enter(off))).toMatchObject({ code: 'TooManyRequestsException' });
  });
});

it('output is cut into lines, and carriage returns within a message become its line breaks', () => {
  const lines: string[] = [];
  const take = createLineSplitter((line) => lines.push(line));
  const bytes = Buffer.from('one\ntw\ro ü\nrest');
  take(bytes.subarray(0, 10));
  take(bytes.subarray(10));
  expect(lines).toEqual(['one', 'tw\no ü']);
});
