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
  /** Whether the system did not answer at all. */
  readonly isAway: boolean;
}

/** The answer to a query, asked again whenever something has changed; undefined asks nothing. */
export function useAsked<T>(path: string | undefined): Asked<T> {
  const [kept, keep] = useState<Kept<T>>({ path: '', text: '', value: undefined, error: undefined, isAway: false });
  const again = useRef(() => {});
  useEffect(() => {
    if (path === undefined) return undefined;
    const asking = startAsking<T>(path, (next) => keep((before) => (isAsGood(before, next) ? before : next)));
    again.current = asking.again;
    const stop = live.listen(asking.again);
    return () => {
      stop();
      asking.end();
    };
  }, [path]);
  return { value: kept.value, error: kept.error, isCurrent: kept.path === path, again: () => again.current() };
}

/** A system that is away is told of beside the page, which stays as it was. */
const isAsGood = <T>(before: Kept<T>, next: Kept<T>) =>
  before.path === next.path &&
  ((before.text === next.text && before.error === next.error) || (next.isAway && before.value !== undefined));

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
      keep({ path, text: JSON.stringify(value), value, error: undefined, isAway: false });
    } catch (error) {
      const isAway = error instanceof TypeError;
      if (!control.signal.aborted) keep({ path, text: '', value: undefined, error: sentenceOf(error), isAway });
    }
    isAsking = false;
    if (isMore && !control.signal.aborted) again();
  };
  run();
  return { again, end: () => control.abort() };
}
