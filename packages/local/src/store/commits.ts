import type { DatabaseSync } from 'node:sqlite';

interface CommitsOptions {
  readonly database: DatabaseSync;
  /** Whether a commit can be written now. */
  readonly hasRoom: () => boolean;
  /** Told once of a commit that failed, or of a transaction that SQLite gave up: what was written since is lost. */
  readonly onFailure: (error: unknown) => void;
}

const LOOK_AGAIN_MS = 100;

/**
 * Changes are gathered into one SQLite transaction, which is committed when the event loop has done what was ready: one
 * commit serves all requests of that turn. Transactions of callers are savepoints in it.
 */
export class Commits {
  readonly #database: DatabaseSync;
  readonly #hasRoom: () => boolean;
  readonly #onFailure: (error: unknown) => void;
  #depth = 0;
  #revision = 0;
  /** What else is to be written into the group that is open. */
  #gathered: (() => void)[] = [];
  /** The group that is open. */
  #group: { readonly done: PromiseWithResolvers<void>; cancel: () => void } | undefined;
  /** Why there are no more statements. */
  #failure: { readonly error: unknown } | undefined;

  constructor({ database, hasRoom, onFailure }: CommitsOptions) {
    this.#database = database;
    this.#hasRoom = hasRoom;
    this.#onFailure = onFailure;
  }

  /** Another number after any change. */
  get revision(): number {
    return this.#revision;
  }

  /** Resolves when all that has been changed so far is committed; rejects when it was lost. */
  async committed(): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    await this.#group?.done.promise;
  }

  /** Runs `write` before what is changed now is committed. What it writes is not undone with a transaction. */
  beforeCommit(write: () => void): void {
    this.#begin();
    this.#gathered.push(write);
  }

  /** Runs one statement. */
  statement<R>(changes: boolean, run: () => R): R {
    if (this.#failure) throw this.#failure.error;
    if (changes) this.#begin();
    try {
      return run();
    } catch (error) {
      // Some errors, such as a full disk, make SQLite roll all of it back.
      if (this.#group && !this.#database.isTransaction) this.#fail(error);
      throw error;
    }
  }

  /** All that `work` changes, or nothing where it throws. It cannot pause: others' changes would come between. */
  transaction<R>(work: () => R): R {
    this.#begin();
    const name = `s${++this.#depth}`;
    this.#database.exec(`SAVEPOINT ${name}`);
    try {
      const result = work();
      if (result instanceof Promise) throw new TypeError('A transaction cannot wait for a promise.');
      this.#database.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Commits at once. */
  commit(): void {
    if (this.#depth > 0) throw new Error('A transaction is open.');
    const group = this.#group;
    if (!group) return;
    group.cancel();
    try {
      for (const write of this.#gathered.splice(0)) write();
      this.#database.exec('COMMIT');
      this.#group = undefined;
      group.done.resolve();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Commits, and refuses what comes later by this error. */
  close(error: Error): void {
    this.commit();
    this.#failure ??= { error };
  }

  #begin(): void {
    if (this.#failure) throw this.#failure.error;
    this.#revision += 1;
    if (this.#group) return;
    this.#database.exec('BEGIN IMMEDIATE');
    const done = Promise.withResolvers<void>();
    // Whoever waits is told; where nobody does, `onFailure` is.
    done.promise.catch(() => undefined);
    const timer = setImmediate(() => this.#commitWithRoom());
    this.#group = { done, cancel: () => clearImmediate(timer) };
  }

  /** Until there is room, what was changed waits, and with it whoever would tell of it. */
  #commitWithRoom(): void {
    if (!this.#group) return;
    if (this.#hasRoom()) {
      this.commit();
      return;
    }
    const timer = setTimeout(() => this.#commitWithRoom(), LOOK_AGAIN_MS);
    this.#group.cancel = () => clearTimeout(timer);
  }

  #fail(error: unknown): void {
    const group = this.#group;
    this.#group = undefined;
    this.#failure = { error };
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    if (group) {
      group.cancel();
      group.done.reject(error);
    }
    this.#onFailure(error);
  }
}
