import { describe, expect, it } from 'vitest';
import type { ChoiceRule } from '#asl/definition/types.ts';
import type { Json, JsonObject } from '#asl/json.ts';
import { run } from '#tests/support/run.ts';

/** Whether the execution went the rule's way. */
async function holds(rule: JsonObject, input: Json): Promise<Json | undefined> {
  const choice: ChoiceRule = { ...rule, Next: 'Yes' };
  const { output, result } = await run(
    {
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Choice', Choices: [choice], Default: 'No' },
        Yes: { Type: 'Pass', Result: true, End: true },
        No: { Type: 'Pass', Result: false, End: true },
      },
    },
    input,
  );
  return result.status === 'FAILED' ? (result.cause ?? null) : output;
}

describe('an operator holds', () => {
  it.each<[JsonObject, Json, boolean]>([
    [{ StringEquals: 'a' }, 'a', true],
    [{ StringEquals: 'a' }, 1, false],
    [{ StringEqualsPath: '$.other' }, 'same', true],
    [{ StringLessThan: 'b' }, 'a', true],
    [{ StringGreaterThanEquals: 'b' }, 'a', false],
    [{ StringMatches: 'log-*.txt' }, 'log-2026.txt', true],
    [{ StringMatches: 'log-*.txt' }, 'log-2026xtxt', false],
    [{ StringMatches: 'a\\*b' }, 'a*b', true],
    [{ StringMatches: 'a\\*b' }, 'axb', false],
    [{ StringMatches: 'a\\\\*' }, 'a\\b', true],
    [{ StringMatches: '*b*a*' }, 'abba', true],
    [{ StringMatches: '*ab*ba' }, 'abba', true],
    [{ StringMatches: '*abb*ba' }, 'abba', false],
    [{ StringMatches: '*.*' }, 'a\nb.c', true],
    [{ StringMatches: '[a]*' }, '[a]b', true],
    // A regular expression would try every way to share the text out among the asterisks.
    [{ StringMatches: '*a*a*a*a*a*a*b' }, 'a'.repeat(5_000), false],
    [{ NumericEquals: 3 }, 3.0, true],
    [{ NumericLessThanEquals: 3 }, 3.1, false],
    [{ NumericGreaterThan: 3 }, '4', false],
    [{ BooleanEquals: true }, true, true],
    [{ BooleanEquals: true }, 'true', false],
    [{ TimestampLessThan: '2026-01-01T00:00:00Z' }, '2025-12-31T23:59:59Z', true],
    [{ TimestampEquals: '2026-01-01T00:00:00Z' }, '2026-01-01T01:00:00+01:00', true],
    [{ IsNull: true }, null, true],
    [{ IsNumeric: true }, '1', false],
    [{ IsString: false }, 1, true],
    [{ IsBoolean: true }, false, true],
    [{ IsTimestamp: true }, '2026-01-01T00:00:00.123Z', true],
    [{ IsTimestamp: true }, '2026-01-01', false],
    [{ IsPresent: true }, null, true],
  ])('%j on %j', async (operator, value, expected) => {
    expect(await holds({ Variable: '$.value', ...operator }, { value, other: 'same' })).toBe(expected);
  });
});

describe('rules combine', () => {
  const isText = { Variable: '$.v', IsString: true };
  const isA = { Variable: '$.v', StringEquals: 'a' };

  it.each<[JsonObject, Json, boolean]>([
    [{ And: [isText, isA] }, 'a', true],
    [{ And: [isText, isA] }, 'b', false],
    [{ Or: [isA, { Not: isText }] }, 1, true],
    [{ Not: { Or: [isA, isText] } }, 'b', false],
  ])('%j on %j', async (rule, v, expected) => {
    expect(await holds(rule, { v })).toBe(expected);
  });

  it('stops looking once it knows', async () => {
    const guarded = {
      And: [
        { Variable: '$.gone', IsPresent: true },
        { Variable: '$.gone', IsNull: true },
      ],
    };
    expect(await holds(guarded, {})).toBe(false);
  });
});

it('fails where a path leads nowhere', async () => {
  expect(await holds({ Variable: '$.gone', IsNull: true }, {})).toContain(
    "Invalid path '$.gone': The choice state's condition path references an invalid value.",
  );
});
