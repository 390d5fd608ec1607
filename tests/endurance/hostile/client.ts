import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const BUCKET = 'darkroom-dev-000000000000-work';
const QUEUE = 'darkroom-dev-print-jobs';

/** Somebody who works as one should: small calls one after the other. Each resolves with how long it took, in milliseconds. */
export async function goodClient(connection: Connection) {
  const s3 = new S3Client(connection);
  const sqs = new SQSClient(connection);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
  const object = { Bucket: BUCKET, Key: 'good-client' };
  const calls = [
    () => s3.send(new PutObjectCommand({ ...object, Body: 'x'.repeat(10_000) })),
    async () => (await s3.send(new GetObjectCommand(object))).Body?.transformToByteArray(),
    () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'good' })),
  ];
  const work = async (count: number): Promise<readonly number[]> => {
    const took: number[] = [];
    for (let index = 0; index < count; index++) {
      const start = performance.now();
      await calls[index % calls.length]?.();
      took.push(performance.now() - start);
    }
    return took;
  };
  const close = () => {
    s3.destroy();
    sqs.destroy();
  };
  return { work, close };
}

/** The value below which that part of them lies. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
