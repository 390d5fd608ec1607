import { PutObjectCommand } from '@aws-sdk/client-s3';
import { systemClock } from '@safelight/asl/clock';
import type { System } from '@safelight/local/system';
import { connectLab } from '#lab/connect.ts';
import type { Lab } from '#lab/lab.ts';
import { watch } from '#lab/once/watch.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { samplePhoto } from '#lab/sample-photo.ts';

const PATIENCE_MS = 120_000;

/** So that a first start has something to show. */
export async function developSample(system: System, say: (line: string) => void): Promise<void> {
  const { endpoint, region, credentials, stack } = system;
  const lab = await connectLab({ stackName: stack.name, endpoint, region, credentials });
  const key = 'sample.jpg';
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: await samplePhoto() }));
  const { status, variants } = await developed(lab, key);
  say(`${key} ${status}: ${variants.length} variants, see ${endpoint}/`);
  // begin orders
  if (status !== 'READY') return;
  const { orderPrint } = await import('#lab/sample-order.ts');
  say(`${await orderPrint(lab, stack.name, key)} placed: a print of ${key}`);
  // end orders
}

async function developed(lab: Lab, key: string): Promise<PhotoOutcome> {
  const found = Promise.withResolvers<PhotoOutcome>();
  await watch(lab, [key], { clock: systemClock, patienceMs: PATIENCE_MS, onOutcome: found.resolve });
  return found.promise;
}
