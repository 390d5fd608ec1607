import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { px } from '../kit/format.ts';
import type { Diagnostic } from './answers.ts';

interface SourceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Of the style sheet. */
const LINE = 20;

/** Field for a definition, with the number of each line; those of which something is said are marked, with what it is. */
export function SourceField({ label, value, set, field, diagnostics }: SourceFieldProps) {
  const [top, setTop] = useState(0);
  const lines = value.split('\n').length;
  return (
    <div class="source">
      <div class="gutter" aria-hidden="true">
        <div style={{ transform: `translateY(${px(-top)})` }}>
          <pre>{Array.from({ length: lines }, (_, at) => at + 1).join('\n')}</pre>
          {diagnostics.map(({ line, code, location, message, severity }) => (
            <span
              key={`${code} ${location} ${message}`}
              class={severity === 'ERROR' ? 'mark error' : 'mark'}
              style={{ top: px((line - 1) * LINE) }}
              title={message}
            >
              {line}
            </span>
          ))}
        </div>
      </div>
      <textarea
        ref={field}
        aria-label={label}
        rows={22}
        wrap="off"
        spellcheck={false}
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      />
    </div>
  );
}
