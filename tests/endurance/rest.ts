import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { measure } from '#tests/support/system-process.ts';
import type { Inspected } from './inspector.ts';
import { linksOf, socketsOf } from './sockets.ts';
import { openTab } from './tab.ts';

/** What a system keeps while nobody uses it. */
export interface Rest {
  readonly descriptors: number;
  /** Of the descriptors, for whoever looks for one. */
  readonly kinds: string;
  readonly liveMb: number;
  readonly folderMb: number;
  /** How long a list takes that nothing disturbs. */
  readonly listMs: number;
}

const LOOK_MS = 500;
/** Nothing that ends by itself takes longer; what is level is so long before. */
const PATIENCE_MS = 60_000;
const SAME_LOOKS = 6;
/** The quickest of so many is what the list itself takes, whatever else the machine does. */
const ASKED = 20;

interface Resting {
  readonly pid: number;
  readonly dataDir: string;
  readonly inspected: Inspected;
  readonly endpoint: string;
}

/**
 * Lets a system come to rest. Its warm functions are ended first, which would otherwise hold pipes and connections for two minutes:
 * how many are warm says nothing. Waits until descriptors are as many as `before`, or, without that, stay the same.
 */
export async function rest({ pid, dataDir, inspected, endpoint }: Resting, before?: Rest): Promise<Rest> {
  endChildren(pid);
  const listMs = await quickestList(endpoint);
  const descriptors = await settled(pid, before?.descriptors);
  const liveMb = await inspected.liveMb();
  return { descriptors, kinds: kindsOfDescriptors(pid), liveMb, folderMb: await folderMb(dataDir), listMs };
}

async function settled(pid: number, expected: number | undefined): Promise<number> {
  const start = performance.now();
  let count = -1;
  for (let same = 0; same < SAME_LOOKS && performance.now() - start < PATIENCE_MS; await setTimeout(LOOK_MS)) {
    const now = measure(pid)?.descriptors ?? 0;
    same = now === count && (expected === undefined || now === expected) ? same + 1 : 0;
    count = now;
  }
  return count;
}

async function quickestList(endpoint: string): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const ask = openTab(endpoint, agent);
  const took: number[] = [];
  while (took.length < ASKED) {
    const asked = performance.now();
    await ask('executions');
    took.push(performance.now() - asked);
  }
  agent.destroy();
  return Math.min(...took);
}

/** Function environments are the system's only children. */
function endChildren(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  for (const child of children === '' ? [] : children.split(' ')) process.kill(Number(child), 'SIGKILL');
}

/** By kind; sockets by the port at their other end, too. */
function kindsOfDescriptors(pid: number): string {
  const counts = new Map<string, number>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const link of linksOf(pid)) count(link.replace(/:.*/, '').replace(/^\/.*/, 'file'));
  const own = new Set(socketsOf(pid).map(({ port }) => port));
  for (const { isListening, peerPort } of socketsOf(pid))
    count(isListening ? 'listening' : own.has(peerPort) ? 'to itself' : `to ${peerPort}`);
  return [...counts].map(([kind, number]) => `${number} ${kind}`).join(', ');
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
