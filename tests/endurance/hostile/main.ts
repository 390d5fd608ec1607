import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runCommand } from '@safelight/local/cli/command';
import { startSystem } from '#lab/running-lab.ts';
import { root } from '#tests/support/root.ts';
import { measure, systemPid } from '#tests/support/system-process.ts';
import { goodClient, quantile } from './client.ts';
import { SHAPES } from './shapes.ts';

const CALLS = 300;
/** How much slower a call may become, of the slowest hundredth of its own calls before. */
const TIMES = 5;
/** No call waits longer, whatever the machine does. */
const LONGEST_MS = 1_000;
/** Where the machine gives others their turn, a call that took a moment takes this: it is not the system's doing. */
const SLICE_MS = 20;
/** What the system may have grown by in all: buffers and compiled code, not what strangers sent, which is gigabytes. */
const GROWTH_MB = 150;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(0)} ms`;

const attacker = (name: string, endpoint: string): ChildProcess =>
  fork(join(import.meta.dirname, 'attacker.ts'), [name, endpoint], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

type Client = Awaited<ReturnType<typeof goodClient>>;

/** The client's calls before and during an attack; resolves with what is wrong, if anything. */
async function tried(name: string, endpoint: string, client: Client): Promise<string | undefined> {
  const own = await client.work(CALLS);
  const before = quantile(own, 0.99);
  const process = attacker(name, endpoint);
  await setTimeout(500);
  const took = await client.work(CALLS);
  process.kill('SIGKILL');
  const [during, longest] = [quantile(took, 0.99), Math.max(...took)];
  const bound = TIMES * Math.max(before, SLICE_MS);
  // A machine that keeps the client waiting before anybody attacks does so during it, too.
  const longestBound = Math.max(LONGEST_MS, TIMES * Math.max(...own));
  say(`${name}: p99 ${ms(before)} before, ${ms(during)} during it, ${ms(longest)} at most`);
  if (during > bound) return `p99 ${ms(during)} is more than ${ms(bound)}`;
  return longest > longestBound ? `a call took ${ms(longest)}` : undefined;
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-hostile-'));
  const dataDir = join(folder, 'data');
  const system = await startSystem({ root, dataDir });
  const failures: string[] = [];
  try {
    const client = await goodClient({ ...system, region: 'us-east-1' });
    await client.work(CALLS);
    const pid = systemPid(dataDir);
    const first = measure(pid);
    for (const { name } of SHAPES) {
      // The machine may do something else for a moment, which is seen as well before as during it: once more tells which it was.
      const wrong = (await tried(name, system.endpoint, client)) && (await tried(name, system.endpoint, client));
      if (wrong) failures.push(`${name}: ${wrong}`);
    }
    await client.work(CALLS);
    const last = measure(pid);
    if (first && last) {
      say(
        `memory ${first.residentMb.toFixed(0)} MB before, ${last.residentMb.toFixed(0)} MB after; descriptors ${first.descriptors}, ${last.descriptors}`,
      );
      if (last.residentMb > first.residentMb + GROWTH_MB) failures.push(`memory grew by more than ${GROWTH_MB} MB`);
      if (last.descriptors > first.descriptors + 20) failures.push('descriptors are left open');
    } else say('Memory and descriptors cannot be told here.');
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  for (const failure of failures) say(`FAIL ${failure}`);
  if (failures.length === 0) say(`${SHAPES.length} shapes, and the client beside them worked on`);
  return failures.length === 0 ? 0 : 1;
}

await runCommand({
  help: `npm run test:hostile
Sends a running system what strangers and pages of other sites can send, beside a client that works on.
`,
  ends: true,
  options: {},
  run: main,
});
