import { isPublished } from '@safelight/local/metrics/catalogue';
import { describe, expect, it } from 'vitest';
import { MetricName } from '#functions/shared/observability.ts';
import { at, compiled, list, type TemplateResource } from '#tests/support/compiled.ts';
import { STAGES } from '../../scripts/lib/stages.ts';

interface Watched {
  readonly alarm: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly string[];
}

/** Every metric that an alarm looks at, by itself or in an expression. */
function metricsOf({ logicalId, properties }: TemplateResource): readonly Watched[] {
  const inExpressions = list(properties.Metrics).flatMap((query) => at(query, 'MetricStat.Metric') ?? []);
  return [...(properties.MetricName === undefined ? [] : [properties]), ...inExpressions].map((metric) => ({
    alarm: logicalId,
    namespace: String(at(metric, 'Namespace')),
    metric: String(at(metric, 'MetricName')),
    dimensions: list(at(metric, 'Dimensions')).map((dimension) => String(at(dimension, 'Name'))),
  }));
}

/** Of a namespace of our own: what the functions publish, with the dimension that Powertools gives. */
const isOurs = ({ namespace, metric, dimensions }: Watched): boolean =>
  namespace === 'Darkroom' && Object.values<string>(MetricName).includes(metric) && dimensions.join() === 'service';

describe.each(STAGES)('alarms of %s', async (stage) => {
  const template = await compiled(stage);
  const watched = template.of('AWS::CloudWatch::Alarm').flatMap(metricsOf);

  it('watch metrics of workflows, functions and queues', () => {
    expect(new Set(watched.map(({ namespace }) => namespace))).toEqual(
      new Set(['AWS/States', 'AWS/Lambda', 'AWS/SQS', 'Darkroom']),
    );
  });

  it('watch nothing that a laptop would never publish', () => {
    const never = watched.filter(
      (each) => !(isPublished(each.namespace, each.metric, each.dimensions.join()) ?? isOurs(each)),
    );
    expect(never).toEqual([]);
  });
});

describe.each([
  ['AWS/States', 'ExecutionsFailed', 'StateMachineArn', true],
  ['AWS/States', 'ExecutionsFailed', 'FunctionName', false],
  ['AWS/States', 'ActivitiesTimedOut', 'ActivityArn', true],
  ['AWS/States', 'LambdaFunctionsFailed', 'LambdaFunctionArn', true],
  ['AWS/States', 'ServiceIntegrationsFailed', 'ServiceIntegrationResourceArn', true],
  ['AWS/States', 'ServiceIntegrationsFailed', 'StateMachineArn', false],
  ['AWS/States', 'ApproximateOpenMapRunCount', '', true],
  ['AWS/States', 'ApproximateMapRunBacklogSize', 'StateMachineArn', false],
  ['AWS/States', 'ExecutionsFailed', '', false],
  ['AWS/Lambda', 'DeadLetterErrors', 'FunctionName', true],
  ['AWS/States', 'ExecutionsLost', 'StateMachineArn', false],
  ['AWS/EC2', 'CPUUtilization', 'InstanceId', false],
  ['Darkroom', 'PhotoRejected', 'service', undefined],
] as const)('%s %s by %s', (namespace, metric, dimension, expected) => {
  it(`is ${expected === undefined ? "nobody's of AWS" : expected ? 'published' : 'never published'}`, () => {
    expect(isPublished(namespace, metric, dimension)).toBe(expected);
  });
});
