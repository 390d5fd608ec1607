import { runStateMachine } from '@safelight/asl/testing';
import '@safelight/asl/testing/matchers';
import { describe, expect, it } from 'vitest';

const busy = { error: 'Lambda.TooManyRequestsException' } as const;
const greeted = { result: { StatusCode: 200, Payload: { greeting: 'Hello Ada' } } };

describe('greet', () => {
  it('retries a function that is busy', async () => {
    const run = await runStateMachine('greet.asl.json', { mocks: { Greet: [busy, busy, greeted] } });
    expect(run).toHaveSucceeded({ greeting: 'Hello Ada' });
    expect(run).toHaveRetried('Greet', 2);
  });

  it('gives up', async () => {
    const run = await runStateMachine('greet.asl.json', { mocks: { Greet: busy } });
    expect(run).toHaveFailedWith('Lambda.TooManyRequestsException');
  });
});
