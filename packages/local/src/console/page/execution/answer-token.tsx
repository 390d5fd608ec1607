import { useState } from 'preact/hooks';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import { TextArea, TextField } from '../kit/field.tsx';
import { tokenIn } from './token-in.ts';

interface AnswerTokenProps {
  readonly resource: string;
  readonly called: string | undefined;
}

/** Answers a task that waits for its token: with an output, or with an error. */
export function AnswerToken({ resource, called }: AnswerTokenProps) {
  const [token, setToken] = useState(tokenIn(called) ?? '');
  const [output, setOutput] = useState('{}');
  const [error, setError] = useState('Refused');
  const [cause, setCause] = useState('Answered by the console.');
  if (!resource.endsWith('.waitForTaskToken')) return null;
  const send = (kind: string, body: object, said: string) => async () => {
    await tell(`task/${kind}`, { taskToken: token, ...body });
    return said;
  };
  return (
    <fieldset class="answer">
      <legend>Waits for its task token</legend>
      <TextField label="Token" value={token} set={setToken} />
      <TextArea label="Output, JSON" rows={3} value={output} set={setOutput} />
      <div class="actions">
        <Act kind="main" run={send('succeed', { output }, 'The task has succeeded.')}>
          Send success
        </Act>
        <Act run={send('heartbeat', {}, 'The heartbeat has started anew.')}>Heartbeat</Act>
      </div>
      <TextField label="Error" value={error} set={setError} />
      <TextField label="Cause" value={cause} set={setCause} />
      <div class="actions">
        <Act run={send('fail', { error, cause }, 'The task has failed.')}>Send failure</Act>
      </div>
    </fieldset>
  );
}
