import type { ObjectCaller, ObjectPort } from '@safelight/asl/ports';
import { inScope } from '#local/usage/scope.ts';

/** Requests of `ItemReader` and `ResultWriter` that are made in the name of their Map state. */
export function meteredObjects(objects: ObjectPort): ObjectPort {
  const scoped = <R>({ executionArn, stateName: state }: ObjectCaller, work: () => R) =>
    inScope({ executionArn, state }, work);
  return {
    get: (call) => scoped(call, () => objects.get(call)),
    head: (call) => scoped(call, () => objects.head(call)),
    put: (call) => scoped(call, () => objects.put(call)),
    async *list(call) {
      // A page is asked for when an item of it is: within the scope of whoever asks.
      const listed = objects.list(call)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await scoped(call, () => listed.next());
          if (next.done) return;
          yield next.value;
        }
      } finally {
        await listed.return?.();
      }
    },
  };
}
