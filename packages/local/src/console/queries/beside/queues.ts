import {
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { isJsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';

const QUEUES = 100;
const sent = z.object({ body: z.string(), group: z.string().exactOptional() });

/** `GET queues?after=`, `GET queue?of=URL`; `POST queue/send?of=URL`, and `POST queue/back?of=ARN` for what a dead-letter queue holds. */
export function queueRoutes(sqs: SQSClient): ConsoleRoutes {
  return {
    async 'GET queues'({ query }) {
      const NextToken = query.get('after') || undefined;
      const list = new ListQueuesCommand({ MaxResults: QUEUES, NextToken });
      const { QueueUrls = [], NextToken: next } = await sqs.send(list);
      return { kind: 'json', value: { rows: await Promise.all(QueueUrls.map((url) => queueRow(sqs, url))), next } };
    },
    async 'GET queue'({ of: QueueUrl }) {
      const queue = await queueRow(sqs, QueueUrl);
      const { queueUrls = [] } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }));
      const { Results = [] } =
        queueUrls.length === 0
          ? {}
          : await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: queue.arn, MaxResults: 1 }));
      return { kind: 'json', value: { ...queue, sources: queueUrls, move: Results[0] } };
    },
    async 'POST queue/send'({ of: QueueUrl, body }) {
      const { body: MessageBody, group } = sent.parse(await body());
      const fifo = group !== undefined && { MessageGroupId: group, MessageDeduplicationId: crypto.randomUUID() };
      const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...fifo }));
      return { kind: 'json', value: { MessageId } };
    },
    async 'POST queue/back'({ of: SourceArn }) {
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
      return { kind: 'json', value: {} };
    },
  };
}

/** A queue in a line, with the ARN of where its dead letters go. */
async function queueRow(sqs: SQSClient, url: string) {
  const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
  const { Attributes: found = {} } = await sqs.send(asked);
  const { RedrivePolicy = '{}' } = found;
  const policy: unknown = JSON.parse(RedrivePolicy);
  return {
    url,
    arn: found.QueueArn ?? '',
    name: url.split('/').at(-1) ?? '',
    isFifo: found.FifoQueue === 'true',
    visible: Number(found.ApproximateNumberOfMessages),
    inFlight: Number(found.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(found.ApproximateNumberOfMessagesDelayed),
    deadLetters: isJsonObject(policy) ? policy.deadLetterTargetArn : undefined,
    attributes: found,
  };
}
