import { useState } from 'preact/hooks';
import type { Attempt } from '#local/console/history/visit.ts';
import { LogEvents } from '../beside/logs/log-events.tsx';
import { hrefTo, searchOf } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Problem } from '../kit/problem.tsx';

/** What is logged a little before and after a call belongs to it: clocks and writers are not in step. */
const BEFORE_MS = 1_000;
const AFTER_MS = 5_000;

/** What a function logged while a state called it, where it called one. */
export function FunctionLog({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const [isOpen, setOpen] = useState(false);
  const name = functionIn(attempts.at(-1)?.arguments);
  const [first] = attempts;
  if (name === undefined || !first) return null;
  const end = attempts.at(-1)?.endedAt;
  const span = { from: first.at - BEFORE_MS, to: end === undefined ? undefined : end + AFTER_MS };
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Log of {name.split(':').at(-1)} at that time</summary>
      {isOpen && <Log name={name} span={span} />}
    </details>
  );
}

interface LogProps {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly span: { readonly from: number; readonly to: number | undefined };
}

function Log({ name, span }: LogProps) {
  const { value: group, error } = useAsked<string | null>(`log-group?of=${encodeURIComponent(name)}`);
  if (!group) return <Problem text={error} />;
  return (
    <>
      <p>
        <a href={hrefTo('log', [group], span)}>{group}</a>
      </p>
      <LogEvents asked={`log?${searchOf({ of: group, ...span })}`} />
    </>
  );
}

const functionIn = (json: string | undefined): string | undefined =>
  /"FunctionName":"((?:[^"\\]|\\.)+)"/.exec(json ?? '')?.[1];
