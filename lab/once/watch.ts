import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '@safelight/asl/clock';
import { isJsonObject } from '@safelight/asl/json';
import type { Lab } from '#lab/lab.ts';
import { failedPhoto, outcomeOf, type PhotoOutcome } from '#lab/outcome.ts';

const POLL_MS = 200;
const LOOK_FOR_DEAD_EXECUTIONS_EVERY = 20;
/** BatchGetItem takes a hundred keys. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const KEYS_A_CALL = 100;

interface WatchOptions {
  readonly clock: Clock;
  readonly patienceMs: number;
  readonly since?: number;
  /** Photos that became FAILED outside of the lab since it was asked last, such as one that could not be uploaded; absent where none can. */
  readonly otherNews?: () => readonly PhotoOutcome[];
  onOutcome(outcome: PhotoOutcome): void;
}

/**
 * Waits until every photo is READY, REJECTED or FAILED, telling of each as it comes. A photo whose execution ended without
 * recording anything, or for which nothing at all happened for `patienceMs`, counts as FAILED: nothing is waited for forever.
 * What was recorded before `since` (milliseconds) tells of an earlier upload under the same key.
 */
export async function watch(
  lab: Lab,
  keys: readonly string[],
  { clock, patienceMs, since = 0, otherNews = () => [], onOutcome }: WatchOptions,
): Promise<void> {
  const pending = new Set(keys);
  let lastNews = clock.now();
  const settle = (outcome: PhotoOutcome) => {
    if (!pending.delete(outcome.key)) return;
    lastNews = clock.now();
    onOutcome(outcome);
  };
  for (let round = 1; pending.size > 0; round++) {
    const news = [...otherNews(), ...(await finished(lab, [...pending]))];
    if (round % LOOK_FOR_DEAD_EXECUTIONS_EVERY === 0) news.push(...(await diedUnrecorded(lab)));
    for (const outcome of news) if (outcome.updatedAt >= since) settle(outcome);
    if (clock.now() - lastNews > patienceMs)
      for (const key of [...pending])
        settle(failedPhoto(key, clock.now(), { code: 'NoAnswer', message: nothingHappened(patienceMs) }));
    if (pending.size > 0) await clock.sleep(POLL_MS);
  }
}

const nothingHappened = (ms: number) =>
  `Nothing happened for ${ms / 1000} s: look at the executions and at the dead-letter queue.`;

async function finished({ dynamodb, names }: Lab, keys: readonly string[]): Promise<PhotoOutcome[]> {
  const outcomes: PhotoOutcome[] = [];
  for (let start = 0; start < keys.length; start += KEYS_A_CALL) {
    const Keys = keys.slice(start, start + KEYS_A_CALL).map((key) => ({ key }));
    const { Responses } = await dynamodb.send(new BatchGetCommand({ RequestItems: { [names.imagesTable]: { Keys } } }));
    for (const row of Responses?.[names.imagesTable] ?? []) {
      const outcome = outcomeOf(String(row.key), row);
      if (outcome) outcomes.push(outcome);
    }
  }
  return outcomes;
}

async function diedUnrecorded({ states, names }: Lab): Promise<PhotoOutcome[]> {
  const list = (statusFilter: 'FAILED' | 'TIMED_OUT' | 'ABORTED') =>
    states.send(new ListExecutionsCommand({ stateMachineArn: names.imageProcessing, statusFilter }));
  const lists = await Promise.all([list('FAILED'), list('TIMED_OUT'), list('ABORTED')]);
  const outcomes = lists
    .flatMap(({ executions }) => executions ?? [])
    .map(async ({ executionArn }) => {
      const { input, error, cause, stopDate } = await states.send(new DescribeExecutionCommand({ executionArn }));
      const key = sourceKey(input);
      if (key === undefined) return [];
      const reason = { code: error ?? 'Unrecorded', message: cause ?? 'The execution ended without a record.' };
      return [
        { ...failedPhoto(key, stopDate?.getTime() ?? 0, reason), ...(executionArn !== undefined && { executionArn }) },
      ];
    });
  return (await Promise.all(outcomes)).flat();
}

/** The key in an `Object Created` event. */
function sourceKey(input: string | undefined): string | undefined {
  const event: unknown = JSON.parse(input ?? 'null');
  if (!isJsonObject(event) || !isJsonObject(event.detail) || !isJsonObject(event.detail.object)) return undefined;
  return typeof event.detail.object.key === 'string' ? event.detail.object.key : undefined;
}
