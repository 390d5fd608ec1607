import { systemClock } from '@safelight/asl/clock';
import { bootUnless } from '@safelight/local/cli/boot';
import { lastResort } from '@safelight/local/cli/last-resort';
import type { SystemWords } from '@safelight/local/cli/options';
import { stopSignal } from '@safelight/local/cli/signals';
import { screenOf } from '@safelight/local/cli/style';
import { workLine } from '@safelight/local/cli/work-line';
import type { System } from '@safelight/local/system';
import { labConsole } from '#lab/console/console.ts';
import { SERVICE } from '#lab/service.ts';

type ServeOptions = SystemWords & { readonly sample: boolean };

/** Boots, prints where everything is, and stays until a signal ends it. */
export async function serve(options: ServeOptions, { root }: { readonly root: string }): Promise<number> {
  const stopped = stopSignal();
  const line = workLine(screenOf(process.stderr), systemClock);
  const failed = lastResort(line.say);
  const system = await bootUnless(failed, {
    ...options,
    service: SERVICE,
    console: labConsole,
    root,
    log: line.say,
    onWork: line.show,
  });
  process.stdout.write(greeting(system));
  if (options.sample && system.isNew)
    showSample(system, line.clear).catch((error) => process.stderr.write(`The sample: ${error}\n`));
  const code = await Promise.race([stopped.then(() => 0), failed.then(() => 1)]);
  await system.close();
  return code;
}

/** Loaded only where it is wanted: its clients would slow down the start. */
async function showSample(system: System, makeRoom: () => void): Promise<void> {
  const { developSample } = await import('#lab/sample.ts');
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
