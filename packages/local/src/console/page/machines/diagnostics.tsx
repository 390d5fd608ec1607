import type { Diagnostic } from './answers.ts';

interface DiagnosticsProps {
  readonly all: readonly Diagnostic[];
  /** Leads to the line. */
  readonly go: (line: number) => void;
}

/** What is wrong with a definition, each at its place. */
export function Diagnostics({ all, go }: DiagnosticsProps) {
  if (all.length === 0) return null;
  return (
    <ul class="diagnostics" aria-label="What ValidateStateMachineDefinition says">
      {all.map(({ severity, code, message, location, line }) => (
        <li key={`${code} ${location} ${message}`} class={severity === 'ERROR' ? 'failure' : 'faint'}>
          <button type="button" class="link" onClick={() => go(line)}>
            Line {line}
          </button>{' '}
          {message} <span class="faint">{location}</span>
        </li>
      ))}
    </ul>
  );
}
