import type { Clock } from '#asl/clock.ts';
import type { Ids, Random } from '#asl/identity.ts';
import type { JsonObject } from '#asl/json.ts';
import { StatesError } from '../error.ts';
import type { HistoryEvent } from '../history/events.ts';
import type { HistoryListener } from '../history/history.ts';
import type { ChildPort, ObjectPort, Ports } from '../ports.ts';
import { mockTasks } from './mock-tasks.ts';
import type { Mocks } from './mocks.ts';
import type { ChildHistory } from './trace.ts';

export interface MockWorld {
  readonly mocks: Mocks;
  /** Whether mocks that are functions sleep on the clock, which stands for them otherwise. */
  readonly areTimed?: boolean;
  /** S3 objects by `bucket/key`, for `ItemReader`; a `ResultWriter` adds to them. */
  readonly objects: Map<string, string | Uint8Array>;
  /** Gets the histories of the child executions of distributed Maps; nobody keeps them where there is none. */
  readonly children?: ChildHistory[];
}

/** Everything that the engine needs from outside, without an outside: a run is the same each time. */
export const mockPorts = ({ mocks, areTimed, objects, children }: MockWorld, clock: Clock): Ports => ({
  clock,
  random: seededRandom(1),
  ids: countedIds(),
  tasks: mockTasks(mocks, clock, areTimed),
  objects: mapObjects(objects, clock),
  children: inlineChildren(clock, children),
});

/** mulberry32: small, fast, and good enough to draw jitter from. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

function countedIds(): Ids {
  let count = 0;
  return { uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` };
}

function mapObjects(objects: MockWorld['objects'], clock: Clock): ObjectPort {
  const find = (bucket: string, key: string): Uint8Array => {
    const found = objects.get(`${bucket}/${key}`);
    if (found === undefined) throw new StatesError('States.ItemReaderFailed', 'The specified key does not exist.');
    return typeof found === 'string' ? new TextEncoder().encode(found) : found;
  };
  return {
    get: async ({ bucket, key, range }) => piece(find(bucket, key), range),
    head: async ({ bucket, key }) => ({ size: find(bucket, key).length, etag: '"mock"' }),
    async *list({ bucket, prefix = '' }): AsyncIterable<JsonObject> {
      const start = `${bucket}/${prefix}`;
      for (const name of [...objects.keys()].filter((key) => key.startsWith(start)).sort()) {
        const Size = Buffer.byteLength(objects.get(name) ?? '');
        const LastModified = new Date(clock.now()).toISOString();
        yield { Key: name.slice(bucket.length + 1), Size, ETag: `"${Size}"`, LastModified, StorageClass: 'STANDARD' };
      }
    },
    async put({ bucket, key, body }) {
      objects.set(`${bucket}/${key}`, body.toString());
    },
  };
}

async function* piece(bytes: Uint8Array, range = { start: 0, end: bytes.length }): AsyncIterable<Uint8Array> {
  yield bytes.subarray(range.start, range.end);
}

function inlineChildren(clock: Clock, histories: ChildHistory[] | undefined): ChildPort {
  return {
    mapRun: () => undefined,
    earlier: async () => ({ children: [], limits: {} }),
    open: () => undefined,
    async start(child) {
      const startTime = clock.now();
      const executionArn = `${child.mapRunArn.replace(':mapRun:', ':execution:')}:${child.name}`;
      try {
        const onEvent = recorderOf(child.mapRunArn, histories);
        const output = await child.run({ executionArn, startTime, ...(onEvent && { onEvent }) });
        return { executionArn, status: 'SUCCEEDED', output, startTime, stopTime: clock.now() };
      } catch (error) {
        if (!(error instanceof StatesError)) throw error;
        const failure = { error: error.error ?? '', cause: error.cause ?? '' };
        return { executionArn, status: 'FAILED', ...failure, startTime, stopTime: clock.now() };
      }
    },
  };
}

function recorderOf(mapRunArn: string, histories: ChildHistory[] | undefined): HistoryListener | undefined {
  if (histories === undefined) return undefined;
  const events: HistoryEvent[] = [];
  histories.push({ mapRunArn, events });
  return (event) => events.push(event);
}
