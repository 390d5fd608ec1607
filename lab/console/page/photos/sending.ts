import { announce } from '@safelight/local/console/page/frame/announce';
import { useRef, useState } from 'preact/hooks';
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
  replace(one: Sending): void;
}

const ORDER: readonly Sending['state'][] = ['refused', 'sending', 'waiting', 'sent'];

/** Sends files one after the other: one that is refused holds up none, and what is added meanwhile waits for its turn. */
export function useUploads(): Uploads {
  const [all, setAll] = useState<readonly Sending[]>([]);
  const ids = useRef(0);
  const last = useRef(Promise.resolve());
  const change = (id: number, next: Partial<Sending>) =>
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...next } : one)));
  const sendOne = async ({ id, key, file }: Sending, isReplacing: boolean) => {
    change(id, { state: 'sending', share: 0 });
    const why = await put(key, file, isReplacing, (share) => change(id, { share }));
    change(id, why === undefined ? { state: 'sent', share: 1 } : { state: 'refused', why });
    return why === undefined;
  };
  const sendAll = async (files: readonly Sending[]) => {
    let sent = 0;
    for (const one of files) if (await sendOne(one, false)) sent += 1;
    announce(sent === files.length ? `${said(sent)} sent.` : `${said(sent)} sent, ${files.length - sent} not.`);
  };
  return {
    all: all.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    take(files) {
      const added = files.map((one) => ({ ...one, id: ++ids.current, share: 0, state: 'waiting' }) as const);
      setAll((before) => [...before.filter(({ state }) => state !== 'sent'), ...added]);
      last.current = last.current.then(() => sendAll(added));
    },
    replace: (one) => void sendOne(one, true),
  };
}

const said = (n: number) => (n === 1 ? '1 photo is' : `${n} photos are`);
