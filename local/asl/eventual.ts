/**
 * A value that may be there already. States that need not wait finish within one turn of the event loop, which is
 * what makes a Map of a thousand Pass states cheap.
 */
export type Eventual<T> = T | Promise<T>;

export const then = <T, U>(value: Eventual<T>, use: (value: T) => Eventual<U>): Eventual<U> =>
  value instanceof Promise ? value.then(use) : use(value);
