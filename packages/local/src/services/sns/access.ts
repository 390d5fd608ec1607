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
    return [{ action, resource: arn }, ...(key ? keyAccess(key, principal, place) : [])];
  }
  if (typeof SubscriptionArn === 'string')
    return [{ action, resource: SubscriptionArn.split(':').slice(0, 6).join(':') }];
  return [{ action, resource: typeof Name === 'string' ? topicArn(place, Name) : '*' }];
}

/** AWS's own key: everybody in the account may use it by SNS, but no other service. */
const AWS_KEY = 'alias/aws/sns';

/**
 * Who publishes to an encrypted topic must be allowed to use its key. Other keys by alias are not known here, nor is who
 * may use them.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function keyAccess(key: string, principal: Principal, { partition, region, accountId }: Place): Access[] {
  if (key.includes('alias/') && (key !== AWS_KEY || principal.kind !== 'service')) return [];
  const name = key.startsWith('alias/') ? key : `key/${key}`;
  const resource = key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${accountId}:${name}`;
  return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource }));
}
