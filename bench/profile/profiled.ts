import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servicePart } from './part-of.ts';
import { type CpuProfile, partsOf } from './parts.ts';

const EVERY_MICROSECONDS = 500;
const NONE = 'No system was started, so there is nothing to tell of its time.\n';
/** Below this share (%) a part is one of the others. */
const LEAST = 0.5;

/**
 * Runs what starts a system, and tells by a table where that system's time went.
 * https://nodejs.org/api/cli.html#--cpu-prof
 */
export async function profiled<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-profile-'));
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${folder} --cpu-prof-interval=${EVERY_MICROSECONDS}`;
  try {
    const result = await run();
    const profile = await serviceProfile(folder);
    return { result, text: profile ? tableOf(partsOf(profile, servicePart())) : NONE };
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of several systems, the one that was at it for longest. Supervisors and npm have profiles too. */
async function serviceProfile(folder: string): Promise<CpuProfile | undefined> {
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  const [longest] = texts.filter((text) => text.includes('/lab/main.ts"')).toSorted((a, b) => b.length - a.length);
  // Written by Node.
  return longest === undefined ? undefined : (JSON.parse(longest) as CpuProfile);
}

export function tableOf(parts: ReadonlyMap<string, number>): string {
  const busy = [...parts.values()].reduce((sum, spent) => sum + spent, 0);
  const shares = [...parts]
    .map(([part, spent]) => [part, (100 * spent) / busy] as const)
    .toSorted(([, a], [, b]) => b - a);
  const large = shares.filter(([, share]) => share >= LEAST);
  const rest = shares.slice(large.length).reduce((sum, [, share]) => sum + share, 0);
  const rows = [...large, ['others', rest] as const].map(
    ([part, share]) => `  ${share.toFixed(1).padStart(5)} %  ${part}`,
  );
  return [`the service: ${(busy / 1e6).toFixed(1)} s of the processor`, ...rows, ''].join('\n');
}
