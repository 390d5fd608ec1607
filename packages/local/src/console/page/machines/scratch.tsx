import { useRef, useState } from 'preact/hooks';
import { hrefTo } from '../frame/address.ts';
import { tell } from '../frame/ask.ts';
import { Act } from '../kit/act.tsx';
import { TextArea } from '../kit/field.tsx';
import { pretty } from '../kit/format.ts';
import { SampleChoice } from '../kit/samples.tsx';
import type { MachineAnswer, SyncAnswer } from './answers.ts';
import { Diagnostics } from './diagnostics.tsx';
import { SourceField } from './source-field.tsx';
import { SyncResult } from './sync-result.tsx';
import { useDiagnostics } from './use-diagnostics.ts';

interface ScratchProps {
  readonly machine: MachineAnswer;
  readonly definition: string;
  /** Told of each change, so that the graph follows. */
  readonly edit: (definition: string) => void;
}

/** Edits a copy of a machine, and runs it under a name of its own: the machine stays as it is. */
export function Scratch({ machine: { stateMachineArn: arn, type }, definition, edit }: ScratchProps) {
  const [input, setInput] = useState('{}');
  const [answer, show] = useState<SyncAnswer>();
  const field = useRef<HTMLTextAreaElement>(null);
  const diagnostics = useDiagnostics(definition, type);
  const run = async () => {
    const path = `machine/run-copy?of=${encodeURIComponent(arn)}`;
    const begun = await tell<SyncAnswer>(path, { definition, input });
    if (type === 'EXPRESS') show(begun);
    else location.hash = hrefTo('execution', [begun.executionArn]);
    return 'The copy is run.';
  };
  return (
    <div class="form">
      <SourceField label="Definition" value={definition} set={edit} field={field} diagnostics={diagnostics} />
      <Diagnostics all={diagnostics} go={(line) => field.current && selectLine(field.current, line)} />
      <SampleChoice machine={arn} take={(sample) => setInput(pretty(sample))} />
      <TextArea label="Input, JSON" value={input} rows={5} set={setInput} />
      <div class="actions">
        <Act kind="main" run={run}>
          Run the copy
        </Act>
      </div>
      {answer && <SyncResult answer={answer} />}
    </div>
  );
}

function selectLine(field: HTMLTextAreaElement, line: number): void {
  const lines = field.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  field.scrollTop = (field.scrollHeight * (line - 4)) / lines.length;
}
