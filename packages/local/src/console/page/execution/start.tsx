import { useState } from 'preact/hooks';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';

interface StartProps {
  readonly machine: string;
  readonly input: string;
  readonly started: (executionArn: string) => void;
}

/** Form that starts an execution. */
export function Start({ machine, input: given, started }: StartProps) {
  const [input, setInput] = useState(pretty(given));
  const [name, setName] = useState('');
  const start = async () => {
    const body = { stateMachineArn: machine, input, ...(name !== '' && { name }) };
    const { executionArn } = await tell<{ executionArn: string }>('execution/start', body);
    started(executionArn);
    return 'An execution is started.';
  };
  return (
    <fieldset class="start">
      <legend>Start a new execution</legend>
      <label>
        Input, JSON
        <textarea
          rows={10}
          spellcheck={false}
          value={input}
          onInput={({ currentTarget }) => setInput(currentTarget.value)}
        />
      </label>
      <label>
        Name, if it shall have one
        <input value={name} maxLength={80} onInput={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <div class="actions">
        <Act kind="main" run={start}>
          Start
        </Act>
      </div>
    </fieldset>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
