import { describe, expect, it } from 'vitest';
import { type AlarmDefinition, alarmDefinition } from '#services/cloudwatch/alarms/definition.ts';
import { type Datapoint, judge } from '#services/cloudwatch/alarms/judge.ts';
import { reasonFor } from '#services/cloudwatch/alarms/reason.ts';

const START = Date.UTC(2026, 0, 15, 12);

function alarm(changes: Partial<AlarmDefinition>): AlarmDefinition {
  const metric = { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed', Statistic: 'Sum', Period: 60 };
  const limits = { EvaluationPeriods: 3, Threshold: 5, ComparisonOperator: 'GreaterThanOrEqualToThreshold' };
  return { ...alarmDefinition.parse({ AlarmName: 'a', ...metric, ...limits }), ...changes };
}

/** `X` breaches, `0` does not, `-` is missing. */
const datapoints = (drawn: string): Datapoint[] =>
  [...drawn].map((letter, index) => ({
    at: START + index * 60_000,
    value: letter === '-' ? undefined : letter === 'X' ? 7 : 0,
  }));

/** The tables of the User Guide: three evaluation periods, of which three or two must breach. `keep` keeps the state. */
describe.each([
  [3, '0-X-X', 'OK', 'OK', 'OK', 'OK'],
  [3, '----0', 'OK', 'OK', 'OK', 'OK'],
  [3, '-----', 'INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK'],
  [3, '0XX-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [3, '--X--', 'ALARM', 'keep', 'ALARM', 'OK'],
  [2, '0-X-X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '00X0X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0-X--', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '----0', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '---X-', 'ALARM', 'keep', 'ALARM', 'OK'],
  [3, 'XXX00', 'OK', 'OK', 'OK', 'OK'],
] as const)('%i of 3 with %s', (DatapointsToAlarm, drawn, missing, ignore, breaching, notBreaching) => {
  it.each(Object.entries({ missing, ignore, breaching, notBreaching }))('%s: %s', (treatment, expected) => {
    const definition = alarm({
      DatapointsToAlarm,
      TreatMissingData: alarmDefinition.shape.TreatMissingData.parse(treatment),
    });
    expect(judge(definition, datapoints(drawn)).state ?? 'keep').toBe(expected);
  });
});

it.each([
  ['GreaterThanOrEqualToThreshold', 5, 'ALARM'],
  ['GreaterThanThreshold', 5, 'OK'],
  ['LessThanOrEqualToThreshold', 5, 'ALARM'],
  ['LessThanThreshold', 5, 'OK'],
] as const)('%s with %d is %s', (ComparisonOperator, value, expected) => {
  const definition = alarm({ ComparisonOperator, EvaluationPeriods: 1 });
  expect(judge(definition, [{ at: START, value }]).state).toBe(expected);
});

/** Sentences as CloudWatch writes them. */
it.each([
  [
    { EvaluationPeriods: 1 },
    '--X',
    'Threshold Crossed: 1 datapoint [7.0 (15/01/26 12:02:00)] was greater than or equal to the threshold (5.0).',
  ],
  [
    { EvaluationPeriods: 1 },
    '--0',
    'Threshold Crossed: 1 datapoint [0.0 (15/01/26 12:02:00)] was not greater than or equal to the threshold (5.0).',
  ],
  [
    { DatapointsToAlarm: 2 },
    '--X0X',
    'Threshold Crossed: 2 out of the last 3 datapoints [7.0 (15/01/26 12:04:00), 7.0 (15/01/26 12:02:00)] were greater than or equal to the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
  ],
  [
    { EvaluationPeriods: 1, TreatMissingData: 'notBreaching' },
    '---',
    'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
  ],
  [{ EvaluationPeriods: 3 }, '-----', 'Insufficient Data: 3 datapoints were unknown.'],
] as const)('%j with %s: %s', (changes, drawn, sentence) => {
  const definition = alarm(changes);
  const verdict = judge(definition, datapoints(drawn));
  expect(reasonFor(definition, verdict.state ?? 'OK', verdict)).toBe(sentence);
});
