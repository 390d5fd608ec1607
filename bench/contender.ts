import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSystem, startSystem } from '#lab/running-lab.ts';
import type { Options, Progress } from './benchmark.ts';

/** One build in a comparison of two. Driven only by what is a contract: `npm start`, the API, the conformance driver. */
export interface Contender {
  /** Measures once. Units are in the names; the same names each time. */
  measure(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** Opens the build that lies in `root`. */
export type Contend = (root: string, options: Options, progress: Progress) => Promise<Contender>;

/** A build's system, started once for all measurements, in a data folder that goes with it. */
export async function contendWithSystem(
  root: string,
  measureOf: (system: RunningSystem) => Promise<Contender['measure']>,
): Promise<Contender> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const clear = () => rm(dataDir, { recursive: true, force: true });
  try {
    const system = await startSystem({ root, dataDir });
    const measure = await measureOf(system);
    return { measure, close: () => system.stop().then(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The same, with a system and a folder of its own for each measurement. */
export const contendAnew = (
  root: string,
  measure: (system: RunningSystem) => Promise<Readonly<Record<string, number>>>,
): Contender => ({
  async measure() {
    const one = await contendWithSystem(root, async (system) => () => measure(system));
    try {
      return await one.measure();
    } finally {
      await one.close();
    }
  },
  close: async () => {},
});
