import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, extname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '#services/lambda/environments/resident-bytes.ts';
import { createFrameReader, encodeFrame, type Frame } from '#services/lambda/runtime/frames.ts';
import type { EnvironmentHeader, InvocationHeader } from '#services/lambda/runtime/messages.ts';

/**
 * Pictures are not on the heap. A larger young generation (megabytes) only makes each of the warm processes larger, and
 * collectors beside the main thread take time from the functions that run on the other cores. Marking in steps begins early
 * and so comes often: for megabytes of pictures beside a small heap it took three times as long in all.
 */
const SMALL_HEAP = ['--max-semi-space-size=2', '--single-threaded-gc', '--no-incremental-marking'];

const bootstrap = fileURLToPath(new URL(`../runtime/bootstrap${extname(import.meta.url)}`, import.meta.url));

/** Where the code of the runtime lies. */
export const RUNTIME_FOLDER = dirname(bootstrap);

/** How the process answered, or that it can no longer. */
export type InvocationOutcome =
  | { readonly kind: 'result'; readonly payload: Buffer; readonly maxRssKb: number }
  | { readonly kind: 'error'; readonly payload: Buffer; readonly maxRssKb: number }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

export type InitOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-error'; readonly payload: Buffer }
  | Exited;

type Exited = Extract<InvocationOutcome, { kind: 'exited' }>;

/** One process that serves one function, one invocation at a time. */
export interface Environment {
  /** Settles once the handler is loaded, or cannot be. */
  readonly ready: Promise<InitOutcome>;
  /** Settles when the process is gone. */
  readonly ended: Promise<unknown>;
  readonly alive: boolean;
  /** 0 where that cannot be told. */
  readonly residentBytes: number;
  /** Hands over an event; to be called when `ready` said so and no other invocation runs. */
  invoke(header: InvocationHeader, event: Uint8Array): Promise<InvocationOutcome>;
  /** Ends the process at once, whatever it is doing, native code included. */
  kill(): void;
}

interface EnvironmentOptions {
  readonly variables: Readonly<Record<string, string>>;
  /** Of the process alone: its code sees only those that stand in `variables` too. */
  readonly processVariables: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly memoryMb: number;
  readonly onOutput: (chunk: Buffer) => void;
}

export function startEnvironment(options: EnvironmentOptions): Environment {
  const child = start(options);
  const requests = child.stdio[3];
  const responses = child.stdio[4];
  if (!(requests instanceof Writable && responses instanceof Readable)) throw new Error('The pipes are missing.');
  // A process that dies breaks the pipe: its exit tells what happened.
  requests.on('error', () => undefined);
  for (const output of [child.stdout, child.stderr]) output?.on('data', options.onOutput);

  const initialised = Promise.withResolvers<InitOutcome>();
  let answered: PromiseWithResolvers<InvocationOutcome> | undefined;
  responses.on(
    'data',
    createFrameReader((frame) => receive(frame)),
  );
  const ended = exitOf(child).then((exited) => {
    initialised.resolve(exited);
    answered?.resolve(exited);
  });

  // The pipes of one process are read in the same turn, so that after it all that was printed before an answer has arrived.
  const receive = (frame: Frame) => setImmediate(() => settle(frame));
  const settle = ({ header, payload }: Frame) => {
    const message = header as EnvironmentHeader;
    // A process on its way out must not be given another invocation.
    if (message.kind === 'init-error') child.kill('SIGKILL');
    if (message.kind === 'ready') initialised.resolve(message);
    else if (message.kind === 'init-error') initialised.resolve({ kind: message.kind, payload });
    else answered?.resolve({ ...message, payload });
  };
  return {
    ready: initialised.promise,
    ended,
    get alive() {
      return child.exitCode === null && child.signalCode === null && !child.killed;
    },
    get residentBytes() {
      return residentBytes(child.pid);
    },
    invoke(header, event) {
      answered = Promise.withResolvers();
      requests.write(encodeFrame(header, event));
      return answered.promise;
    },
    kill: () => child.kill('SIGKILL'),
  };
}

function start({ variables, processVariables, cwd, memoryMb }: EnvironmentOptions): ChildProcess {
  const hidden = Object.keys(processVariables).filter((name) => !(name in variables));
  const heap = [`--max-old-space-size=${memoryMb}`, ...SMALL_HEAP];
  return spawn(process.execPath, [...heap, bootstrap, ...hidden], {
    cwd,
    env: { ...processVariables, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
}

/** `close` follows `exit` once all output is read; a process that could not be started counts as ended by an error. */
const exitOf = (child: ChildProcess): Promise<Exited> =>
  new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ kind: 'exited', code, signal }));
    child.once('error', () => resolve({ kind: 'exited', code: 1, signal: null }));
  });
