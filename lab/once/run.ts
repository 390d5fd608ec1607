import { bootUnless } from '@safelight/local/cli/boot';
import { lastResort } from '@safelight/local/cli/last-resort';
import { exitCodeOf, stopSignal } from '@safelight/local/cli/signals';
import { screenOf } from '@safelight/local/cli/style';
import type { System } from '@safelight/local/system';
import type { Command } from '#lab/args.ts';
import { connectLab } from '#lab/connect.ts';
import { type SourceFile, sourceFiles } from '#lab/once/files.ts';
import { developFiles } from '#lab/once/once.ts';
import { countProgress, lineProgress } from '#lab/once/progress.ts';
import { exitCode, jsonReport } from '#lab/once/report.ts';
import { tables } from '#lab/once/table.ts';

type OnceCommand = Extract<Command, { kind: 'once' }>;

/** `--once`: boots, develops the files, prints what came of them, and ends; at a signal it ends before. */
export async function developOnce(
  command: OnceCommand,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): Promise<number> {
  const { files, json, out, kind: _, ...options } = command;
  const sources = await sourceFiles(files, cwd);
  const stopped = stopSignal();
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const failed = lastResort(log);
  const system = await bootUnless(failed, { ...options, root, log });
  try {
    const developed = develop(system, sources, { json, out, cwd });
    return await Promise.race([developed, stopped.then(exitCodeOf), failed.then(() => 1)]);
  } finally {
    await system.close();
  }
}

interface Wanted {
  readonly json: boolean;
  readonly out: string;
  readonly cwd: string;
}

async function develop(
  { endpoint, region, credentials, stack }: System,
  sources: readonly SourceFile[],
  { json, out, cwd }: Wanted,
): Promise<number> {
  const lab = await connectLab({ stackName: stack.name, endpoint, region, credentials });
  const screen = screenOf(process.stdout);
  const progress = json ? countProgress(screenOf(process.stderr)) : lineProgress(screen);
  const photos = await developFiles(lab, sources, { out, progress });
  await print(json ? `${jsonReport(photos)}\n` : tables(photos, screen, cwd));
  return exitCode(photos);
}

/** Until a pipe has taken it all: what ends the process next would cut it off. */
const print = (text: string): Promise<void> => new Promise((resolve) => process.stdout.write(text, () => resolve()));
