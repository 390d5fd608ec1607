import { Agent } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { labOf, type RunningSystem } from '#lab/running-lab.ts';
import { measure } from '#tests/support/system-process.ts';
import type { Inspected } from '../inspector.ts';
import { openTab } from '../tab.ts';
import { drive, type Kept } from './drive.ts';
import { type Rows, readRows } from './rows.ts';
import type { Sample } from './slope.ts';

const SAMPLE_MS = 5_000;
/** What is left when nobody asks for more ends within this. */
const SETTLE_MS = 300_000;

interface Phase {
  readonly system: RunningSystem;
  readonly pid: number;
  readonly inspected: Inspected;
  readonly kept: Kept;
  readonly rate: number;
}

interface Seen {
  readonly samples: readonly Sample[];
  readonly failures: readonly string[];
  readonly rows: Rows;
}

/** Uses the system for so many minutes with clients of its own, then waits until all that it began has ended. */
export async function use({ system, pid, inspected, kept, rate }: Phase, minutes: number): Promise<Seen> {
  // All connections end with it, which clients do not promise: that of documents leaves its own open.
  const agent = new Agent({ keepAlive: true });
  const lab = await labOf(system, { requestHandler: { httpAgent: agent } });
  const ask = openTab(system.endpoint, agent);
  const { failures, stop } = await drive(lab, ask, rate, kept);
  const start = performance.now();
  const samples: Sample[] = [];
  for (let seconds = 0; seconds < minutes * 60; seconds = (performance.now() - start) / 1000) {
    const asked = performance.now();
    await ask('executions');
    const latencyMs = performance.now() - asked;
    const liveMb = await inspected.liveMb();
    const { residentMb = 0 } = measure(pid) ?? {};
    samples.push({ seconds, liveMb, residentMb, latencyMs, photos: kept.photos });
    await setTimeout(SAMPLE_MS);
  }
  await stop();
  let rows = await readRows(lab);
  for (const until = performance.now() + SETTLE_MS; rows.open > 0 && performance.now() < until; ) {
    await setTimeout(1_000);
    rows = await readRows(lab);
  }
  agent.destroy();
  return { samples, failures, rows };
}
