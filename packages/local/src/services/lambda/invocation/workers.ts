import { createPool } from '#services/lambda/environments/pool.ts';
import { startWorker, type Worker, type WorkerDependencies } from '#services/lambda/invocation/worker.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** The workers of all functions: those that serve an invocation, and warm ones that wait for the next. */
export interface Workers {
  has(lambda: LambdaFunction): boolean;
  /** A warm one, or one that starts. An error says why the function's code cannot be had. */
  take(lambda: LambdaFunction): Promise<Worker | Error>;
  giveBack(lambda: LambdaFunction, worker: Worker): void;
  /** Ends all of them, whatever they are doing. */
  close(): void;
}

export interface WorkerLimits {
  /** Idle environments that are kept warm. */
  readonly idle: number;
  readonly idleMs: number;
  /** What all environments may take together: while those that run take more, fewer are kept warm. */
  readonly memoryBytes: number;
}

/** A large picture takes hundreds of megabytes within a fifth of a second; to measure takes a fifth of a millisecond. */
const MEASURE_EVERY_MS = 50;

export function createWorkers(dependencies: WorkerDependencies, limits: WorkerLimits): Workers {
  const { clock } = dependencies;
  const pool = createPool<Worker>({ capacity: limits.idle, now: () => clock.now() });
  const active = new Set<Worker>();
  let closed = false;
  const memory = () => [...active, ...pool.environments].reduce((sum, one) => sum + one.environment.residentBytes, 0);
  const trim = () => {
    while (memory() > limits.memoryBytes && pool.endSpare());
  };
  const start = async (lambda: LambdaFunction): Promise<Worker | Error> => {
    try {
      const taskRoot = await dependencies.codeOf(lambda);
      const daemonAddress = await dependencies.daemonOf(lambda);
      const worker = startWorker(lambda, { taskRoot, daemonAddress }, dependencies);
      if (closed) worker.kill();
      return worker;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  const reaper = setInterval(() => pool.reapIdleSince(clock.now() - limits.idleMs), limits.idleMs / 4).unref();
  /** Only while something runs: what is idle does not grow. */
  let measuring: NodeJS.Timeout | undefined;
  return {
    has: (lambda) => pool.has(lambda),
    async take(lambda) {
      const refused = untrusted(lambda, dependencies);
      if (refused) return refused;
      const worker = pool.take(lambda) ?? (await start(lambda));
      if (worker instanceof Error) return worker;
      active.add(worker);
      measuring ??= setInterval(trim, MEASURE_EVERY_MS).unref();
      return worker;
    },
    giveBack(lambda, worker) {
      active.delete(worker);
      pool.put(lambda, worker);
      if (active.size > 0) return;
      clearInterval(measuring);
      measuring = undefined;
    },
    close() {
      closed = true;
      clearInterval(reaper);
      clearInterval(measuring);
      pool.clear();
      for (const worker of active) worker.kill();
    },
  };
}

/** Asked for every invocation: what is warm has keys of a role that may have ceased to trust Lambda. */
function untrusted({ arn, roleArn }: LambdaFunction, { credentialsFor }: WorkerDependencies): Error | undefined {
  try {
    credentialsFor(arn, roleArn, '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
