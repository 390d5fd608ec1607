import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { DeliveryPorts } from '#services/eventbridge/delivery/queue.ts';

/**
 * Records what becomes of deliveries. An attempt that is made again is no invocation until the last.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function measured(ports: DeliveryPorts, record: RecordMetric): DeliveryPorts {
  const publish = publisher('rules', record);
  return {
    ...ports,
    async deliver(delivery) {
      await ports.deliver(delivery);
      publish('Invocations', ruleName(delivery.ruleArn), 1);
      publish('FailedInvocations', ruleName(delivery.ruleArn), 0);
    },
    gaveUp(delivery) {
      ports.gaveUp?.(delivery);
      publish('Invocations', ruleName(delivery.ruleArn), 1);
      publish('FailedInvocations', ruleName(delivery.ruleArn), 1);
    },
    async sendToDeadLetterQueue(letter) {
      const name = ruleName(letter.delivery.ruleArn);
      try {
        await ports.sendToDeadLetterQueue(letter);
        publish('InvocationsSentToDlq', name, 1);
      } catch (error) {
        publish('InvocationsFailedToBeSentToDlq', name, 1);
        throw error;
      }
    },
  };
}

/** The last part of the ARN: the bus of a rule is not part of its name. */
const ruleName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
