import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { startSystem } from '#lab/running-lab.ts';
import { root } from '#tests/support/root.ts';
import { systemPid } from '#tests/support/system-process.ts';
import { inspect, onAnyInspectorPort } from '../inspector.ts';
import { rest } from '../rest.ts';
import type { Kept } from './drive.ts';
import { judge } from './judge.ts';
import { use } from './use.ts';

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

async function soak({ minutes, warm, rate }: Wanted): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-soak-'));
  const dataDir = join(folder, 'data');
  onAnyInspectorPort();
  const system = await startSystem({ root, dataDir });
  const kept: Kept = { photos: 0, orders: 0 };
  try {
    const pid = systemPid(dataDir);
    const inspected = await inspect(pid);
    const phase = { system, pid, inspected, kept, rate };
    const resting = { pid, dataDir, inspected, endpoint: system.endpoint };
    await use(phase, warm);
    const before = await rest(resting);
    const { samples, failures, rows } = await use(phase, minutes - warm);
    const after = await rest(resting, before);
    const wrong = [...failures.slice(0, 5), ...judge(samples, { rows, kept, before, after, say })];
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
