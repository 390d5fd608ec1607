import type { Clock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import { systemIds } from '@safelight/asl/identity';
import type { ChildPort, ObjectPort, Ports } from '@safelight/asl/ports';
import type { VirtualClock } from '@safelight/asl/virtual-clock';
import type { Request, Tools } from './protocol.ts';
import { replayTasks } from './tasks.ts';

/** Ports that answer with what was recorded, on a clock that never waits. */
export function replayPorts(request: Request, tools: Tools, clock: VirtualClock): Ports {
  return {
    clock,
    ids: systemIds,
    random: { next: () => 0.5 },
    tasks: replayTasks(request, tools, clock),
    objects: recordedObjects(request.s3 ?? {}, clock),
    children: forgottenChildren(clock),
  };
}

/** The objects of the request, by "bucket/key". */
function recordedObjects(bodies: Readonly<Record<string, string>>, clock: Clock): ObjectPort {
  const find = (bucket: string, key: string): Uint8Array => {
    const body = bodies[`${bucket}/${key}`];
    if (body === undefined) throw new StatesError('States.ItemReaderFailed', 'The specified key does not exist.');
    return Buffer.from(body);
  };
  return {
    get: async ({ bucket, key, range }) => bytesOf(find(bucket, key), range),
    head: async ({ bucket, key }) => ({ size: find(bucket, key).length, etag: '"etag"' }),
    async *list({ bucket, prefix = '' }) {
      for (const [path, body] of Object.entries(bodies).sort(([left], [right]) => (left < right ? -1 : 1))) {
        if (!path.startsWith(`${bucket}/${prefix}`)) continue;
        const LastModified = Math.floor(clock.now() / 1000);
        const Key = path.slice(bucket.length + 1);
        yield { Etag: '"etag"', LastModified, Key, Size: Buffer.byteLength(body), StorageClass: 'STANDARD' };
      }
    },
    put: async () => {},
  };
}

async function* bytesOf(body: Uint8Array, range = { start: 0, end: body.length }): AsyncIterable<Uint8Array> {
  yield body.subarray(range.start, range.end);
}

/** Runs children in place; nobody asks for their histories. */
function forgottenChildren(clock: Clock): ChildPort {
  return {
    async start(child) {
      const executionArn = `${child.mapRunArn.replace(':mapRun:', ':execution:')}:${child.name}`;
      const startTime = clock.now();
      try {
        const output = await child.run({ executionArn, startTime });
        return { executionArn, status: 'SUCCEEDED', output, startTime, stopTime: clock.now() };
      } catch (failure) {
        const { error, cause } =
          failure instanceof StatesError ? failure : new StatesError('States.Runtime', String(failure));
        const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
        return { executionArn, status: 'FAILED', ...why, startTime, stopTime: clock.now() };
      }
    },
    mapRun: () => {},
    earlier: async () => ({ children: [], limits: {} }),
    open: () => undefined,
  };
}
