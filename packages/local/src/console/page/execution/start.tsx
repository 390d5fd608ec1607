import { useState } from 'preact/hooks';
import { hrefTo } from '../frame/address.ts';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import { TextArea, TextField } from '../kit/field.tsx';
import { pretty } from '../kit/format.ts';
import { SampleChoice } from '../kit/samples.tsx';
import type { MachineAnswer, SyncAnswer } from '../machines/answers.ts';
import { SyncResult } from '../machines/sync-result.tsx';
import { EarlierInputs } from './earlier-inputs.tsx';

interface StartProps {
  readonly machine: string;
  /** An Express execution is waited for, since nothing of it is kept. */
  readonly type: MachineAnswer['type'];
  readonly input: string;
}

/** Form that starts an execution: with an input that is typed, a sample, or what an earlier one began with. */
export function Start({ machine, type, input: given }: StartProps) {
  const [input, setInput] = useState(pretty(given));
  const [name, setName] = useState('');
  const [answer, show] = useState<SyncAnswer>();
  const take = (text: string) => setInput(pretty(text));
  const runSync = async () => {
    show(await tell<SyncAnswer>('execution/start-sync', { stateMachineArn: machine, input }));
    return undefined;
  };
  const start = async () => {
    const body = { stateMachineArn: machine, input, ...(name !== '' && { name }) };
    const { executionArn } = await tell<{ executionArn: string }>('execution/start', body);
    location.hash = hrefTo('execution', [executionArn]);
    return 'An execution is started.';
  };
  return (
    <fieldset class="start">
      <legend>Start a new execution</legend>
      <div class="actions">
        <SampleChoice machine={machine} take={take} />
        {type === 'STANDARD' && <EarlierInputs machine={machine} take={take} />}
      </div>
      <TextArea label="Input, JSON" value={input} rows={10} set={setInput} />
      {type === 'STANDARD' && <TextField label="Name, if it shall have one" value={name} set={setName} />}
      <div class="actions">
        <Act kind="main" run={type === 'EXPRESS' ? runSync : start}>
          Start
        </Act>
      </div>
      {answer && <SyncResult answer={answer} />}
    </fieldset>
  );
}
