import type { JsonObject } from '@safelight/asl/json';
import { type EngineDeps, openEngine } from '#services/dynamodb/engine.ts';
import { unknownOperation } from '#services/dynamodb/errors.ts';
import { localOperations } from '#services/dynamodb/operations.ts';
import { sweep, sweepRegularly } from '#services/dynamodb/ttl.ts';

/** What does the work behind the wire: dynalite in process, or another endpoint that speaks DynamoDB. */
export interface Backend {
  /** Whether there is such an operation here; asked before anything else. */
  supports(operation: string): boolean;
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  /** Calls back after changes on a stream. A backend that cannot tell never calls, and pollers fall back on time. */
  watch(streamArn: string, changed: () => void): () => void;
  /** Deletes what Time to Live has expired, at once. */
  sweepExpired(): Promise<void>;
  close(): Promise<void>;
}

export interface LocalBackendDeps extends EngineDeps {
  readonly report: (error: unknown) => void;
}

export async function openLocalBackend(deps: LocalBackendDeps): Promise<Backend> {
  const engine = await openEngine(deps);
  const operations = localOperations({ engine, clock: deps.clock, place: deps.place });
  const closing = new AbortController();
  const sweeping = sweepRegularly(engine, deps.clock, closing.signal, deps.report);
  return {
    supports: (name) => Object.hasOwn(operations, name),
    async call(name, input) {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw unknownOperation(name);
      return operation(input);
    },
    watch: (streamArn, changed) => engine.log.watch(streamArn, changed),
    sweepExpired: () => sweep(engine, deps.clock),
    async close() {
      closing.abort();
      await sweeping;
      await engine.close();
    },
  };
}
