import { useState } from 'preact/hooks';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';

interface AnswerTokenProps {
  readonly resource: string;
  readonly called: string | undefined;
}

/** Answers a task that waits for its token: with an output, or with an error. */
export function AnswerToken({ resource, called }: AnswerTokenProps) {
  const [token, setToken] = useState(tokenIn(called) ?? '');
  const [output, setOutput] = useState('{}');
  if (!resource.endsWith('.waitForTaskToken')) return null;
  const send = (kind: string, body: object, said: string) => async () => {
    await tell(`task/${kind}`, { taskToken: token, ...body });
    return said;
  };
  return (
    <fieldset class="answer">
      <legend>Waits for its task token</legend>
      <label>
        Token
        <input value={token} onInput={({ currentTarget }) => setToken(currentTarget.value)} spellcheck={false} />
      </label>
      <label>
        Output, JSON
        <textarea
          rows={3}
          value={output}
          onInput={({ currentTarget }) => setOutput(currentTarget.value)}
          spellcheck={false}
        />
      </label>
      <div class="actions">
        <Act kind="main" run={send('succeed', { output }, 'The task has succeeded.')}>
          Send success
        </Act>
        <Act run={send('fail', { error: 'Refused', cause: 'Answered by the console.' }, 'The task has failed.')}>
          Send failure
        </Act>
        <Act run={send('heartbeat', {}, 'The heartbeat has started anew.')}>Heartbeat</Act>
      </div>
    </fieldset>
  );
}

/** The first text that stands below a name with "token" in it. */
function tokenIn(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  try {
    return findToken(JSON.parse(json), false);
  } catch {
    return undefined;
  }
}

function findToken(value: unknown, isNamed: boolean): string | undefined {
  if (typeof value === 'string') return isNamed ? value : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, child] of Object.entries(value)) {
    const found = findToken(child, isNamed || /token/i.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
