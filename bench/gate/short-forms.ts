import { api } from '../api/api.ts';
import type { Benchmark, Options } from '../benchmark.ts';
import { dynamodb } from '../dynamodb/dynamodb.ts';
import { engine } from '../engine/engine.ts';
import { boot } from '../lab/boot.ts';
import { burst } from '../lab/burst.ts';
import { orders } from '../lab/orders.ts';
import { pipeline } from '../lab/pipeline.ts';
import { processor } from '../lab/processor.ts';

/** A benchmark of two builds, cut down to what shows that something became slow. */
export interface ShortForm {
  readonly benchmark: Benchmark;
  readonly options: Options;
}

/** All that compare this build with another: a minute or two each, but for photos. */
export const shortForms: readonly ShortForm[] = [
  { benchmark: engine, options: {} },
  { benchmark: api, options: { executions: '200' } },
  { benchmark: dynamodb, options: { calls: '300' } },
  { benchmark: orders, options: { count: '400' } },
  { benchmark: boot, options: {} },
  { benchmark: pipeline, options: { count: '4' } },
  { benchmark: processor, options: { count: '20' } },
  { benchmark: burst, options: { count: '30' } },
];
