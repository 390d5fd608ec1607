import { describe, expect, it } from 'vitest';
import type { StateMachineDefinition } from '#asl/definition/types.ts';
import type { JsonObject } from '#asl/json.ts';
import { run } from './support/run.ts';

/** Each turn puts the value into forty more objects: soon deeper than a call stack can follow. */
const wrapper = Array.from({ length: 40 }).reduce<JsonObject>((inner) => ({ a: inner }), { 'a.$': '$' });

const loop: StateMachineDefinition = {
  StartAt: 'Wrap',
  States: { Wrap: { Type: 'Pass', Parameters: wrapper, Next: 'Wrap' } },
};

describe('a loop that wraps its own input', () => {
  it('ends as an execution does', async () => {
    const { result } = await run(loop, {});
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('can be scanned at any depth that it reaches', async () => {
    const input = JSON.parse(`${'{"a":'.repeat(4_000)}"core"${'}'.repeat(4_000)}`);
    const look: StateMachineDefinition = {
      StartAt: 'Look',
      States: { Look: { Type: 'Pass', Parameters: { 'count.$': 'States.ArrayLength($..a)' }, End: true } },
    };
    expect((await run(look, input)).output).toEqual({ count: 4_000 });
  });
});
