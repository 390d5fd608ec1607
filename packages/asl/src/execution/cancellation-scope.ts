import { Abandoned } from '../error.ts';

/**
 * Scope of work that is cancelled together. An execution has one, and so has each running Map or Parallel state, whose
 * items or branches are given up when one of them fails; cancelling a scope cancels those inside it, never the one around it.
 * Most work ends before anybody waits or asks: an AbortSignal, and an error with its stack, are made only for those who do.
 */
export class CancellationScope {
  readonly #parent: CancellationScope | undefined;
  #isCancelled = false;
  #controller: AbortController | undefined;
  #children: Set<CancellationScope> | undefined;

  constructor(parent?: CancellationScope) {
    this.#parent = parent;
  }

  get isCancelled(): boolean {
    return this.#isCancelled || (this.#parent?.isCancelled ?? false);
  }

  /** Throws an Abandoned when the work is no longer wanted. */
  throwIfCancelled(): void {
    if (this.isCancelled) throw new Abandoned();
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#parent) this.#parent.#adopt(this);
      if (this.isCancelled) this.#controller.abort(new Abandoned());
    }
    return this.#controller.signal;
  }

  /** Gives up all work in this scope and in those inside it. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#abort();
  }

  /** Lets the parent forget this scope when its work is done. */
  release(): void {
    if (this.#parent) this.#parent.#disown(this);
  }

  #adopt(child: CancellationScope): void {
    this.#children ??= new Set();
    this.#children.add(child);
    // Hooks this scope to its own parent too.
    void this.signal;
  }

  #disown(child: CancellationScope): void {
    this.#children?.delete(child);
  }

  #abort(): void {
    for (const child of this.#children ?? []) child.#abort();
    this.#controller?.abort(new Abandoned());
  }
}
