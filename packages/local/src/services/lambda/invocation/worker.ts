import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { type Environment, RUNTIME_FOLDER, startEnvironment } from '#services/lambda/environments/environment.ts';
import {
  environmentVariables,
  type FunctionCredentials,
  processVariables,
} from '#services/lambda/environments/environment-variables.ts';
import { createLineSplitter } from '#services/lambda/invocation/line-splitter.ts';
import { initStartLines } from '#services/lambda/invocation/platform-lines.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import type { LogSink } from '#services/lambda/log-sink.ts';

/** An environment with its log stream. */
export interface Worker {
  /** Its process of now. */
  readonly environment: Environment;
  /** What its code signs with. */
  readonly accessKeyId: string;
  readonly startedAt: number;
  readonly alive: boolean;
  /** What its code prints from now on is of the invocation that takes it. */
  adopt(): void;
  /** Whether it has served an invocation before. */
  warm: boolean;
  /** The last 4 KB since the last call, for callers that ask for the log's tail. */
  takeTail(): string;
  log(lines: readonly string[]): void;
  /** Begins again with a new process, where the one of now cannot go on. */
  restart(): void;
  /** For good. */
  kill(): void;
}

export interface WorkerDependencies {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logs: LogSink;
  readonly region: string;
  readonly endpoint: () => string;
  /** Keys of an environment's own. */
  readonly credentialsFor: (functionArn: string, roleArn: string, environment: string) => FunctionCredentials;
  /** An environment with that key serves an invocation, until what it answers is called. */
  readonly lend: (accessKeyId: string) => () => void;
  /** The folder where a handler's path begins, once its code is there. Rejects with why it cannot be had. */
  readonly codeOf: (lambda: LambdaFunction) => Promise<string>;
  readonly compileCache: string;
  /** Where X-Ray's daemon listens for a function. */
  readonly daemonOf: (lambda: LambdaFunction) => Promise<string>;
}

const TAIL_CHARACTERS = 4096;

/** What was got ready for an environment. */
interface Prepared {
  readonly taskRoot: string;
  readonly daemonAddress: string;
}

export function startWorker(lambda: LambdaFunction, prepared: Prepared, dependencies: WorkerDependencies): Worker {
  const { clock, logs } = dependencies;
  const id = dependencies.ids.uuid().replaceAll('-', '');
  const startedAt = clock.now();
  const logStream = `${new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${id}`;
  let tail = '';
  const append = (lines: readonly string[]) => {
    const events = lines.map((message) => ({ timestamp: clock.now(), message }));
    if (events.length > 0) logs.append(lambda.logGroup, logStream, events);
  };
  const log = (lines: readonly string[]) => {
    append(lines);
    if (lines.length > 0) tail = `${tail}${lines.join('\n')}\n`.slice(-TAIL_CHARACTERS);
  };
  // Of no invocation yet.
  append(initStartLines(lambda, startedAt));
  const credentials = dependencies.credentialsFor(lambda.arn, lambda.roleArn, id);
  let context = AsyncLocalStorage.snapshot();
  const onLine = (line: string) => context(() => log([line]));
  const begin = () => start(lambda, dependencies, { ...prepared, logStream, onLine, credentials });
  let environment = begin();
  let killed = false;
  return {
    get environment() {
      return environment;
    },
    accessKeyId: credentials.accessKeyId,
    startedAt,
    adopt() {
      context = AsyncLocalStorage.snapshot();
    },
    warm: false,
    get alive() {
      return environment.alive;
    },
    takeTail() {
      const taken = tail;
      tail = '';
      return taken;
    },
    log,
    restart() {
      environment.kill();
      environment = begin();
      if (killed) environment.kill();
    },
    kill() {
      killed = true;
      environment.kill();
    },
  };
}

interface Identity extends Prepared {
  readonly logStream: string;
  readonly onLine: (line: string) => void;
  readonly credentials: FunctionCredentials;
}

const start = (
  lambda: LambdaFunction,
  { region, endpoint, compileCache }: WorkerDependencies,
  { taskRoot, daemonAddress, logStream, onLine, credentials }: Identity,
): Environment =>
  startEnvironment({
    cwd: taskRoot,
    memoryMb: lambda.memoryMb,
    onOutput: createLineSplitter(onLine),
    processVariables: processVariables(compileCache),
    variables: environmentVariables(lambda, {
      region,
      endpoint: endpoint(),
      credentials,
      taskRoot,
      logStream,
      daemonAddress,
      runtimeFolder: RUNTIME_FOLDER,
    }),
  });
