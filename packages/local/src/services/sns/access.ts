import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import type { Access, Principal } from '#gateway/service.ts';
import { topicArn } from '#services/sns/topic-operations.ts';
import type { Topics } from '#services/sns/topics.ts';

/** What an operation needs. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export function accessOf(
  operation: string,
  input: JsonObject,
  principal: Principal,
  topics: Topics,
  place: Place,
): Access[] {
  const action = `sns:${operation === 'PublishBatch' ? 'Publish' : operation}`;
  const { TopicArn, TargetArn, ResourceArn, SubscriptionArn, Name } = input;
  const arn = TopicArn ?? TargetArn ?? ResourceArn;
  if (typeof arn === 'string') {
    const key = action === 'sns:Publish' ? topics.find(arn)?.attributes.KmsMasterKeyId : undefined;
    const asked = { action, resource: arn, ...(operation === 'Subscribe' && { context: subscriptionKeys(input) }) };
    return [asked, ...(key ? keyAccess(key, arn, principal, place) : [])];
  }
  if (typeof SubscriptionArn === 'string')
    return [{ action, resource: SubscriptionArn.split(':').slice(0, 6).join(':') }];
  return [{ action, resource: typeof Name === 'string' ? topicArn(place, Name) : '*' }];
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html#sns-policy-keys */
const subscriptionKeys = ({ Protocol, Endpoint }: JsonObject) => ({
  'sns:Protocol': typeof Protocol === 'string' ? Protocol : undefined,
  'sns:Endpoint': typeof Endpoint === 'string' ? Endpoint : undefined,
});

/** AWS's own key: everybody in the account may use it by SNS, but no other service. */
const AWS_KEY = 'alias/aws/sns';

/**
 * Who publishes to an encrypted topic must be allowed to use its key. Other keys by alias are not known here, nor is who
 * may use them.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function keyAccess(key: string, topic: string, principal: Principal, place: Place): Access[] {
  const { partition, region, accountId } = place;
  if (key.includes('alias/') && (key !== AWS_KEY || principal.kind !== 'service')) return [];
  const name = key.startsWith('alias/') ? key : `key/${key}`;
  const resource = key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${accountId}:${name}`;
  const context = encryptionKeys(topic, principal, place);
  return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource, context }));
}

/**
 * SNS asks for the key in the name of the publisher, for its topic.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
function encryptionKeys(topic: string, principal: Principal, { region, accountId }: Place) {
  const byService = principal.kind === 'service';
  return {
    'kms:ViaService': byService ? undefined : `sns.${region}.amazonaws.com`,
    'kms:CallerAccount': accountId,
    'kms:EncryptionContext:aws:sns:topicArn': topic,
    'kms:EncryptionContextKeys': ['aws:sns:topicArn'],
    'aws:CalledVia': byService ? undefined : ['sns.amazonaws.com'],
  };
}
