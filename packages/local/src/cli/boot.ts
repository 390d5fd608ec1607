import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '@safelight/asl/cli/printable';
import * as z from 'zod';
import { compiledTemplate } from '#local/compile/compile.ts';
import { compiledService } from '#local/compile/service.ts';
import type { OnWork } from '#local/system/load/workload.ts';
import { StartupError } from '#local/system/startup-error.ts';
import type { System, SystemOptions } from '#local/system/system.ts';
import type { SystemWords } from './options.ts';

interface BootOptions extends SystemWords {
  /** The folder of `serverless.yml`. */
  readonly root: string;
  readonly console?: SystemOptions['console'];
  readonly beside?: SystemOptions['beside'];
  /** One line about what takes long, or what went wrong in the background. */
  readonly log: (line: string) => void;
  readonly onWork?: OnWork;
  readonly onLost?: SystemOptions['onLost'];
}

/** Compiles the template, or takes it from the cache, and boots the system; a temporary data folder goes at the end. */
export async function boot({ root, data, ...options }: BootOptions): Promise<System> {
  const log = (line: string) => options.log(printable(line));
  // Most of the system's schemas read one document: a parser compiled for each costs a start more than it ever saves.
  z.config({ jitless: true });
  const running = Promise.withResolvers<void>();
  const compiling = compiledTemplate({
    root,
    stage: options.stage,
    onCompile: () => log('Compiling serverless.yml (once; it is kept until something changes) …'),
    onRunning: running.resolve,
  });
  // Where the framework must be run, it takes longest: it is, before this process has no time but for its own modules.
  await Promise.race([compiling, running.promise]);
  const [templatePath, { createSystem }] = await Promise.all([compiling, import('#local/system/system.ts')]);
  const dataDir = data ?? mkdtempSync(join(tmpdir(), 'local-'));
  const clear = () => {
    if (data === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const system = await createSystem({
      ...options,
      ...(await compiledService(templatePath)),
      templatePath,
      root,
      dataDir,
      log,
    });
    return { ...system, close: () => system.close().finally(clear) };
  } catch (error) {
    clear();
    throw error;
  }
}

/** The same, but rejects as soon as something fails that nobody waits for. */
export const bootUnless = (failed: Promise<void>, options: BootOptions): Promise<System> =>
  Promise.race([
    boot(options),
    failed.then(() => {
      throw new StartupError('The system could not be started.');
    }),
  ]);
