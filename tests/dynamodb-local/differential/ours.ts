import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '@safelight/local/gateway/aws-error';
import { openLocalBackend } from '@safelight/local/services/dynamodb/backend';
import { IN_MEMORY, openDatabase } from '@safelight/local/store/database';
import type { Answer, Side } from './side.ts';

/** Our own DynamoDB, in process and in memory. */
export function ours(): Side & { close(): Promise<void> } {
  const database = openDatabase({ file: IN_MEMORY });
  const faults: unknown[] = [];
  const backend = openLocalBackend({
    database,
    clock: systemClock,
    ids: systemIds,
    place: localPlace,
    report: (error) => faults.push(error),
  });
  return {
    async call(operation, input): Promise<Answer> {
      try {
        return { body: plain(await backend.call(operation, plain(input))) };
      } catch (error) {
        if (!(error instanceof AwsError))
          return { error: `CRASH: ${error instanceof Error ? error.stack : error}`, details: {} };
        return { error: `${error.code}: ${error.message}`, details: plain(error.details) };
      }
    },
    async close() {
      await backend.close();
      database.close();
      if (faults.length > 0) throw new AggregateError(faults, 'Something went wrong in the background.');
    },
  };
}

/** As it would arrive over the wire. */
function plain(value: unknown): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(json) ? json : {};
}
