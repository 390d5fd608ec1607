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
  #listener: (() => void) | undefined;
  #isHooked = false;
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
      this.#hook();
      if (this.isCancelled) this.#controller.abort(new Abandoned());
    }
    return this.#controller.signal;
  }

  /** Calls `listener` once, when it is cancelled, for the one who needs no signal. */
  onCancelled(listener: () => void): void {
    if (this.isCancelled) {
      listener();
      return;
    }
    this.#listener = listener;
    this.#hook();
  }

  /** Gives up all work in this scope and in those inside it. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#abort();
  }

  /** Lets the parent forget this scope when its work is done. */
  release(): void {
    if (this.#parent) this.#parent.#children?.delete(this);
  }

  /** The scopes around this one tell it. */
  #hook(): void {
    if (this.#isHooked || this.#parent === undefined) return;
    this.#isHooked = true;
    this.#parent.#children ??= new Set();
    this.#parent.#children.add(this);
    this.#parent.#hook();
  }

  #abort(): void {
    for (const child of this.#children ?? []) child.#abort();
    this.#listener?.();
    this.#controller?.abort(new Abandoned());
  }
}
