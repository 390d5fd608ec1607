import { isJsonObject, type Json } from '@safelight/asl/json';
import { invalidParameter } from '#services/sns/errors.ts';
import { compileFilter, scopeOf } from '#services/sns/filter-policy.ts';
import { isFifo } from '#services/sns/publishing/fifo.ts';

type Texts = Readonly<Record<string, string>>;

export const SUBSCRIPTION_DEFAULTS: Texts = {
  FilterPolicy: '',
  FilterPolicyScope: 'MessageAttributes',
  RawMessageDelivery: 'false',
  RedrivePolicy: '',
};

/**
 * Throws InvalidParameter for what a subscription to the topic does not take.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function checkSubscriptionAttributes(topicArn: string, attributes: Texts): void {
  for (const [name, value] of Object.entries(attributes)) {
    switch (name) {
      case 'FilterPolicy':
        if (value !== '') compileFilter(value, scopeOf(attributes));
        break;
      case 'FilterPolicyScope':
        if (!['MessageAttributes', 'MessageBody'].includes(value))
          throw invalidParameter(`FilterPolicyScope: ${value}`);
        break;
      case 'RawMessageDelivery':
        if (!['true', 'false'].includes(value.toLowerCase())) throw invalidParameter(`RawMessageDelivery: ${value}`);
        break;
      case 'RedrivePolicy':
        if (value !== '') checkRedrive(topicArn, value);
        break;
      default:
        throw invalidParameter(`AttributeName Reason: ${name} is not supported here`);
    }
  }
}

/** FIFO topics have FIFO queues for their dead letters: https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function checkRedrive(topicArn: string, policy: string): void {
  const target = deadLetterTarget(policy);
  if (typeof target !== 'string' || !target.startsWith('arn:aws:sqs:'))
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  if (isFifo(topicArn) && !isFifo(target))
    throw invalidParameter('RedrivePolicy: must use a FIFO queue as DLQ for a FIFO topic');
  if (!isFifo(topicArn) && isFifo(target))
    throw invalidParameter('RedrivePolicy: must use a standard queue as DLQ for a standard topic');
}

function deadLetterTarget(policy: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (isJsonObject(parsed)) return parsed.deadLetterTargetArn;
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalidParameter('RedrivePolicy: failed to parse JSON');
}
