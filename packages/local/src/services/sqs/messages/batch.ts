import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

const MOST_ENTRIES = 10;

/**
 * Carries out a batch entry by entry: one that is refused fails alone. Throws EmptyBatchRequest,
 * TooManyEntriesInBatchRequest, InvalidBatchEntryId or BatchEntryIdsNotDistinct.
 */
export function runBatch({ Entries: entries }: JsonObject, run: (entry: JsonObject) => object): object {
  const given = Array.isArray(entries) ? entries.filter(isJsonObject) : [];
  checkEntries(given);
  const outcomes = given.map((entry) => outcome(entry, run));
  return {
    Successful: outcomes.flatMap(({ done }) => done ?? []),
    Failed: outcomes.flatMap(({ failed }) => failed ?? []),
  };
}

function outcome(
  entry: JsonObject,
  run: (entry: JsonObject) => object,
): { readonly done?: object; readonly failed?: object } {
  try {
    return { done: { Id: entry.Id, ...run(entry) } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { failed: { Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message } };
  }
}

function checkEntries(entries: readonly JsonObject[]): void {
  const ids = entries.map(({ Id }) => String(Id ?? ''));
  if (ids.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (ids.length > MOST_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${ids.length}.`,
    );
  }
  if (!ids.every((id) => /^[A-Za-z0-9_-]{1,80}$/.test(id))) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${twice} repeated.`);
}
