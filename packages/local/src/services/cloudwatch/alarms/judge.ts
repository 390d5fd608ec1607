import type { AlarmDefinition } from '#services/cloudwatch/alarms/definition.ts';

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One period of what an alarm watches. */
export interface Datapoint {
  /** The start of the period: milliseconds since the epoch. */
  readonly at: number;
  /** Undefined where data is missing. */
  readonly value: number | undefined;
}

type Present = Datapoint & { readonly value: number };

/** What an evaluation comes to. */
export interface Verdict {
  /** Undefined where the alarm keeps the state that it has. */
  readonly state: StateValue | undefined;
  /** The real data points that decided, oldest first. */
  readonly evaluated: readonly Present[];
  /** Missing data points that were taken for breaching ones or others. */
  readonly filled: number;
}

/** Data points beyond the evaluation periods are looked at where newer ones are missing. */
const EXTRA_PERIODS = 2;

/** How many periods to look at. */
export const evaluationRange = ({ EvaluationPeriods }: Pick<AlarmDefinition, 'EvaluationPeriods'>): number =>
  EvaluationPeriods + EXTRA_PERIODS;

/**
 * Judges the data points of the evaluation range, oldest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(definition: AlarmDefinition, range: readonly Datapoint[]): Verdict {
  const { EvaluationPeriods: most, TreatMissingData: treatment } = definition;
  const real = range.filter(isPresent);
  if (real.length >= most) {
    const evaluated = real.slice(-most);
    return { state: enough(definition, evaluated) ? 'ALARM' : 'OK', evaluated, filled: 0 };
  }
  const filled = most - real.length;
  return {
    state: withMissing(definition, range, real, filled),
    evaluated: real,
    filled: treatment === 'ignore' ? 0 : filled,
  };
}

function withMissing(
  definition: AlarmDefinition,
  range: readonly Datapoint[],
  real: readonly Present[],
  filled: number,
): StateValue | undefined {
  switch (definition.TreatMissingData) {
    case 'breaching':
      return enough(definition, real, filled) ? 'ALARM' : 'OK';
    case 'notBreaching':
      return enough(definition, real) ? 'ALARM' : 'OK';
    case 'ignore':
      if (enough(definition, real)) return 'ALARM';
      return real.some(({ value }) => !breaches(definition, value)) ? 'OK' : undefined;
    case 'missing':
      if (real.length === 0) return 'INSUFFICIENT_DATA';
      return enough(definition, real) || breachedSince(definition, range, real) ? 'ALARM' : 'OK';
  }
}

/** How many breaching data points there must be: all, when it is not said. */
export const datapointsToAlarm = ({ DatapointsToAlarm, EvaluationPeriods }: AlarmDefinition): number =>
  DatapointsToAlarm ?? EvaluationPeriods;

const enough = (definition: AlarmDefinition, real: readonly Present[], filled = 0): boolean =>
  real.filter(({ value }) => breaches(definition, value)).length + filled >= datapointsToAlarm(definition);

/** A breach that is old enough, and nothing in the range but breaches and missing data: the alarm does not wait for more. */
function breachedSince(definition: AlarmDefinition, range: readonly Datapoint[], real: readonly Present[]): boolean {
  if (!real.every(({ value }) => breaches(definition, value))) return false;
  const recent = range.slice(-definition.EvaluationPeriods);
  const oldest = recent.findIndex(isPresent);
  return oldest >= 0 && recent.length - oldest >= datapointsToAlarm(definition);
}

export function breaches({ ComparisonOperator, Threshold }: AlarmDefinition, value: number): boolean {
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= Threshold;
    case 'GreaterThanThreshold':
      return value > Threshold;
    case 'LessThanThreshold':
      return value < Threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= Threshold;
  }
}

const isPresent = (datapoint: Datapoint): datapoint is Present => datapoint.value !== undefined;
