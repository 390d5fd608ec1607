import { describe, expect, it } from 'vitest';
import type { State } from '#asl/definition/types.ts';
import { parseTimestamp } from '#asl/language/timestamp.ts';
import { run } from '#tests/support/run.ts';

const pass: State = { Type: 'Pass', End: true };
const items = { ItemProcessor: { StartAt: 'Item', States: { Item: pass } } };
const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' } as const;

/** A state that fails, and where its failure is caught if it can be. */
const machine = (state: State) => ({
  QueryLanguage: 'JSONata' as const,
  StartAt: 'Only',
  States: { Only: state, Caught: pass },
});

const CATCH = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }];

describe('a field that comes out as something else fails with States.QueryEvaluationError', () => {
  it.each<[string, State, string, string]>([
    // Recorded with AWS: the first two.
    [
      'a Map without Items on what is no list',
      { Type: 'Map', ...items, End: true },
      'Items',
      'Map state input must be an array but was: {"n":1}',
    ],
    [
      'a time that is none',
      { Type: 'Wait', Timestamp: '{% "tomorrow" %}', End: true },
      'Timestamp',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: tomorrow',
    ],
    [
      'a day that does not exist',
      { Type: 'Wait', Timestamp: '{% "2026-02-30T00:00:00Z" %}', End: true },
      'Timestamp',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2026-02-30T00:00:00Z',
    ],
    [
      'a text for a number',
      { Type: 'Wait', Seconds: '{% "5" %}', End: true },
      'Seconds',
      `The JSONata expression '"5"' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "5"`,
    ],
    [
      'seconds that are not whole',
      { Type: 'Wait', Seconds: '{% 1.5 %}', End: true },
      'Seconds',
      "The value of the field 'Seconds' must be an integer from 0 to 99999999, but was 1.5.",
    ],
    [
      'a time-out of no seconds',
      { ...invoke, TimeoutSeconds: '{% 0 %}', End: true },
      'TimeoutSeconds',
      "The value of the field 'TimeoutSeconds' must be an integer from 1 to 99999999, but was 0.",
    ],
    [
      'a concurrency below zero',
      { Type: 'Map', Items: [1], MaxConcurrency: '{% -1 %}', ...items, End: true },
      'MaxConcurrency',
      `The value of the field 'MaxConcurrency' must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}, but was -1.`,
    ],
    [
      'a role that is no text',
      { ...invoke, Credentials: { RoleArn: '{% 5 %}' }, End: true },
      'Credentials',
      "The field 'Credentials' must have a 'RoleArn' that is a string",
    ],
    [
      'an error that is no text',
      { Type: 'Fail', Error: '{% 5 %}' },
      'Error',
      "The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5",
    ],
  ])('%s', async (_, state, location, why) => {
    const { result, events } = await run(machine(state), { n: 1 });
    const cause = `An error occurred while executing the state 'Only' (entered at the event id #2). ${why}`;
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError', cause });
    const failed = events.find(({ type }) => type === 'EvaluationFailed');
    expect(failed?.evaluationFailedEventDetails).toEqual({
      error: 'States.QueryEvaluationError',
      cause,
      location,
      state: 'Only',
    });
  });

  it('which a Map records before it fails, and can catch', async () => {
    const { result, events } = await run(machine({ Type: 'Map', ...items, Catch: CATCH, End: true }), 'text');
    expect(result.status).toBe('SUCCEEDED');
    expect(events.map(({ type }) => type).slice(2, 5)).toEqual([
      'EvaluationFailed',
      'MapStateFailed',
      'MapStateExited',
    ]);
  });
});

describe('a timestamp is a real date, in ISO 8601 extended, with an offset', () => {
  it.each<[string, boolean]>([
    ['2026-01-31T23:59:59Z', true],
    ['2026-01-31T23:59:59.123456789+05:30', true],
    ['2026-01-31T23:59Z', true],
    ['2024-02-29T00:00:00Z', true],
    ['2026-02-29T00:00:00Z', false],
    ['2026-04-31T00:00:00Z', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-00-01T00:00:00Z', false],
    ['2026-01-00T00:00:00Z', false],
    ['2026-01-01T24:00:00Z', false],
    ['2026-01-01T00:60:00Z', false],
    ['2026-01-01T00:00:00', false],
    ['2026-01-01', false],
  ])('%s: %s', (text, isOne) => {
    expect(parseTimestamp(text) !== undefined).toBe(isOne);
  });
});
