import type { CloudWatchService } from '#services/cloudwatch/service.ts';
import type { ResourceType } from '#template/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarmType = ({ call }: Pick<CloudWatchService, 'call'>): ResourceType => ({
  type: 'AWS::CloudWatch::Alarm',
  properties: [
    'AlarmName',
    'AlarmDescription',
    'ActionsEnabled',
    'AlarmActions',
    'OKActions',
    'InsufficientDataActions',
    'Namespace',
    'MetricName',
    'Dimensions',
    'Statistic',
    'ExtendedStatistic',
    'Unit',
    'Period',
    'Metrics',
    'EvaluationPeriods',
    'DatapointsToAlarm',
    'Threshold',
    'ComparisonOperator',
    'TreatMissingData',
  ],
  withoutEffect: ['Tags'],
  async apply({ properties: { Tags: _, ...properties }, stackName, logicalId }) {
    const name = typeof properties.AlarmName === 'string' ? properties.AlarmName : `${stackName}-${logicalId}`;
    await call('PutMetricAlarm', { ...properties, AlarmName: name });
    const { MetricAlarms: found } = await call('DescribeAlarms', { AlarmNames: [name] });
    return { ref: name, attributes: { Arn: arnOf(found) } };
  },
  async exists(_, name) {
    const { MetricAlarms: found } = await call('DescribeAlarms', { AlarmNames: [name] });
    return Array.isArray(found) && found.length > 0;
  },
  remove: ({ physicalId }) => call('DeleteAlarms', { AlarmNames: [physicalId] }),
});

const arnOf = (alarms: unknown): string => {
  const [alarm]: unknown[] = Array.isArray(alarms) ? alarms : [];
  return typeof alarm === 'object' && alarm !== null && 'AlarmArn' in alarm ? String(alarm.AlarmArn) : '';
};
