import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { type RunningSystem, startSystem } from '#lab/running-lab.ts';
import { type Benchmark, count, type Progress } from '../benchmark.ts';
import { contendAnew } from '../contender.ts';
import { type OrderDesk, openOrderDesk } from './order-desk.ts';

const root = dirname(dirname(import.meta.dirname));
const PLACED_AT_ONCE = 16;
const POLL_MS = 250;
const PATIENCE_MS = 10 * 60 * 1000;

/** Orders end to end: from PutItem over the stream, the consumer and the workflow to a print job and CONFIRMED. */
export const orders: Benchmark = {
  name: 'orders',
  summary: 'orders/s from PutItem to CONFIRMED, and the longest wait for a start; none lost, none doubled',
  options: { count: 'N   orders, placed as fast as possible (2000)' },
  run: async (options, progress) => withSystem((system) => measure(system, count(options, 'count', 2000), progress)),
  contend: async (root, options, progress) =>
    contendAnew(root, async (system) => (await measure(system, count(options, 'count', 2000), progress)).figures),
};

async function measure(system: RunningSystem, total: number, progress: Progress) {
  const desk = await openOrderDesk(system);
  await desk.prepare(total);
  const start = performance.now();
  const placing = placeAll(desk, total);
  const jobs = await untilPrinted(desk, total, start, progress);
  await placing;
  await desk.untilClosed(start + PATIENCE_MS);
  const seconds = (performance.now() - start) / 1000;
  const { confirmed, delaysMs, charges } = await desk.books();
  return {
    figures: {
      ordersPerSecond: confirmed / seconds,
      lost: total - confirmed,
      doubled: jobs.repeated + Math.max(0, charges - confirmed),
      worstDelayMs: Math.max(0, ...delaysMs),
    },
    targets: { lost: { atMost: 0 }, doubled: { atMost: 0 } },
    notes: ['worstDelayMs: from PutItem to the start of the execution, while all orders are placed at once'],
  };
}

async function placeAll(desk: OrderDesk, total: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < total) {
      next += 1;
      await desk.place(next);
    }
  };
  await Promise.all(Array.from({ length: PLACED_AT_ONCE }, worker));
}

/** Empties the printer's queue, and counts jobs that came more than once. */
async function untilPrinted(desk: OrderDesk, total: number, start: number, progress: Progress) {
  const seen = new Set<string>();
  let repeated = 0;
  for (let told = 0; seen.size < total && performance.now() - start < PATIENCE_MS; ) {
    const jobs = await desk.takeJobs();
    for (const job of jobs) {
      if (seen.has(job)) repeated += 1;
      seen.add(job);
    }
    if (seen.size - told >= 250) {
      told = seen.size;
      progress(`orders: ${told} of ${total} printed after ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
    if (jobs.length === 0) await setTimeout(POLL_MS);
  }
  return { repeated };
}

async function withSystem<T>(work: (system: RunningSystem) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-orders-'));
  try {
    const system = await startSystem({ root, dataDir });
    try {
      return await work(system);
    } finally {
      await system.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
