import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** The tracing header that calls of AWS are sent with; undefined where none is traced. */
export const currentTraceHeader = (): string | undefined => storage.getStore();

/** Runs work whose calls of AWS carry a tracing header. */
export const underTrace = <T>(header: string, work: () => T): T => storage.run(header, work);
