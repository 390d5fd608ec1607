import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { Queues } from '#services/sqs/queues.ts';

/**
 * Records how full all queues are, which CloudWatch learns once a minute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function sampleDepths(queues: Queues, record: RecordMetric, at: number): void {
  const publish = publisher('queues', record);
  for (const name of queues.names()) {
    const { visible, notVisible, delayed, oldest = at } = queues.get(name).depth(at);
    publish('ApproximateNumberOfMessagesVisible', name, visible, at);
    publish('ApproximateNumberOfMessagesNotVisible', name, notVisible, at);
    publish('ApproximateNumberOfMessagesDelayed', name, delayed, at);
    publish('ApproximateAgeOfOldestMessage', name, Math.floor((at - oldest) / 1_000), at);
  }
}
