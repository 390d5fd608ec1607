import { type Clock, held, offsetOf } from '@safelight/asl/clock';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import { createSlots } from '#local/turns/slots.ts';
import { type Initialised, initialise } from '#services/lambda/invocation/initialise.ts';
import { billedMs } from '#services/lambda/invocation/platform-events.ts';
import { endLines, startLines } from '#services/lambda/invocation/platform-lines.ts';
import { type InvocationResult, initResult, resultOf, timedOut, unusable } from '#services/lambda/invocation/result.ts';
import { withTimeout } from '#services/lambda/invocation/with-timeout.ts';
import type { Worker, WorkerDependencies } from '#services/lambda/invocation/worker.ts';
import { createWorkers, type WorkerLimits } from '#services/lambda/invocation/workers.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** One event on its way to a function. */
export interface Invocation {
  readonly requestId: string;
  readonly traceId: string;
  readonly event: Uint8Array;
  readonly clientContext?: string;
  /** Tracing headers of the messages that it is for: of other traces than its own. */
  readonly carried?: readonly TraceHeader[];
}

export interface ExecutedInvocation extends InvocationResult {
  /** The last 4 KB of the log. */
  readonly logTail: string;
  /** Of the function's own work; undefined where it did not begin. */
  readonly durationMs?: number;
  /** The same as it is billed. */
  readonly billedMs?: number;
  readonly phases?: Phases;
}

/** When an invocation did what, in milliseconds since the epoch. */
export interface Phases {
  /** When the environment began, where it began for this invocation. */
  readonly initBegun: number | undefined;
  readonly begun: number;
  /** When the handler had answered. */
  readonly answered: number;
  readonly ended: number;
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
      worker.adopt();
      const giveBack = dependencies.lend(worker.accessKeyId);
      const result = await serve(worker, lambda, invocation, clock).finally(giveBack);
      workers.giveBack(lambda, worker);
      return { ...result, logTail: worker.takeTail() };
    } finally {
      release();
    }
  };
  return {
    execute: (lambda, invocation) => held(clock, execute(lambda, invocation)),
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
  const { requestId, traceId } = invocation;
  const init = await initialise(worker, lambda, clock);
  worker.log(startLines(lambda, requestId, clock.now()));
  const leftMs = lambda.timeoutSeconds * 1000 - (clock.now() - init.begun);
  const result = await runInitialised(worker, lambda, invocation, { clock, leftMs, outcome: init.outcome });
  const answered = clock.now();
  if (result.status === 'timeout') worker.kill();
  const durationMs = clock.now() - init.begun;
  const report = {
    ...{ requestId, durationMs, traceId, initMs: init.durationMs, status: result.status },
    maxMemoryMb: result.maxRssKb === undefined ? undefined : Math.ceil(result.maxRssKb / 1024),
    errorType: result.errorType ?? initResult(init.outcome).errorType,
  };
  worker.log([...problemLines(result), ...endLines(lambda, report, clock.now())]);
  const phases = {
    initBegun: init.durationMs === undefined ? undefined : init.begun - init.durationMs,
    ...{ begun: init.begun, answered, ended: clock.now() },
  };
  return { ...result, durationMs, billedMs: billedMs(report), phases };
}

interface Serving {
  readonly clock: Clock;
  /** Of the function's time. */
  readonly leftMs: number;
  readonly outcome: Initialised;
}

async function runInitialised(
  { environment }: Worker,
  lambda: LambdaFunction,
  { requestId, traceId, event, clientContext }: Invocation,
  { clock, leftMs, outcome: initialised }: Serving,
): Promise<InvocationResult> {
  if (!initialised) return timedOut(requestId, lambda.timeoutSeconds);
  if (initialised.kind === 'init-error') return { status: 'error', payload: initialised.payload };
  if (initialised.kind === 'exited') return resultOf(initialised, requestId);
  const header = {
    requestId,
    traceId,
    functionArn: lambda.arn,
    deadline: clock.now() + leftMs,
    clockOffset: offsetOf(clock),
    ...(clientContext !== undefined && { clientContext }),
  };
  const outcome = await withTimeout(environment.invoke(header, event), leftMs, clock);
  return outcome ? resultOf(outcome, requestId) : timedOut(requestId, lambda.timeoutSeconds);
}

/** What a platform error says, as a line of the log. */
const problemLines = ({ errorType, payload }: InvocationResult): readonly string[] =>
  errorType === undefined ? [] : [`${JSON.parse(payload.toString()).errorMessage}`];
