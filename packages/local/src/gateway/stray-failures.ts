import { AsyncLocalStorage } from 'node:async_hooks';

type Fail = (error: unknown) => void;

/** The request in whose course something runs: what it began goes on in the same context, whoever calls it back. */
const requests = new AsyncLocalStorage<Fail>();

/**
 * Serves a request so that whatever is thrown in its course rejects it, also where nobody waits: in a timer, in a listener, by
 * a promise that was let go. `onLate` is told of what fails after it was served.
 */
export function withStrayFailures<T>(serve: () => Promise<T>, onLate: Fail): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let isServed = false;
  const fail: Fail = (error) => {
    if (isServed) onLate(error);
    else reject(error);
  };
  requests.run(fail, () => void serve().then(resolve, reject));
  return promise.finally(() => {
    isServed = true;
  });
}

/** Throws where no request is blamed: what went wrong is not its alone. */
export function failOutside(error: unknown): void {
  requests.exit(() =>
    queueMicrotask(() => {
      throw error;
    }),
  );
}

/** Hands a failure that nobody caught to the request in whose course it happened; false where there is none. */
export function failRequest(error: unknown): boolean {
  const fail = requests.getStore();
  fail?.(error);
  return fail !== undefined;
}
