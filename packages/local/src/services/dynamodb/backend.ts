import type { JsonObject } from '@safelight/asl/json';
import { type EngineDeps, openEngine } from '#services/dynamodb/engine.ts';
import { unknownOperation } from '#services/dynamodb/errors.ts';
import { localOperations } from '#services/dynamodb/operations/operations.ts';
import { resume } from '#services/dynamodb/operations/tables/transitions.ts';
import { sweep, sweepRegularly } from '#services/dynamodb/operations/ttl/sweep.ts';

/** Worker behind the wire: the engine in process, or another endpoint that speaks DynamoDB. */
export interface Backend {
  /** Names of the operations that there are. */
  readonly operations: readonly string[];
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  /** Calls back after changes on a stream. A backend that cannot tell never calls, and pollers fall back on time. */
  watch(streamArn: string, changed: () => void): () => void;
  /** Deletes what Time to Live has expired, at once. */
  sweepExpired(): Promise<void>;
  close(): Promise<void>;
}

export function openLocalBackend(deps: EngineDeps): Backend {
  const engine = openEngine(deps);
  const operations = localOperations(engine);
  const closing = new AbortController();
  resume(engine);
  const sweeping = sweepRegularly(engine, deps.clock, closing.signal);
  return {
    operations: Object.keys(operations),
    async call(name, input) {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw unknownOperation(name);
      return operation(input);
    },
    watch: engine.streams.watch,
    sweepExpired: () => sweep(engine, closing.signal),
    async close() {
      closing.abort();
      await sweeping;
      await engine.jobs.close();
    },
  };
}
