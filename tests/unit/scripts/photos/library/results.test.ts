import { expect, it } from 'vitest';
import { reasonOf } from '../../../../../scripts/photos/library/results.ts';

const nested = (said: object) => JSON.stringify({ ExecutionArn: 'arn', Input: {}, ...said });

it.each([
  ["JSONata expression '…' failed: Rejected.Corrupt: It is damaged.", 'Rejected.Corrupt: It is damaged.'],
  [nested({ Status: 'FAILED', Error: 'Lambda.Unknown', Cause: 'It broke.' }), 'Lambda.Unknown: It broke.'],
  [nested({ Status: 'FAILED', Error: 'Lambda.Unknown' }), 'Lambda.Unknown'],
  [nested({ Status: 'ABORTED' }), 'developing it ended ABORTED'],
  ['The role may not.', 'The role may not.'],
  ['', 'no reason was recorded'],
])('%s', (cause, reason) => {
  expect(reasonOf(cause)).toBe(reason);
});
