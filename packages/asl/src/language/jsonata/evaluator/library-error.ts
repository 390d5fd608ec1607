import { JsonataError } from './jsonata-error.ts';

/** Runs code of jsonata's, whose errors are objects with a code. */
export function wrapped<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Error || typeof thrown !== 'object' || thrown === null || !('code' in thrown)) throw thrown;
    const { stack: _, code, ...inserts } = { stack: undefined, ...thrown };
    throw new JsonataError(String(code), inserts);
  }
}
