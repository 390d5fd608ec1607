import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { labOf, startSystem } from '#lab/running-lab.ts';
import { root } from '#tests/support/root.ts';
import { measure, systemPid } from '#tests/support/system-process.ts';
import { drive } from './drive.ts';
import { judge } from './judge.ts';
import { readRows } from './rows.ts';
import type { Sample } from './slope.ts';

const SAMPLE_MS = 5_000;
/** What is left when nobody asks for more ends within this. */
const SETTLE_MS = 300_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Wanted {
  readonly minutes: number;
  readonly warm: number;
  readonly rate: number;
}

function above0(name: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`--${name} takes a number above 0, not ${text}.`);
}

async function folderMb(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

async function soak({ minutes, warm, rate }: Wanted): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-soak-'));
  const dataDir = join(folder, 'data');
  const system = await startSystem({ root, dataDir });
  try {
    const lab = await labOf(system);
    const pid = systemPid(dataDir);
    const { kept, failures, stop } = await drive(lab, system.endpoint, rate);
    const start = performance.now();
    const samples: Sample[] = [];
    for (let seconds = 0; seconds < minutes * 60; seconds = (performance.now() - start) / 1000) {
      const asked = performance.now();
      await fetch(`${system.endpoint}/_console/executions`).then((answer) => answer.text());
      const latencyMs = performance.now() - asked;
      const { residentMb = 0, descriptors = 0 } = measure(pid) ?? {};
      samples.push({
        seconds,
        residentMb,
        descriptors,
        latencyMs,
        folderMb: await folderMb(dataDir),
        photos: kept.photos,
      });
      await setTimeout(SAMPLE_MS);
    }
    stop();
    let rows = await readRows(lab);
    for (
      const until = performance.now() + SETTLE_MS;
      rows.open > 0 && performance.now() < until;
      rows = await readRows(lab)
    )
      await setTimeout(1_000);
    const wrong = [
      ...failures.slice(0, 5),
      ...judge(
        samples.filter(({ seconds }) => seconds >= warm * 60),
        { rows, kept, say },
      ),
    ];
    for (const one of wrong) say(`FAIL ${one}`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const option = (value: string) => ({ type: 'string', default: value }) as const;

await runCommand({
  help: `npm run soak [-- --minutes 15 --rate 1 --warm 5]
Uses a lab for so long (a photo every 3 s, an order every 5 s, a console tab, lists; --rate times as often), and tells
whether memory, descriptors and latency are level after the first --warm minutes, and whether all that was kept is there.
`,
  ends: true,
  options: { minutes: option('15'), rate: option('1'), warm: option('5') },
  async run(values) {
    const [minutes, warm] = [above0('minutes', values.minutes), above0('warm', values.warm)];
    if (warm >= minutes) throw new UsageError('--warm takes fewer minutes than --minutes.');
    return soak({ minutes, warm, rate: above0('rate', values.rate) });
  },
});
