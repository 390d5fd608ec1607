import { AsyncLocalStorage } from 'node:async_hooks';

/** For which state of which execution something is done. */
export interface Scope {
  readonly executionArn: string;
  readonly state: string;
}

const storage = new AsyncLocalStorage<Scope | undefined>();

/** Undefined for what no execution asked for. */
export const currentScope = (): Scope | undefined => storage.getStore();

/** Runs work, and all that it leads to in this process, for a state of an execution, or for none. */
export const inScope = <T>(scope: Scope | undefined, work: () => T): T => storage.run(scope, work);
