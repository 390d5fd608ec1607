/** The system cannot start as asked. The message is one line that says what to do. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** The `code` of an error of Node or of a library; undefined for what has none. */
export function errorCode(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error) return error.code;
  return errorCode(error.cause);
}
