import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { announce } from '../frame/announce.tsx';
import { sentenceOf } from '../frame/ask.ts';
import { Problem } from './problem.tsx';

interface ActProps {
  readonly children?: ComponentChildren;
  /** Does it, and answers what is said of it. */
  readonly run: () => Promise<string | undefined>;
  /** Asked first, where it cannot be undone. */
  readonly sure?: string;
  readonly kind?: 'danger' | 'main';
}

/** A button that does something, says how it went, and is not pressed twice. Why it failed stays beside it until it is pressed again. */
export function Act({ children, run, sure, kind }: ActProps) {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, ask] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async () => {
    ask(false);
    setBusy(true);
    setProblem(undefined);
    try {
      announce((await run()) ?? '');
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  };
  if (isAsking)
    return (
      <fieldset class="sure" aria-label={sure}>
        {sure}{' '}
        <button type="button" class="danger" onClick={act}>
          Yes
        </button>
        <button type="button" onClick={() => ask(false)}>
          No
        </button>
      </fieldset>
    );
  return (
    <>
      <button type="button" class={kind} disabled={isBusy} onClick={sure === undefined ? act : () => ask(true)}>
        {children}
      </button>
      <Problem text={problem} />
    </>
  );
}
