import type { Benchmark } from './benchmark.ts';
import { engine } from './engine.ts';

/** All benchmarks: adding one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [engine];
