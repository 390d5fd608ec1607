const CHUNK_BYTES = 64 * 1024;

/** Messages and events are billed by chunks of 64 KB, each begun one whole. */
export const chunks = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
