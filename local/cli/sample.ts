import { PutObjectCommand } from '@aws-sdk/client-s3';
import { watch } from '#local/cli/once/watch.ts';
import { samplePhoto } from '#local/cli/sample-photo.ts';
import { systemClock } from '#local/clock.ts';
import { connectLab } from '#local/lab/connect.ts';
import type { Lab } from '#local/lab/lab.ts';
import type { Outcome } from '#local/lab/outcome.ts';
import type { System } from '#local/system.ts';

const PATIENCE_MS = 120_000;

/** So that a first start has something to show: a photo that is developed, and an order for a print of it. */
export async function developSample(system: System, say: (line: string) => void): Promise<void> {
  const { endpoint, region, credentials, stack } = system;
  const lab = await connectLab({ stackName: stack.name, endpoint, region, credentials });
  const key = 'sample.jpg';
  await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: key, Body: await samplePhoto() }));
  const { status, variants } = await developed(lab, key);
  say(`${key} ${status}: ${variants.length} variants, see ${endpoint}/`);
  if (status !== 'READY' || !hasOrders(system)) return;
  const { orderPrint } = await import('#local/cli/sample-order.ts');
  say(`${await orderPrint(lab, stack.name, key)} placed: a print of ${key}`);
}

async function developed(lab: Lab, key: string): Promise<Outcome> {
  const found = Promise.withResolvers<Outcome>();
  await watch(lab, [key], { clock: systemClock, patienceMs: PATIENCE_MS, onOutcome: found.resolve });
  return found.promise;
}

const hasOrders = ({ stack }: System) => stack.outputs.some((output) => output.key === 'OrdersTableName');
