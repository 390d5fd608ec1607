import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import { type Environment, startEnvironment } from '#services/lambda/environments/environment.ts';
import { environmentVariables, type FunctionCredentials } from '#services/lambda/environments/environment-variables.ts';
import { createLineSplitter } from '#services/lambda/invocation/line-splitter.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import type { LogSink } from '#services/lambda/log-sink.ts';

/** An environment with its log stream. */
export interface Worker {
  readonly environment: Environment;
  readonly startedAt: number;
  readonly alive: boolean;
  /** Whether it has served an invocation before. */
  warm: boolean;
  /** The last 4 KB since the last call, for callers that ask for the log's tail. */
  takeTail(): string;
  log(lines: readonly string[]): void;
  kill(): void;
}

export interface WorkerDependencies {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logs: LogSink;
  readonly region: string;
  readonly endpoint: () => string;
  readonly credentialsFor: (functionArn: string, roleArn: string) => FunctionCredentials;
  /** The folder where a handler's path begins, once its code is there. Rejects with why it cannot be had. */
  readonly codeOf: (handler: string) => Promise<string>;
  /** Folder for the environments' own temporary files. */
  readonly temporaryRoot: string;
  readonly compileCache: string;
}

const TAIL_CHARACTERS = 4096;

export function startWorker(lambda: LambdaFunction, taskRoot: string, dependencies: WorkerDependencies): Worker {
  const { clock, logs } = dependencies;
  const id = dependencies.ids.uuid().replaceAll('-', '');
  const startedAt = clock.now();
  const logStream = `${new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${id}`;
  let tail = '';
  const log = (lines: readonly string[]) => {
    const timestamp = clock.now();
    logs.append(
      lambda.logGroup,
      logStream,
      lines.map((message) => ({ timestamp, message })),
    );
    tail = `${tail}${lines.join('\n')}\n`.slice(-TAIL_CHARACTERS);
  };
  const environment = start(lambda, dependencies, { taskRoot, id, logStream, onLine: (line) => log([line]) });
  return {
    environment,
    startedAt,
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
    kill: () => environment.kill(),
  };
}

interface Identity {
  readonly taskRoot: string;
  readonly id: string;
  readonly logStream: string;
  readonly onLine: (line: string) => void;
}

function start(
  lambda: LambdaFunction,
  dependencies: WorkerDependencies,
  { taskRoot, id, logStream, onLine }: Identity,
): Environment {
  const { region, endpoint, credentialsFor, temporaryRoot, compileCache } = dependencies;
  const temporaryFolder = join(temporaryRoot, id);
  mkdirSync(temporaryFolder, { recursive: true });
  const environment = startEnvironment({
    cwd: taskRoot,
    memoryMb: lambda.memoryMb,
    onOutput: createLineSplitter(onLine),
    variables: environmentVariables(lambda, {
      region,
      endpoint: endpoint(),
      credentials: credentialsFor(lambda.arn, lambda.roleArn),
      taskRoot,
      logStream,
      temporaryFolder,
      compileCache,
    }),
  });
  void environment.ended.then(() => rmSync(temporaryFolder, { recursive: true, force: true }));
  return environment;
}
