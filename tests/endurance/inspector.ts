import { setTimeout } from 'node:timers/promises';
import { socketsOf } from './sockets.ts';

/** A running Node process that is looked into. */
export interface Inspected {
  /** Megabytes that are left in use once everything is collected that nobody needs: of the heap, and of buffers beside it. */
  liveMb(): Promise<number>;
}

const LOOK_MS = 50;
const LOOKS = 400;

/** So that processes which are started from now on listen for an inspector, once they are signalled, on a free port. */
export function onAnyInspectorPort(): void {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --inspect-port=0`.trim();
}

/** Opens the inspector of a process. https://nodejs.org/api/debugger.html https://chromedevtools.github.io/devtools-protocol/v8/ */
export async function inspect(pid: number): Promise<Inspected> {
  const before = new Set(listening(pid));
  process.kill(pid, 'SIGUSR1');
  const port = await found(() => listening(pid).find((one) => !before.has(one)));
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as readonly {
    readonly webSocketDebuggerUrl: string;
  }[];
  const call = await connect(targets[0]?.webSocketDebuggerUrl ?? '');
  return {
    async liveMb() {
      await call('HeapProfiler.collectGarbage');
      const { usedSize = 0, backingStorageSize = 0 } = await call('Runtime.getHeapUsage');
      return (usedSize + backingStorageSize) / 1e6;
    },
  };
}

const listening = (pid: number): readonly number[] =>
  socketsOf(pid).flatMap(({ isListening, port }) => (isListening ? port : []));

async function found<T>(look: () => T | undefined): Promise<T> {
  for (let left = LOOKS; left > 0; left--, await setTimeout(LOOK_MS)) {
    const value = look();
    if (value !== undefined) return value;
  }
  throw new Error('The inspector does not open.');
}

type Call = (method: string) => Promise<Readonly<Record<string, number>>>;

async function connect(url: string): Promise<Call> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`${url} cannot be reached.`)), { once: true });
  });
  const waiting = new Map<number, (result: Readonly<Record<string, number>>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: Readonly<Record<string, number>> };
    if (id !== undefined) waiting.get(id)?.(result ?? {});
  });
  let last = 0;
  return (method) => {
    const { promise, resolve } = Promise.withResolvers<Readonly<Record<string, number>>>();
    waiting.set(++last, resolve);
    socket.send(JSON.stringify({ id: last, method }));
    return promise;
  };
}
