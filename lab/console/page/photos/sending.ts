import { announce } from '@safelight/local/console/page/frame/announce';
import { useEffect, useState } from 'preact/hooks';
import type { Dropped } from './dropped.ts';
import { put } from './put.ts';

/** A file on its way; two may have one name. */
export interface Sending extends Dropped {
  readonly id: number;
  /** From 0 to 1. */
  readonly share: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused';
  readonly why?: string;
}

interface Uploads {
  /** What needs a look comes first. */
  readonly all: readonly Sending[];
  take(files: readonly Dropped[]): void;
  /** Sends what was refused once more. */
  again(one: Sending, isReplacing: boolean): void;
  dismiss(one: Sending): void;
}

const ORDER: readonly Sending['state'][] = ['refused', 'sending', 'waiting', 'sent'];

// Of the document, not of the page that shows them: they go on while one looks at something else.
let all: readonly Sending[] = [];
let ids = 0;
let last = Promise.resolve();
const watchers = new Set<(all: readonly Sending[]) => void>();

function keep(next: readonly Sending[]): void {
  all = next;
  for (const watcher of watchers) watcher(all);
}

const change = (id: number, next: Partial<Sending>) =>
  keep(all.map((one) => (one.id === id ? { ...one, ...next } : one)));

async function sendOne({ id, key, file }: Sending, isReplacing: boolean): Promise<boolean> {
  change(id, { state: 'sending', share: 0 });
  const why = await put(key, file, isReplacing, (share) => change(id, { share }));
  change(id, why === undefined ? { state: 'sent', share: 1 } : { state: 'refused', why });
  return why === undefined;
}

async function sendAll(files: readonly Sending[]): Promise<void> {
  let sent = 0;
  for (const one of files) if (await sendOne(one, false)) sent += 1;
  announce(sent === files.length ? `${said(sent)} sent.` : `${said(sent)} sent, ${files.length - sent} not.`);
}

const said = (n: number) => (n === 1 ? '1 photo is' : `${n} photos are`);

function take(files: readonly Dropped[]): void {
  const added = files.map((one) => ({ ...one, id: ++ids, share: 0, state: 'waiting' }) as const);
  keep([...all.filter(({ state }) => state !== 'sent'), ...added]);
  last = last.then(() => sendAll(added));
}

/** Sends files one after the other: one that is refused holds up none, and what is added meanwhile waits for its turn. */
export function useUploads(): Uploads {
  const [shown, show] = useState(all);
  useEffect(() => {
    watchers.add(show);
    show(all);
    return () => void watchers.delete(show);
  }, []);
  return {
    all: shown.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    take,
    again: (one, isReplacing) => void sendOne(one, isReplacing),
    dismiss: ({ id }) => keep(all.filter((one) => one.id !== id)),
  };
}
