import { printable } from '@safelight/asl/cli/printable';
import type { SystemWords } from '@safelight/local/cli/options';
import { serve as serveSystem } from '@safelight/local/cli/serve';
import type { System } from '@safelight/local/system';
import { labConsole } from '#lab/console/console.ts';
import { studyStack } from '#lab/study-stack.ts';

type ServeOptions = SystemWords & {
  readonly sample: boolean;
  readonly study: boolean;
};
type Surroundings = { readonly root: string };

/** Boots the lab, develops a sample on its first start, and stays until a signal ends it. */
export const serve = async ({ sample, ...options }: ServeOptions, { root }: Surroundings): Promise<number> =>
  serveSystem({
    ...options,
    root,
    console: labConsole,
    beside: [await studyStack(root, options.study)],
    onReady(system, say) {
      if (!sample || !system.isNew) return;
      showSample(system, say).catch((error) => process.stderr.write(`The sample: ${printable(String(error))}\n`));
    },
  });

/** Loaded only where it is wanted: its clients would slow down the start. */
async function showSample(system: System, say: (line: string) => void): Promise<void> {
  const { developSample } = await import('#lab/sample.ts');
  await developSample(system, say);
}
