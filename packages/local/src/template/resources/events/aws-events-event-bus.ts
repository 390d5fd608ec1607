import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBusType = (events: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::Events::EventBus',
  properties: ['Name', 'Description'],
  withoutEffect: ['Tags', 'KmsKeyIdentifier', 'LogConfig'],
  async apply({ properties }) {
    const bus = await describe(events, { Name: properties.Name ?? null });
    if (!bus) await events.call('CreateEventBus', properties);
    const { Name: name, Arn: arn } = bus ?? (await events.call('DescribeEventBus', { Name: properties.Name ?? null }));
    return { ref: String(name), attributes: { Arn: String(arn), Name: String(name) } };
  },
  exists: async (_, name) => (await describe(events, { Name: name })) !== undefined,
  remove: ({ physicalId }) => events.call('DeleteEventBus', { Name: physicalId }),
});

async function describe(events: { readonly call: InProcess }, input: JsonObject): Promise<JsonObject | undefined> {
  try {
    return await events.call('DescribeEventBus', input);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
