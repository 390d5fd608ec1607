import { backlog } from './backlog.ts';
import type { Benchmark } from './benchmark.ts';
import { boot } from './boot.ts';
import { burst } from './burst.ts';
import { coldstart } from './coldstart.ts';
import { cost } from './cost.ts';
import { engine } from './engine.ts';
import { orders } from './orders.ts';
import { pipeline } from './pipeline.ts';

/** All benchmarks: adding one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [backlog, boot, burst, coldstart, cost, engine, orders, pipeline];
