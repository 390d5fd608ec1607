import { api } from './api/api.ts';
import type { Benchmark } from './benchmark.ts';
import { cost } from './cost/cost.ts';
import { dynamodb } from './dynamodb/dynamodb.ts';
import { backlog } from './engine/backlog.ts';
import { durable } from './engine/durable.ts';
import { engine } from './engine/engine.ts';
import { gate } from './gate/gate.ts';
import { boot } from './lab/boot.ts';
import { burst } from './lab/burst.ts';
import { coldstart } from './lab/coldstart.ts';
import { library } from './lab/library.ts';
import { libraryLimit } from './lab/library-limit.ts';
import { orders } from './lab/orders.ts';
import { pipeline } from './lab/pipeline.ts';
import { processor } from './lab/processor.ts';
import { store } from './lab/store.ts';

/** All benchmarks: adding one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [
  api,
  backlog,
  boot,
  burst,
  coldstart,
  cost,
  durable,
  dynamodb,
  engine,
  gate,
  library,
  libraryLimit,
  orders,
  pipeline,
  processor,
  store,
];
