/**
 * A value that may be there already. States that need not wait finish within one turn of the event loop, which is
 * what makes a Map of a thousand Pass states cheap.
 */
export type Eventual<T> = T | Promise<T>;

export const chain = <T, U>(value: Eventual<T>, use: (value: T) => Eventual<U>): Eventual<U> =>
  value instanceof Promise ? value.then(use) : use(value);

/** Tells of a failure, now or later, and passes it on. */
export function onFailure<T>(work: () => Eventual<T>, failed: (error: unknown) => void): Eventual<T> {
  const rethrow = (error: unknown): never => {
    failed(error);
    throw error;
  };
  try {
    const result = work();
    return result instanceof Promise ? result.catch(rethrow) : result;
  } catch (error) {
    return rethrow(error);
  }
}
