import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';
import { changeTags } from '#template/resources/tags.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedulegroup.html */
export const scheduleGroupType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::Scheduler::ScheduleGroup',
  properties: ['Name', 'Tags'],
  withoutEffect: [],
  async apply(resource) {
    const name = groupName(resource);
    if (!(await exists(call, name))) await call('CreateScheduleGroup', { Name: name });
    const { Arn: arn = '' } = await call('GetScheduleGroup', { Name: name });
    await changeTags({ call, list: 'ListTagsForResource' }, String(arn), resource.properties.Tags);
    return { ref: name, attributes: { Arn: String(arn), State: 'ACTIVE' } };
  },
  exists: (_, name) => exists(call, name),
  remove: ({ physicalId }) => call('DeleteScheduleGroup', { Name: physicalId }),
});

const exists = (call: InProcess, name: string) => isThere(() => call('GetScheduleGroup', { Name: name }));

const groupName = ({ properties, stackName, logicalId }: Resource): string =>
  typeof properties.Name === 'string' ? properties.Name : `${stackName}-${logicalId}`.slice(0, 64);
