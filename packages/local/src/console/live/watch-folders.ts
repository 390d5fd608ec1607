import { type FSWatcher, watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Tells of changes of files in folders, until it is stopped: of one change perhaps more than once. Of a folder that cannot be watched
 * nothing is told: its files are read whenever a page asks.
 */
export function watchFolders(folders: readonly URL[], changed: () => void): () => void {
  const watchers = folders.map((folder) => watcherOf(folder, changed));
  return () => {
    for (const watcher of watchers) watcher?.close();
  };
}

function watcherOf(folder: URL, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(fileURLToPath(folder), { persistent: false }, changed);
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
}
