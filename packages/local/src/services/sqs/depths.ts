import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { Message } from '#services/sqs/message.ts';
import type { Queues } from '#services/sqs/queues.ts';

/** How many messages a queue has, by what can be done with them. */
export interface Depth {
  readonly visible: number;
  readonly notVisible: number;
  readonly delayed: number;
}

export function depthOf(messages: readonly Message[], now: number): Depth {
  const depth = { visible: 0, notVisible: 0, delayed: 0 };
  for (const { visible, receives } of messages) {
    if (visible <= now) depth.visible += 1;
    else if (receives > 0) depth.notVisible += 1;
    else depth.delayed += 1;
  }
  return depth;
}

/**
 * Records how full all queues are, which CloudWatch learns once a minute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function sampleDepths(queues: Queues, record: RecordMetric, at: number): void {
  const publish = publisher('AWS/SQS', record);
  for (const name of queues.names()) {
    const messages = queues.get(name).messages();
    const { visible, notVisible, delayed } = depthOf(messages, at);
    const oldest = messages.reduce((first, { sent }) => Math.min(first, sent), at);
    publish('ApproximateNumberOfMessagesVisible', name, visible, at);
    publish('ApproximateNumberOfMessagesNotVisible', name, notVisible, at);
    publish('ApproximateNumberOfMessagesDelayed', name, delayed, at);
    publish('ApproximateAgeOfOldestMessage', name, Math.floor((at - oldest) / 1_000), at);
  }
}
