import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';

const attributes = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscriptionType = ({ call }: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::SNS::Subscription',
  properties: ['TopicArn', 'Protocol', 'Endpoint', ...attributes],
  withoutEffect: [],
  async apply({ properties }) {
    const { TopicArn = '', Protocol = '', Endpoint = '' } = properties;
    await call('Subscribe', { TopicArn, Protocol, Endpoint });
    const { Subscriptions: all } = await call('ListSubscriptionsByTopic', { TopicArn });
    const own = (Array.isArray(all) ? all : [])
      .filter(isJsonObject)
      .find((each) => each.Protocol === Protocol && each.Endpoint === Endpoint);
    const arn = String(own?.SubscriptionArn);
    // Nobody confirms a subscription by mail here, and until then it has no attributes.
    if (arn.startsWith('arn:')) await setAttributes(call, arn, subscriptionAttributes(properties));
    return { ref: arn, attributes: { Arn: arn } };
  },
  remove: ({ physicalId }) => call('Unsubscribe', { SubscriptionArn: physicalId }),
});

/** The scope before the policy, which is checked against it; so the policy of before goes first. */
async function setAttributes(call: InProcess, SubscriptionArn: string, wanted: Record<string, string>): Promise<void> {
  const { FilterPolicy = '', ...others } = wanted;
  for (const [AttributeName, AttributeValue] of [
    ['FilterPolicy', ''],
    ...Object.entries(others),
    ['FilterPolicy', FilterPolicy],
  ]) {
    if (AttributeName !== undefined && AttributeValue !== undefined)
      await call('SetSubscriptionAttributes', { SubscriptionArn, AttributeName, AttributeValue });
  }
}

/** What the template no longer says is taken back to its default. */
function subscriptionAttributes(properties: JsonObject): Record<string, string> {
  const defaults = {
    FilterPolicy: '',
    FilterPolicyScope: 'MessageAttributes',
    RawMessageDelivery: 'false',
    RedrivePolicy: '',
  };
  const given = attributes.flatMap((name) =>
    properties[name] === undefined ? [] : [[name, text(properties[name])] as const],
  );
  return { ...defaults, ...Object.fromEntries(given) };
}

const text = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
