import type { SystemOptions } from '#local/cli/args.ts';
import { boot } from '#local/cli/boot.ts';
import { systemClock } from '#local/clock.ts';
import type { Lab } from '#local/lab/lab.ts';
import type { Outcome } from '#local/lab/outcome.ts';
import type { System } from '#local/system.ts';

type ServeOptions = SystemOptions & { readonly sample: boolean };

/** Boots, prints where everything is, and stays until a signal ends it. */
export async function serve(options: ServeOptions, { root }: { readonly root: string }): Promise<number> {
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const system = await boot({ ...options, root, log: (line) => process.stderr.write(`${line}\n`) });
  process.stdout.write(greeting(system));
  if (options.sample && system.isNew)
    developSample(system).catch((error) => process.stderr.write(`The sample: ${error}\n`));
  await stopped;
  await system.close();
  return 0;
}

/** So that the first start has something to show. */
async function developSample({ endpoint, region, credentials, stack }: System): Promise<void> {
  const [{ samplePhoto }, { connectLab }, { PutObjectCommand }] = await Promise.all([
    import('#local/cli/sample-photo.ts'),
    import('#local/lab/connect.ts'),
    import('@aws-sdk/client-s3'),
  ]);
  const lab = await connectLab({ stackName: stack.name, endpoint, region, credentials });
  const object = { Bucket: lab.names.sourceBucket, Key: 'sample.jpg', Body: await samplePhoto() };
  await lab.s3.send(new PutObjectCommand(object));
  const outcome = await developed(lab, object.Key);
  process.stdout.write(`sample.jpg ${outcome.status}: ${outcome.variants.length} variants, see ${endpoint}/\n`);
}

async function developed(lab: Lab, key: string): Promise<Outcome> {
  const { watch } = await import('#local/cli/once/watch.ts');
  const found = Promise.withResolvers<Outcome>();
  await watch(lab, [key], { clock: systemClock, patienceMs: 120_000, onOutcome: found.resolve });
  return found.promise;
}

function greeting({ endpoint, region, credentials, stack }: System): string {
  const quiet = stack.resources.filter(({ withoutEffect }) => withoutEffect !== undefined);
  const types = new Map(quiet.map(({ type, withoutEffect }) => [type, withoutEffect]));
  const lines = [
    `Accepted without local effect: ${quiet.length} resources`,
    ...[...types].map(([type, reason]) => `  ${type}: ${reason}`),
    `Console ${endpoint}/`,
    `export AWS_ENDPOINT_URL=${endpoint}`,
    `export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}`,
    `export AWS_REGION=${region}`,
    `export AWS_DEFAULT_REGION=${region}`,
    `ready ${endpoint}`,
  ];
  return `${lines.join('\n')}\n`;
}
