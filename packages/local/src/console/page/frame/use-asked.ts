import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, sentenceOf } from './ask.ts';
import { live } from './live.ts';

/** An answer as it was last given. */
export interface Asked<T> {
  readonly value: T | undefined;
  /** Why the last asking failed. */
  readonly error: string | undefined;
  /** Whether the answer is of what is asked now. */
  readonly isCurrent: boolean;
  again(): void;
}

interface Kept<T> {
  readonly path: string;
  readonly text: string;
  readonly value: T | undefined;
  readonly error: string | undefined;
}

/** The answer to a query, asked again whenever something has changed; undefined asks nothing. */
export function useAsked<T>(path: string | undefined): Asked<T> {
  const [kept, keep] = useState<Kept<T>>({ path: '', text: '', value: undefined, error: undefined });
  const again = useRef(() => {});
  useEffect(() => {
    if (path === undefined) return undefined;
    const asking = startAsking<T>(path, (next) => keep((before) => (isSame(before, next) ? before : next)));
    again.current = asking.again;
    const stop = live.listen(asking.again);
    return () => {
      stop();
      asking.end();
    };
  }, [path]);
  return { value: kept.value, error: kept.error, isCurrent: kept.path === path, again: () => again.current() };
}

const isSame = <T>(a: Kept<T>, b: Kept<T>) => a.path === b.path && a.text === b.text && a.error === b.error;

/** One request at a time: a change during one asks once more. */
function startAsking<T>(path: string, keep: (kept: Kept<T>) => void) {
  const control = new AbortController();
  let isAsking = false;
  let isMore = false;
  const again = () => {
    isMore = isAsking;
    if (!isAsking) run();
  };
  const run = async () => {
    isAsking = true;
    try {
      const value = await ask<T>(path, control.signal);
      keep({ path, text: JSON.stringify(value), value, error: undefined });
    } catch (error) {
      if (!control.signal.aborted) keep({ path, text: '', value: undefined, error: sentenceOf(error) });
    }
    isAsking = false;
    if (isMore && !control.signal.aborted) again();
  };
  run();
  return { again, end: () => control.abort() };
}
