import { failureLine } from '#gateway/failure-line.ts';
import { failRequest } from '#gateway/stray-failures.ts';

/** Nothing that ends in order takes longer. */
const PATIENCE_MS = 10_000;

/**
 * Catches what nobody else does. A failure in the course of a request is that request's; at any other the state of the process
 * is unknown, so that it has to end: this resolves, once, for the process to be shut down in order. A second failure, or ten
 * seconds, end it at once.
 */
export function lastResort(log: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let isEnding = false;
    const onFailure = (error: unknown) => {
      if (failRequest(error)) return;
      log(`Something failed that should not have, so the system stops: ${failureLine(error)}`);
      if (isEnding) process.exit(1);
      isEnding = true;
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      resolve();
    };
    process.on('uncaughtException', onFailure).on('unhandledRejection', onFailure);
  });
}
