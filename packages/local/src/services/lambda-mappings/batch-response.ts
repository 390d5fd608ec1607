import { isJsonObject, type Json } from '@safelight/asl/json';

/** What became of a batch: all well, failed from one of its items on, or failed as a whole. */
export type BatchOutcome =
  | { readonly kind: 'success' }
  | { readonly kind: 'partial'; readonly failed: readonly number[] }
  | { readonly kind: 'failure' };

/**
 * Reads the answer of a function that reports batch item failures. An answer without failures is a success; one that
 * names an item badly, or none of the batch, fails the batch as a whole.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function readBatchResponse(payload: string, ids: readonly string[]): BatchOutcome {
  const answer = parse(payload);
  if (answer === null || answer === '') return { kind: 'success' };
  if (!isJsonObject(answer)) return { kind: 'failure' };
  const { batchItemFailures: failures } = answer;
  if (failures === undefined || failures === null) return { kind: 'success' };
  if (!Array.isArray(failures)) return { kind: 'failure' };
  const failed = failures.map((failure) => (isJsonObject(failure) ? ids.indexOf(String(failure.itemIdentifier)) : -1));
  if (failed.length === 0) return { kind: 'success' };
  return failed.includes(-1)
    ? { kind: 'failure' }
    : { kind: 'partial', failed: failed.toSorted((one, other) => one - other) };
}

function parse(payload: string): Json | undefined {
  try {
    return payload === '' ? null : JSON.parse(payload);
  } catch {
    return undefined;
  }
}
