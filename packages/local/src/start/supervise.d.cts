/**
 * Starts Node with these words in a process beside this one, ends with it and by its exit code, and passes on what asks this one to
 * end; where the program's event loop stands still, it is ended all the same. The program listens by `stopSignal`.
 *
 * @param node path of the Node that runs the program
 * @param stuckMs how long its event loop may stand still
 */
export function supervise(node: string, words: readonly string[], stuckMs?: number): void;

/** Options that this Node needs for a system, if any. */
export const FLAGS: readonly string[];
