import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** One life of a system, from its start to its kill. */
export interface Life {
  /** The system's time when it was started: milliseconds since the epoch. */
  readonly born: number;
  /** The system's time when it was killed. */
  died(): number;
  readonly clients: ReturnType<typeof connect>;
  kill(): Promise<void>;
}

interface Settings {
  /** How far its clock is ahead of the machine's; less than five minutes, or signatures would have expired. */
  readonly lateMs: number;
  /** Whether some targets of EventBridge answer as a service that has trouble. */
  readonly refuses: boolean;
}

export async function begin(dataDir: string, { lateMs, refuses }: Settings): Promise<Life> {
  const born = Date.now() + lateMs;
  const words = [dataDir, String(lateMs), refuses ? 'refusing' : 'willing'];
  const child = fork(join(import.meta.dirname, 'life.ts'), words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => Promise.reject(new Error(`The system ended with ${code}.`)));
  failed.catch(() => undefined);
  const [connection] = await Promise.race([once(child, 'message'), failed]);
  let died = Number.POSITIVE_INFINITY;
  return {
    born,
    died: () => died,
    clients: connect(connection),
    async kill() {
      child.kill('SIGKILL');
      died = Date.now() + lateMs;
      await ended;
    },
  };
}

interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

function connect(connection: Connection) {
  const sqs = new SQSClient(connection);
  const logs = new CloudWatchLogsClient(connection);
  const urlOf = (name: string) => `${connection.endpoint}/000000000000/${name}`;
  return {
    sqs,
    urlOf,
    s3: new S3Client({ ...connection, forcePathStyle: true }),
    events: new EventBridgeClient(connection),
    lambda: new LambdaClient(connection),
    logs,
    metrics: new CloudWatchClient(connection),
    dynamodb: new DynamoDBClient(connection),
    /** What a function has said; none of it before it said anything. */
    async logged(name: string, filterPattern: string): Promise<readonly string[]> {
      const wanted = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}`, filterPattern });
      const { events = [] } = await logs.send(wanted).catch((error) => {
        if (error.name !== 'ResourceNotFoundException') throw error;
        return { events: [] };
      });
      return events.map(({ message = '' }) => message.trim());
    },
    /** What can be received from a queue now, and is then deleted. */
    async take(name: string): Promise<readonly Message[]> {
      const QueueUrl = urlOf(name);
      const taken: Message[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            ...{ QueueUrl, MaxNumberOfMessages: 10 },
            ...{ MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] },
          }),
        );
        if (Messages.length === 0) return taken;
        for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        taken.push(...Messages);
      }
    },
  };
}
