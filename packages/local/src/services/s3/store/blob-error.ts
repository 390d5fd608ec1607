const WAY_OUT = {
  read: 'put the file back from a copy, or write or delete its object anew',
  written: 'make room, or the folder writable again: it is tried at each upload',
} as const;

/** Error of a file with bytes of an object that cannot be read or written: one line with the place and what to do. */
export class BlobError extends Error {
  override readonly name = 'BlobError';

  constructor(verb: keyof typeof WAY_OUT, path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message.split(', ')[0] : String(cause);
    super(`${path} cannot be ${verb} (${why}): ${WAY_OUT[verb]}.`, { cause });
  }
}

/** What the file system refuses has a call; what the sender of the bytes did wrong has none. */
export const asBlobError = (verb: keyof typeof WAY_OUT, path: string, error: unknown): unknown =>
  error instanceof Error && 'syscall' in error && FILE_CALLS.has(String(error.syscall))
    ? new BlobError(verb, path, error)
    : error;

const FILE_CALLS = new Set(['open', 'write', 'writev', 'read', 'close', 'mkdir', 'link', 'fsync']);
