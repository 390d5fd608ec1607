import type { SystemOptions } from '#local/cli/args.ts';
import { bootUnless } from '#local/cli/boot.ts';
import { lastResort } from '#local/cli/last-resort.ts';
import { stopSignal } from '#local/cli/signals.ts';
import { screenOf } from '#local/cli/style.ts';
import { workLine } from '#local/cli/work-line.ts';
import { systemClock } from '#local/clock.ts';
import type { System } from '#local/system.ts';

type ServeOptions = SystemOptions & { readonly sample: boolean };

/** Boots, prints where everything is, and stays until a signal ends it. */
export async function serve(options: ServeOptions, { root }: { readonly root: string }): Promise<number> {
  const stopped = stopSignal();
  const line = workLine(screenOf(process.stderr), systemClock);
  const failed = lastResort(line.say);
  const system = await bootUnless(failed, { ...options, root, log: line.say, onWork: line.show });
  process.stdout.write(greeting(system));
  if (options.sample && system.isNew)
    showSample(system, line.clear).catch((error) => process.stderr.write(`The sample: ${error}\n`));
  const code = await Promise.race([stopped.then(() => 0), failed.then(() => 1)]);
  await system.close();
  return code;
}

/** Loaded only where it is wanted: its clients would slow down the start. */
async function showSample(system: System, makeRoom: () => void): Promise<void> {
  const { developSample } = await import('#local/cli/sample.ts');
  await developSample(system, (line) => {
    makeRoom();
    process.stdout.write(`${line}\n`);
  });
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
    'export AWS_DISABLE_HOST_PREFIX_INJECTION=true',
    `ready ${endpoint}`,
  ];
  return `${lines.join('\n')}\n`;
}
