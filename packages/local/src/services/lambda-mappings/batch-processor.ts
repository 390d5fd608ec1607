import type { Clock } from '@safelight/asl/clock';
import type { Ids, Random } from '@safelight/asl/identity';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { publisher } from '#local/metrics/publish.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { type BatchOutcome, readBatchResponse } from '#services/lambda-mappings/batch-response.ts';
import { type FailureCondition, failureRecord } from '#services/lambda-mappings/failure-record.ts';
import type { StreamRecord } from '#services/lambda-mappings/stream-record.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

export interface InvokeAnswer {
  readonly payload: string;
  readonly functionError?: string;
}

export interface ProcessorDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Rejects when the function could not be invoked, such as when it is throttled: that is retried without limit. */
  readonly invoke: (functionArn: string, payload: string) => Promise<InvokeAnswer>;
  /** Tells the on-failure destination, in the role of the function. */
  readonly tellFailure: (mapping: EventSourceMapping, body: string) => Promise<void>;
  readonly report: (line: string) => void;
  readonly record: RecordMetric;
}

export interface BatchContext {
  readonly mapping: EventSourceMapping;
  readonly shardId: string;
  /** Called once for all records that need no more attention together: processed, or given up. */
  readonly done: (records: readonly StreamRecord[]) => void;
  readonly signal: AbortSignal;
}

/** A part of a batch on its way through retries and splits. */
interface Piece {
  readonly records: readonly StreamRecord[];
  readonly retries: number;
  readonly invokes: number;
  readonly functionError?: string;
}

/**
 * Brings a batch to its end: processed, or given up by the mapping's limits of attempts and age. Records keep their
 * order: nothing behind a failed record is done before it is.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export async function processBatch(
  records: readonly StreamRecord[],
  context: BatchContext,
  deps: ProcessorDeps,
): Promise<void> {
  let pieces: readonly Piece[] = [{ records, retries: 0, invokes: 0 }];
  for (let [piece, ...rest] = pieces; piece; [piece, ...rest] = pieces) {
    context.signal.throwIfAborted();
    const young = await giveUpOld(piece, context, deps);
    pieces = young.records.length === 0 ? rest : [...(await step(young, context, deps)), ...rest];
  }
}

async function step(piece: Piece, context: BatchContext, deps: ProcessorDeps): Promise<readonly Piece[]> {
  const outcome = await invoke(piece, context, deps);
  // A failure at the end of the system is no failure of the batch: it is read again at the next start.
  if (outcome.kind !== 'success') context.signal.throwIfAborted();
  if (outcome.kind === 'not-invoked') {
    await wait(piece.invokes, context, deps);
    return [{ ...piece, invokes: piece.invokes + 1 }];
  }
  const tried: Piece = {
    ...piece,
    invokes: piece.invokes + 1,
    ...(outcome.functionError !== undefined && { functionError: outcome.functionError }),
  };
  if (outcome.kind === 'success') return finish(tried.records, context);
  const from = outcome.kind === 'partial' ? (outcome.failed[0] ?? 0) : 0;
  finish(tried.records.slice(0, from), context);
  return retry(
    from > 0 ? { ...tried, records: tried.records.slice(from), retries: 0 } : tried,
    from > 0,
    context,
    deps,
  );
}

/** What is left of a batch after a failure. To split it costs no attempt. */
async function retry(
  piece: Piece,
  shortened: boolean,
  context: BatchContext,
  deps: ProcessorDeps,
): Promise<readonly Piece[]> {
  const { bisectBatchOnFunctionError: bisect, maximumRetryAttempts: most } = context.mapping;
  if (bisect && piece.records.length > 1) return shortened ? [piece] : halves(piece);
  if (most >= 0 && piece.retries >= most) {
    await giveUp(piece, 'RetryAttemptsExhausted', context, deps);
    return [];
  }
  await wait(piece.retries, context, deps);
  return [{ ...piece, retries: piece.retries + 1 }];
}

function halves(piece: Piece): readonly Piece[] {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) },
  ];
}

type Outcome = (BatchOutcome & { readonly functionError?: string }) | { readonly kind: 'not-invoked' };

async function invoke({ records }: Piece, { mapping, signal }: BatchContext, deps: ProcessorDeps): Promise<Outcome> {
  const payload = JSON.stringify({ Records: records.map(({ event }) => event) });
  recordAge(records, mapping, deps);
  try {
    const answer = await deps.invoke(mapping.functionArn, payload);
    if (answer.functionError !== undefined) return { kind: 'failure', functionError: answer.functionError };
    if (!mapping.reportBatchItemFailures) return { kind: 'success' };
    return readBatchResponse(
      answer.payload,
      records.map(({ sequenceNumber }) => sequenceNumber),
    );
  } catch (error) {
    signal.throwIfAborted();
    deps.report(
      `${mapping.functionArn} could not be invoked for ${mapping.eventSourceArn}: ${error instanceof Error ? error.message : error}`,
    );
    return { kind: 'not-invoked' };
  }
}

/** How far behind the function is: the age of the last record, in milliseconds. */
function recordAge(records: readonly StreamRecord[], { functionArn }: EventSourceMapping, deps: ProcessorDeps): void {
  const last = records.at(-1);
  if (!deps.record || !last) return;
  const functionName = functionArn.split(':')[6] ?? functionArn;
  publisher('functions', deps.record)(
    'IteratorAge',
    functionName,
    Math.max(0, deps.clock.now() - last.arrived * 1_000),
  );
}

/** Gives up the records at the front that are older than the mapping allows. */
async function giveUpOld(piece: Piece, context: BatchContext, deps: ProcessorDeps): Promise<Piece> {
  const { maximumRecordAgeSeconds: most } = context.mapping;
  const oldest = deps.clock.now() / 1000 - most;
  const young = most < 0 ? 0 : piece.records.findIndex(({ arrived }) => arrived >= oldest);
  const cut = young < 0 ? piece.records.length : young;
  if (cut > 0) await giveUp({ ...piece, records: piece.records.slice(0, cut) }, 'RecordAgeExceeded', context, deps);
  return cut > 0 ? { ...piece, records: piece.records.slice(cut) } : piece;
}

async function giveUp(
  piece: Piece,
  condition: FailureCondition,
  context: BatchContext,
  deps: ProcessorDeps,
): Promise<void> {
  const { mapping, shardId } = context;
  const body = failureRecord({
    requestId: deps.ids.uuid(),
    functionArn: mapping.functionArn,
    condition,
    invokeCount: piece.invokes,
    functionError: piece.functionError,
    now: deps.clock.now(),
    shardId,
    streamArn: mapping.eventSourceArn,
    records: piece.records,
  });
  deps.report(
    `${mapping.functionArn} gave up ${piece.records.length} records of ${mapping.eventSourceArn}: ${condition}`,
  );
  // Nobody is left to tell when this fails too: as on AWS the records are dropped, here with a line that says so.
  await deps
    .tellFailure(mapping, JSON.stringify(body))
    .catch((error) => deps.report(`${mapping.onFailureArn} was not told of them: ${error}`));
  finish(piece.records, context);
}

function finish(records: readonly StreamRecord[], { done }: BatchContext): readonly Piece[] {
  done(records);
  return [];
}

async function wait(failures: number, { signal }: BatchContext, { clock, random }: ProcessorDeps): Promise<void> {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  await clock.sleep(Math.ceil(longest / 2 + (random.next() * longest) / 2), signal);
}
