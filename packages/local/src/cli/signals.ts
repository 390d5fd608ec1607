import { constants } from 'node:os';

/** A signal that asks a process to end. */
type Stop = 'SIGINT' | 'SIGTERM';

/** Resolves at the first signal to stop, which then no longer ends the process; the second one does. */
export const stopSignal = (): Promise<Stop> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });

/** As shells have it: 130 after Ctrl-C. */
export const exitCodeOf = (signal: Stop): number => 128 + constants.signals[signal];
