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
  /** To a pair that is asked for: a round of tenths of a second says little by itself. */
  readonly rounds: number;
}

/** All that compare this build with another: a minute or two each, but for photos. */
export const shortForms: readonly ShortForm[] = [
  { benchmark: engine, options: {}, rounds: 3 },
  { benchmark: api, options: { executions: '150' }, rounds: 5 },
  { benchmark: dynamodb, options: { calls: '300' }, rounds: 1 },
  { benchmark: orders, options: { count: '400' }, rounds: 1 },
  { benchmark: boot, options: {}, rounds: 1 },
  { benchmark: pipeline, options: { count: '4' }, rounds: 1 },
  { benchmark: processor, options: { count: '20' }, rounds: 1 },
  { benchmark: burst, options: { count: '30' }, rounds: 1 },
];
