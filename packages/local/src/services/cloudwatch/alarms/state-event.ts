import type { Ids, Place } from '@safelight/asl/identity';
import type { EventBridgeEvent } from '#local/events/event.ts';
import type { Alarm, AlarmState } from '#services/cloudwatch/alarms/alarm.ts';
import { type AlarmDefinition, watchedBy } from '#services/cloudwatch/alarms/definition.ts';
import { timestamp } from '#services/cloudwatch/alarms/reason.ts';
import { byName } from '#services/cloudwatch/input.ts';
import type { MetricQuery } from '#services/cloudwatch/metric-query.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const stateChangeEvent = (
  { arn, definition, state }: Alarm,
  before: AlarmState,
  { ids, place }: { readonly ids: Ids; readonly place: Place },
): EventBridgeEvent => ({
  version: '0',
  id: ids.uuid(),
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: place.accountId,
  time: new Date(state.transitioned).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  region: place.region,
  resources: [arn],
  detail: {
    alarmName: definition.AlarmName,
    state: shown(state),
    previousState: shown(before),
    configuration: {
      ...(definition.AlarmDescription !== undefined && { description: definition.AlarmDescription }),
      metrics: metricsOf(definition, ids),
    },
  },
});

const shown = ({ value, reason, reasonData, transitioned }: AlarmState) => ({
  value,
  reason,
  reasonData,
  timestamp: timestamp(transitioned),
});

function metricsOf(definition: AlarmDefinition, ids: Ids) {
  const watched = watchedBy(definition);
  if (watched.kind === 'math') return watched.queries.map(ofQuery);
  return [ofQuery({ Id: ids.uuid(), MetricStat: watched.stat, ReturnData: true })];
}

function ofQuery({ Id, MetricStat: stat, Expression, Label, ReturnData }: MetricQuery) {
  return {
    id: Id,
    ...(Expression !== undefined && { expression: Expression }),
    ...(Label !== undefined && { label: Label }),
    ...(stat && {
      metricStat: {
        metric: {
          namespace: stat.Metric.Namespace,
          name: stat.Metric.MetricName,
          dimensions: byName(stat.Metric.Dimensions),
        },
        period: stat.Period,
        stat: stat.Stat,
      },
    }),
    returnData: ReturnData,
  };
}
