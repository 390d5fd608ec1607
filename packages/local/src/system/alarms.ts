import type { PublishEvent } from '#local/events/event.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { Foundation } from '#local/system/services.ts';
import type { AlarmPorts } from '#services/cloudwatch/alarms/changes.ts';
import { recordEmbedded } from '#services/cloudwatch/metrics/embedded-metrics.ts';
import type { LogSink } from '#services/lambda/log-sink.ts';

const SERVICE = 'cloudwatch.amazonaws.com';

/** Alarms go to topics as CloudWatch sends them: in its own name, so the policies of topic and key decide. */
export const alarmPorts = ({ clients, credentials, log }: Foundation, publish: PublishEvent): AlarmPorts => ({
  publish,
  log,
  async notify(TopicArn, { subject, message }, alarmArn) {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const client = await clients.get('sns', credentials.forService(SERVICE, alarmArn));
    return client.send(new PublishCommand({ TopicArn, Subject: subject, Message: message }));
  },
});

/** What functions log, with the metrics that some lines hold. */
export const withEmbeddedMetrics =
  (append: LogSink['append'], record: RecordMetric): LogSink['append'] =>
  (group, stream, events) => {
    append(group, stream, events);
    for (const { message } of events) recordEmbedded(message, record);
  };
