/** The system cannot start as asked. The message is one line that says what to do. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** Whether an error of Node or of a library, or one that caused it, has this `code`. */
export function hasCode(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === code) || hasCode(error.cause, code);
}
