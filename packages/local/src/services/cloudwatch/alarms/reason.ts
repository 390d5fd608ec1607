import { type AlarmDefinition, periodOf, watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { breaches, datapointsToAlarm, type StateValue, type Verdict } from '#services/cloudwatch/alarms/judge.ts';

const COMPARISONS: Readonly<Record<AlarmDefinition['ComparisonOperator'], string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

const TREATMENTS = {
  breaching: 'Breaching',
  notBreaching: 'NonBreaching',
  ignore: 'Ignore',
  missing: 'Missing',
} as const;

/** The sentence that CloudWatch would say, such as `Threshold Crossed: 1 datapoint [2.0 (…)] was …`. */
export function reasonFor(definition: AlarmDefinition, state: StateValue, { evaluated, filled }: Verdict): string {
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${count(filled, 'datapoint')} ${were(filled)} unknown.`;
  if (evaluated.length === 0) {
    const treatment = TREATMENTS[definition.TreatMissingData];
    return (
      `Threshold Crossed: no datapoints were received for ${count(filled, 'period')} and ` +
      `${count(filled, 'missing datapoint')} ${were(filled)} treated as [${treatment}].`
    );
  }
  const meant = evaluated.filter(({ value }) => breaches(definition, value) === (state === 'ALARM'));
  const shown = meant.length > 0 ? meant : evaluated;
  const list = shown.toReversed().map(({ at, value }) => `${decimal(value)} (${short(at)})`);
  const comparison = `${were(shown.length)} ${state === 'ALARM' ? '' : 'not '}${COMPARISONS[definition.ComparisonOperator]}`;
  const threshold = `the threshold (${decimal(definition.Threshold)})`;
  return `Threshold Crossed: ${quantity(definition, shown.length)} [${list.join(', ')}] ${comparison} ${threshold}${transition(definition, state)}.`;
}

/** What was looked at, as the text of JSON that CloudWatch keeps with the reason. */
export function reasonData(definition: AlarmDefinition, { evaluated }: Verdict, now: number): string {
  const watched = watchedBy(definition);
  const newest = evaluated.toReversed();
  return JSON.stringify({
    version: '1.0',
    queryDate: timestamp(now),
    ...(evaluated[0] && { startDate: timestamp(evaluated[0].at) }),
    ...(watched.kind === 'metric' && { statistic: watched.stat.Stat }),
    period: periodOf(watched),
    recentDatapoints: evaluated.map(({ value }) => value),
    threshold: definition.Threshold,
    evaluatedDatapoints: newest.map(({ at, value }) => ({ timestamp: timestamp(at), value })),
  });
}

/** `2026-11-22T14:51:00.000+0000`, as CloudWatch writes times in messages. */
export const timestamp = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** `22/11/26 14:51:00` */
function short(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return `${date.slice(2).split('-').reverse().join('/')} ${time.slice(0, 8)}`;
}

const quantity = ({ DatapointsToAlarm, EvaluationPeriods }: AlarmDefinition, shown: number): string =>
  DatapointsToAlarm === undefined
    ? count(shown, 'datapoint')
    : `${shown} out of the last ${count(EvaluationPeriods, 'datapoint', 'datapoints')}`;

function transition(definition: AlarmDefinition, state: StateValue): string {
  if (definition.DatapointsToAlarm === undefined) return '';
  const least = datapointsToAlarm(definition);
  if (state === 'ALARM') return ` (minimum ${count(least, 'datapoint')} for OK -> ALARM transition)`;
  const toLeave = definition.EvaluationPeriods - least + 1;
  return ` (minimum ${count(toLeave, 'datapoint')} for ALARM -> OK transition)`;
}

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

const were = (number: number): string => (number === 1 ? 'was' : 'were');

/** Java's way: whole numbers end in `.0`. */
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
