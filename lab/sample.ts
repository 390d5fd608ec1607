import { PutObjectCommand } from '@aws-sdk/client-s3';
import { systemClock } from '@safelight/asl/clock';
import type { System } from '@safelight/local/system';
import { connectLab } from '#lab/connect.ts';
import { watchOne } from '#lab/once/watch-one.ts';
import { samplePhoto } from '#lab/sample-photo.ts';

const PATIENCE_MS = 120_000;

/** So that a first start has something to show. */
export async function developSample(system: System, say: (line: string) => void): Promise<void> {
  const { endpoint, region, credentials, stack } = system;
  const lab = await connectLab({ stackName: stack.name, endpoint, region, credentials });
  const key = 'sample.jpg';
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: await samplePhoto() }));
  const { status, variants } = await watchOne(lab, key, { clock: systemClock, patienceMs: PATIENCE_MS });
  say(`${key} ${status}: ${variants.length} variants, see ${endpoint}/`);
  // begin orders
  if (status !== 'READY') return;
  const { orderPrint } = await import('#lab/sample-order.ts');
  say(`${await orderPrint(lab, stack.name, key)} placed: a print of ${key}`);
  // end orders
}
