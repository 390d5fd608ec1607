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
    const cause = 'The data is nested too deeply: more than 1000 objects or lists within each other.';
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
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

describe('what a state makes may nest a thousand deep, on any stack', () => {
  const nested = (depth: number) => `${'[{"]}":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
  const parse: StateMachineDefinition = {
    StartAt: 'Parse',
    States: { Parse: { Type: 'Pass', Parameters: { 'deep.$': 'States.StringToJson($.text)' }, End: true } },
  };

  it.each<[number, string]>([
    [998, 'SUCCEEDED'],
    [1000, 'FAILED'],
    [20_000, 'FAILED'],
  ])('%i levels in one object: %s', async (depth, status) => {
    expect((await run(parse, { text: nested(depth) })).result.status).toBe(status);
  });
});
