import { useState } from 'preact/hooks';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import { Choice, TextArea, TextField } from '../kit/field.tsx';
import type { MachineAnswer } from './answers.ts';
import { DataFlow, type Tested } from './data-flow.tsx';

interface TestStateProps {
  readonly machine: MachineAnswer;
  readonly definition: string;
  readonly name: string;
}

const CALLS = [
  ['result', 'is answered by a mock'],
  ['error', 'fails by a mock'],
  ['call', 'is really made'],
] as const;
type Call = (typeof CALLS)[number][0];

/** Runs one state alone, and shows its data step by step. https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export function TestState({ machine: { roleArn }, definition, name }: TestStateProps) {
  const [input, setInput] = useState('{}');
  const [variables, setVariables] = useState('{}');
  const [call, setCall] = useState<Call>('result');
  const [result, setResult] = useState('{}');
  const [error, setError] = useState('States.TaskFailed');
  const [tested, show] = useState<Tested>();
  const mock = { result: { result }, error: { errorOutput: { error, cause: 'A mock.' } }, call: undefined }[call];
  const test = async () => {
    const asked = { definition, stateName: name, roleArn, input, variables, ...(mock && { mock }) };
    show(await tell<Tested>('machine/test-state', asked));
    return undefined;
  };
  return (
    <details class="test-state">
      <summary>Test this state</summary>
      <div class="form">
        <TextArea label="Input, JSON" value={input} rows={4} set={setInput} />
        <TextArea label="Variables, JSON" value={variables} rows={2} set={setVariables} />
        <Choice
          label="What it calls"
          value={call}
          options={CALLS}
          set={(next) => setCall(CALLS.find(([one]) => one === next)?.[0] ?? 'result')}
        />
        {call === 'result' && <TextArea label="Result, JSON" value={result} rows={4} set={setResult} />}
        {call === 'error' && <TextField label="Error" value={error} set={setError} />}
        <div class="actions">
          <Act kind="main" run={test}>
            Test
          </Act>
        </div>
      </div>
      <div role="status">{tested && <DataFlow tested={tested} />}</div>
    </details>
  );
}
