import { useEffect, useState } from 'preact/hooks';
import { ownBuild } from './ask.ts';

/** Whether the system answers, and since when what it keeps may have changed. */
interface Live {
  readonly isConnected: boolean;
  listen(listener: () => void): () => void;
}

const listeners = new Set<() => void>();
const watchers = new Set<(isConnected: boolean) => void>();
let isConnected = true;

const connect = (now: boolean) => {
  isConnected = now;
  for (const watcher of watchers) watcher(now);
};

const changed = () => {
  for (const listener of listeners) listener();
};

/** Opens the one event stream. Browsers connect again by themselves; a system with other pages has them loaded anew. */
export function openStream(): void {
  const stream = new EventSource('/_console/changes');
  stream.addEventListener('hello', ({ data }) => {
    if (data !== ownBuild()) return location.reload();
    connect(true);
    changed();
  });
  stream.addEventListener('change', changed);
  stream.addEventListener('error', () => {
    connect(false);
    // A refusal ends a stream for good; a lost connection does not.
    if (stream.readyState === EventSource.CLOSED) setTimeout(openStream, 1_000);
  });
}

export const live: Live = {
  get isConnected() {
    return isConnected;
  },
  listen(listener) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Whether the event stream is open. */
export function useConnected(): boolean {
  const [is, set] = useState(isConnected);
  useEffect(() => {
    watchers.add(set);
    return () => void watchers.delete(set);
  }, []);
  return is;
}
