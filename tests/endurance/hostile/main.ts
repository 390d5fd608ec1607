import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { startSystem } from '#lab/running-lab.ts';
import { root } from '#tests/support/root.ts';
import { systemPid } from '#tests/support/system-process.ts';
import { inspect, onAnyInspectorPort } from '../inspector.ts';
import { rest } from '../rest.ts';
import { goodClient, quantile } from './client.ts';
import { SHAPES } from './shapes.ts';

const CALLS = 300;
/** How much slower the slowest hundredth of the calls may become. */
const TIMES = 5;
/** What a machine of two cores takes from a call to give others their turn. */
const TURN_MS = 10;
/** No call waits longer. */
const LONGEST_MS = 1_000;
/** A machine that does something else for a moment disturbs some rounds; a system that is held up is so in each. */
const ROUNDS = 8;
/** Compiled code and a cache or two, and not what strangers sent, which is gigabytes. */
const GROWTH_MB = 10;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(0)} ms`;

const attacker = (name: string, endpoint: string): ChildProcess =>
  fork(join(import.meta.dirname, 'attacker.ts'), [name, endpoint], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

type Client = Awaited<ReturnType<typeof goodClient>>;

/** The client's calls before and during an attack; resolves with what is wrong, if anything. */
async function round(name: string, endpoint: string, client: Client): Promise<string | undefined> {
  const before = quantile(await client.work(CALLS), 0.99);
  const attack = attacker(name, endpoint);
  await Promise.race([once(attack, 'message'), once(attack, 'exit')]);
  const took = await client.work(CALLS);
  attack.kill('SIGKILL');
  const [during, longest] = [quantile(took, 0.99), Math.max(...took)];
  say(`${name}: p99 ${ms(before)} before, ${ms(during)} during it, ${ms(longest)} at most`);
  const bound = TIMES * Math.max(before, TURN_MS);
  if (during > bound) return `p99 ${ms(during)} is more than ${ms(bound)}`;
  return longest >= LONGEST_MS ? `a call took ${ms(longest)}` : undefined;
}

/** What is wrong in every round. */
async function tried(name: string, endpoint: string, client: Client): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let left = ROUNDS; left > 0; left--) {
    const one = await round(name, endpoint, client);
    if (one === undefined) return [];
    wrong.push(`${name}: ${one}`);
  }
  return wrong;
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-hostile-'));
  const dataDir = join(folder, 'data');
  onAnyInspectorPort();
  const system = await startSystem({ root, dataDir });
  try {
    const { endpoint } = system;
    const pid = systemPid(dataDir);
    const resting = { pid, dataDir, endpoint, inspected: await inspect(pid) };
    const connect = () => goodClient({ ...system, region: 'us-east-1' });
    const first = await connect();
    await first.work(CALLS);
    first.close();
    const before = await rest(resting);
    const client = await connect();
    const failures: string[] = [];
    for (const { name } of SHAPES) failures.push(...(await tried(name, endpoint, client)));
    client.close();
    const after = await rest(resting, before);
    say(`at rest ${before.liveMb.toFixed(1)} MB in use, then ${after.liveMb.toFixed(1)}`);
    say(`at rest ${before.descriptors} descriptors (${before.kinds}), then ${after.descriptors} (${after.kinds})`);
    if (after.liveMb > before.liveMb + GROWTH_MB) failures.push(`memory in use grows by more than ${GROWTH_MB} MB`);
    if (after.descriptors !== before.descriptors) failures.push('descriptors are left open');
    for (const failure of failures) say(`FAIL ${failure}`);
    if (failures.length === 0) say(`${SHAPES.length} shapes, and the client beside them worked on`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCommand({
  help: `npm run test:hostile
Sends a running system what strangers and pages of other sites can send, beside a client that works on.
`,
  ends: true,
  options: {},
  run: main,
});
