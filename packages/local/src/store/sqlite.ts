import type { DatabaseSync as Database } from 'node:sqlite';

/**
 * SQLite of Node, which in Node 22 says on stderr that it may still change: nothing to tell whoever runs a system.
 * https://nodejs.org/docs/latest-v22.x/api/sqlite.html
 */
function loadQuietly(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

export const { DatabaseSync } = loadQuietly();
export type DatabaseSync = Database;
