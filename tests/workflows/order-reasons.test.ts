import '@safelight/asl/testing/matchers';
import type { Json } from '@safelight/asl/json';
import { runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { expect, it } from 'vitest';
import { at } from '#tests/support/compiled.ts';
import { allStates } from '#tests/support/escaping-errors.ts';
import { orderProcessing, orderProcessingFile, substitutions } from '#tests/support/orders/definition.ts';
import { fails, fulfilled } from '#tests/support/orders/workflow.ts';

/** Every reason that a state or one of its branches puts down. */
const reasons = (part: unknown): unknown[] => {
  if (typeof part !== 'object' || part === null) return [];
  const own = at(part, 'Assign.reason');
  return [...(own === undefined ? [] : [own]), ...Object.values(part).flatMap(reasons)];
};

it('no reason tells a customer of states or errors of ours', () => {
  const all = allStates(orderProcessing()).flatMap(({ state }) => reasons(state));
  const codes = new Set(all.map((reason) => at(reason, 'code')));
  expect([...codes]).toEqual(expect.arrayContaining(['SystemError', 'OutOfStock', 'PaymentDeclined']));
  const telling = all.filter((reason) => /State\.Name|errorOutput\.Error/.test(JSON.stringify(reason)));
  expect(telling).toEqual([]);
});

it('what failed on our side is kept beside the reason, for us', async () => {
  const recorded: Json[] = [];
  await runStateMachine(orderProcessingFile, {
    substitutions,
    input: { orderId: 'o-1', version: 1, attempt: 1, digest: 'd' },
    mocks: {
      ...fulfilled,
      'Find photos': fails,
      'Record undo': (parameters) => {
        recorded.push(parameters);
        return { result: {} };
      },
    },
  });
  expect(at(recorded[0], 'ExpressionAttributeValues')).toMatchObject({
    ':reason': { M: { code: { S: 'SystemError' }, message: { S: 'Failed on our side. Nothing was charged.' } } },
    ':diagnosis': { S: 'Find photos failed with Fault' },
  });
});
