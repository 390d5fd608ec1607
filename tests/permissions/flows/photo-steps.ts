import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Desk } from '#tests/permissions/desk.ts';

export interface Row {
  readonly status?: string;
  readonly etag?: string;
  readonly executionArn?: string;
}

export const put = ({ s3, sourceBucket }: Desk, Key: string, Body: Buffer | string) =>
  s3.send(new PutObjectCommand({ Bucket: sourceBucket, Key, Body }));

export async function row({ documents, imagesTable }: Desk, key: string): Promise<Row | undefined> {
  const { Item } = await documents.send(new GetCommand({ TableName: imagesTable, Key: { key }, ConsistentRead: true }));
  return Item;
}

/** Uploads, and waits until the photo's execution is over. */
export async function develop(desk: Desk, key: string, body: Buffer | string, signal: AbortSignal) {
  const uploaded = await put(desk, key, body);
  const etag = uploaded.ETag?.replaceAll('"', '');
  const executionArn = await desk.until(async () => {
    const found = await row(desk, key);
    return found !== undefined && found.etag === etag && found.status !== 'DEVELOPING' ? found.executionArn : undefined;
  }, signal);
  await desk.until(() => ended(desk, executionArn), signal);
  return uploaded;
}

export async function ended({ states }: Desk, executionArn: string | undefined): Promise<string | undefined> {
  const { status } = await states.send(new DescribeExecutionCommand({ executionArn }));
  return status === 'RUNNING' ? undefined : status;
}

/** Waits until an execution of the machine that was about this key is over. */
export async function lastEnded(desk: Desk, machine: string, key: string, since: number): Promise<string | undefined> {
  const call = new ListExecutionsCommand({ stateMachineArn: desk.arnOf(machine), maxResults: 20 });
  const { executions = [] } = await desk.states.send(call);
  for (const { executionArn, status, startDate } of executions) {
    if (status === 'RUNNING' || (startDate?.getTime() ?? 0) < since) continue;
    const { input } = await desk.states.send(new DescribeExecutionCommand({ executionArn }));
    if (input?.includes(JSON.stringify(key))) return status;
  }
  return undefined;
}
