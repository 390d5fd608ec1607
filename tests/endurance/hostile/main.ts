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

/** Of a round, before and during an attack. */
const CALLS = 300;
/** How much slower the slowest hundredth of the calls may become. */
const TIMES = 5;
/** What a machine of two cores takes from a call to give another process its turn, twice. */
const TURN_MS = 5;
/** No call waits longer. */
const LONGEST_MS = 1_000;
/** All of their calls are judged together, so that what else the machine does is in both halves. */
const ROUNDS = { least: 2, most: 8 };
/** Compiled code and a cache or two, and not what strangers sent, which is gigabytes. */
const GROWTH_MB = 10;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(0)} ms`;

const attacker = (name: string, endpoint: string): ChildProcess =>
  fork(join(import.meta.dirname, 'attacker.ts'), [name, endpoint], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

type Client = Awaited<ReturnType<typeof goodClient>>;

/** How long calls took, in milliseconds. */
interface Took {
  readonly before: readonly number[];
  readonly during: readonly number[];
}

/** The client's calls before and during an attack. */
async function round(name: string, endpoint: string, client: Client): Promise<Took> {
  const before = await client.work(CALLS);
  const attack = attacker(name, endpoint);
  await Promise.race([once(attack, 'message'), once(attack, 'exit')]);
  const during = await client.work(CALLS);
  attack.kill('SIGKILL');
  await once(attack, 'exit');
  return { before, during };
}

/** What is wrong, if anything: a machine that stands still does so before an attack too. */
function wrongIn({ before, during }: Took): string | undefined {
  const [p99, bound] = [quantile(during, 0.99), TIMES * Math.max(quantile(before, 0.99), TURN_MS)];
  if (p99 > bound) return `p99 ${ms(p99)} is more than ${ms(bound)}`;
  const longest = Math.max(...during);
  return longest >= Math.max(LONGEST_MS, ...before) ? `a call took ${ms(longest)}` : undefined;
}

/** Goes on until enough was seen, or it is wrong still after the last round. */
async function tried(name: string, endpoint: string, client: Client): Promise<readonly string[]> {
  let took: Took = { before: [], during: [] };
  let wrong: string | undefined;
  for (let done = 1; done <= ROUNDS.most; done++) {
    const { before, during } = await round(name, endpoint, client);
    took = { before: [...took.before, ...before], during: [...took.during, ...during] };
    wrong = wrongIn(took);
    if (wrong === undefined && done >= ROUNDS.least) break;
  }
  const [before, during] = [quantile(took.before, 0.99), quantile(took.during, 0.99)];
  say(
    `${name}: p99 ${ms(before)} before, ${ms(during)} during it, ${ms(Math.max(...took.during))} at most, of ${took.during.length} calls`,
  );
  return wrong === undefined ? [] : [`${name}: ${wrong}`];
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
