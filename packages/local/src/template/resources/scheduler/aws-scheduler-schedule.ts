import type { Json } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';
import { TemplateError } from '#template/template-error.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const scheduleType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::Scheduler::Schedule',
  properties: [
    ...['Name', 'GroupName', 'Description', 'State', 'StartDate', 'EndDate'],
    ...['ScheduleExpression', 'ScheduleExpressionTimezone', 'FlexibleTimeWindow', 'Target'],
  ],
  withoutEffect: ['KmsKeyArn'],
  async apply(resource) {
    const { KmsKeyArn: _, StartDate, EndDate, ...properties } = resource.properties;
    const name = scheduleName(resource);
    const schedule = {
      ...{ ...properties, Name: name },
      ...(StartDate !== undefined && { StartDate: seconds('StartDate', StartDate) }),
      ...(EndDate !== undefined && { EndDate: seconds('EndDate', EndDate) }),
    };
    const isThereYet = await exists(call, resource, name);
    const { ScheduleArn: arn } = await call(isThereYet ? 'UpdateSchedule' : 'CreateSchedule', schedule);
    return { ref: name, attributes: { Arn: String(arn) } };
  },
  exists: (resource, name) => exists(call, resource, name),
  remove: ({ physicalId, properties }) => call('DeleteSchedule', { Name: physicalId, ...inGroup(properties) }),
});

const exists = (call: InProcess, { properties }: Resource, name: string) =>
  isThere(() => call('GetSchedule', { Name: name, ...inGroup(properties) }));

const inGroup = ({ GroupName }: Resource['properties']) => (GroupName === undefined ? {} : { GroupName });

const scheduleName = ({ properties, stackName, logicalId }: Resource): string =>
  typeof properties.Name === 'string' ? properties.Name : `${stackName}-${logicalId}`.slice(0, 64);

/** Templates write times in ISO 8601, the API in seconds since the epoch. */
function seconds(property: string, value: Json): number {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw new TemplateError(`the property ${property} must be a time such as 2026-06-21T08:00:00Z`);
  return ms / 1000;
}
