import { printable } from '@safelight/asl/cli/printable';
import { isKnownFailure, oneLine } from './failures.ts';
import { UsageError } from './usage.ts';

/** Runs a command, and resolves with its exit code: 2 for words that cannot be understood, each failure one line. */
export async function perform(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!isKnownFailure(error)) throw error;
    process.stderr.write(`${printable(oneLine(error))}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
