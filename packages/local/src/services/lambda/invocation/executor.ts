import { type Clock, offsetOf } from '@safelight/asl/clock';
import { createSlots } from '#local/turns/slots.ts';
import type { InitOutcome } from '#services/lambda/environments/environment.ts';
import { endLines, initReportLines, startLines } from '#services/lambda/invocation/platform-lines.ts';
import { type InvocationResult, initResult, resultOf, timedOut, unusable } from '#services/lambda/invocation/result.ts';
import type { Worker, WorkerDependencies } from '#services/lambda/invocation/worker.ts';
import { createWorkers, type WorkerLimits } from '#services/lambda/invocation/workers.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** One event on its way to a function. */
export interface Invocation {
  readonly requestId: string;
  readonly traceId: string;
  readonly event: Uint8Array;
  readonly clientContext?: string;
}

export interface ExecutedInvocation extends InvocationResult {
  /** The last 4 KB of the log. */
  readonly logTail: string;
  /** Of the function's own work; undefined where it did not begin. */
  readonly durationMs?: number;
}

export interface Executor {
  /** Waits for a slot, then runs the invocation in an environment that is warm or started for it. */
  execute(lambda: LambdaFunction, invocation: Invocation): Promise<ExecutedInvocation>;
  /** Invocations that wait for a slot. */
  readonly waiting: number;
  close(): void;
}

export interface ExecutorLimits extends WorkerLimits {
  /** Environments that run at the same time, about as many as there are cores. */
  readonly running: number;
}

/** Time to load a handler, apart from the function's own timeout. */
const INIT_LIMIT_MS = 10_000;
/** Longer than a large photo takes in one width: such a function is busy, and one more beside it would only cost memory. */
const STALL_MS = 10_000;
/** How many more may then run. */
const MORE_WHEN_STALLED = 2;

export function createExecutor(dependencies: WorkerDependencies, limits: ExecutorLimits): Executor {
  const { clock } = dependencies;
  const slots = createSlots({
    count: limits.running,
    ceiling: limits.running + MORE_WHEN_STALLED,
    stallMs: STALL_MS,
    clock,
  });
  const workers = createWorkers(dependencies, limits);
  const execute: Executor['execute'] = async (lambda, invocation) => {
    const release = await slots.acquire(lambda, () => workers.has(lambda));
    try {
      const worker = await workers.take(lambda);
      if (worker instanceof Error) return { ...unusable(worker.message), logTail: '' };
      const result = await serve(worker, lambda, invocation, clock);
      workers.giveBack(lambda, worker);
      return { ...result, logTail: worker.takeTail() };
    } finally {
      release();
    }
  };
  return {
    execute(lambda, invocation) {
      const executed = execute(lambda, invocation);
      clock.holdFor?.(executed);
      return executed;
    },
    get waiting() {
      return slots.waiting;
    },
    close: () => workers.close(),
  };
}

async function serve(
  worker: Worker,
  lambda: LambdaFunction,
  invocation: Invocation,
  clock: Clock,
): Promise<Omit<ExecutedInvocation, 'logTail'>> {
  const { requestId } = invocation;
  const cold = !worker.warm;
  const initialised = await withTimeout(worker.environment.ready, INIT_LIMIT_MS + lambda.timeoutSeconds * 1000, clock);
  const begun = clock.now();
  worker.warm = true;
  const initMs = cold ? begun - worker.startedAt : undefined;
  if (initMs !== undefined) {
    worker.log(initReportLines(lambda, { ...initResult(initialised), durationMs: initMs }, begun));
  }
  worker.log(startLines(lambda, requestId, begun));
  const result = await runInitialised(worker, lambda, invocation, clock, initialised);
  if (result.status === 'timeout') worker.kill();
  const durationMs = clock.now() - begun;
  const report = {
    requestId,
    durationMs,
    initMs,
    traceId: invocation.traceId,
    maxMemoryMb: result.maxRssKb === undefined ? undefined : Math.ceil(result.maxRssKb / 1024),
    status: result.status,
    errorType: result.errorType,
  };
  worker.log([...problemLines(result), ...endLines(lambda, report, clock.now())]);
  return { ...result, durationMs };
}

/** `undefined` when the time was over first. */
type Initialised = InitOutcome | undefined;

async function runInitialised(
  { environment }: Worker,
  lambda: LambdaFunction,
  { requestId, traceId, event, clientContext }: Invocation,
  clock: Clock,
  initialised: Initialised,
): Promise<InvocationResult> {
  if (!initialised) return timedOut(requestId, lambda.timeoutSeconds);
  if (initialised.kind === 'init-error') {
    return { status: 'error', payload: initialised.payload };
  }
  if (initialised.kind === 'exited') return resultOf(initialised, requestId);
  const timeoutMs = lambda.timeoutSeconds * 1000;
  const header = {
    requestId,
    traceId,
    functionArn: lambda.arn,
    deadline: clock.now() + timeoutMs,
    clockOffset: offsetOf(clock),
    ...(clientContext !== undefined && { clientContext }),
  };
  const outcome = await withTimeout(environment.invoke(header, event), timeoutMs, clock);
  return outcome ? resultOf(outcome, requestId) : timedOut(requestId, lambda.timeoutSeconds);
}

/** What a platform error says, as a line of the log. */
const problemLines = ({ errorType, payload }: InvocationResult): readonly string[] =>
  errorType === undefined ? [] : [`${JSON.parse(payload.toString()).errorMessage}`];

/** One for all: without a reason each abort makes an exception, with its stack. */
const DONE = new Error('The work is done.');

/** `undefined` when the time is over first. */
async function withTimeout<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | undefined> {
  const done = new AbortController();
  const timer = clock.sleep(ms, done.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, timer]);
  } finally {
    done.abort(DONE);
  }
}
