import { useMemo, useState } from 'preact/hooks';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Graph } from '../graph/graph.tsx';
import { findState, type Machine, machineOf } from '../graph/machine.ts';
import { Aside } from '../kit/aside.tsx';
import { pretty } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Missing } from '../kit/missing.tsx';
import type { FileAnswer, MachineAnswer } from './answers.ts';
import { FileNote } from './file-note.tsx';
import { MachineHead } from './machine-head.tsx';
import { Published } from './published.tsx';
import { Scratch } from './scratch.tsx';
import { TestState } from './test-state.tsx';

/** `#/machine/ARN`: a state machine with its whole graph beside its source, before any run. */
export function MachinePage({ parts: [arn = ''] }: ViewProps) {
  const of = encodeURIComponent(arn);
  const machine = useAsked<MachineAnswer>(`machine?of=${of}`);
  const file = useAsked<FileAnswer | null>(`machine/file?of=${of}`);
  const problem = machine.error ?? file.error;
  if (machine.value && file.value !== undefined) return <Shown answer={machine.value} file={file.value ?? undefined} />;
  return <Missing list={['machines', 'State machines']} title={arn.split(':').at(-1) ?? ''} text={problem} />;
}

interface ShownProps {
  readonly answer: MachineAnswer;
  readonly file: FileAnswer | undefined;
}

/** What a changed file says is shown, since it is what one works on. */
function Shown({ answer, file }: ShownProps) {
  /** The copy that is edited; undefined where none is. */
  const [copy, edit] = useState<string>();
  const [selected, select] = useState<string>();
  const changed = file?.changed?.definition;
  const shown = copy ?? changed ?? answer.definition;
  const machine = useDrawn(shown, answer.definition);
  const state = selected === undefined ? undefined : findState(machine, selected);
  const toggle = () => edit(copy === undefined ? (changed ?? pretty(answer.definition)) : undefined);
  return (
    <article class="execution">
      <MachineHead
        answer={answer}
        file={file}
        comment={machine.Comment}
        isEditing={copy !== undefined}
        toggle={toggle}
      />
      {file && copy === undefined && <FileNote arn={answer.stateMachineArn} file={file} edit={toggle} />}
      <div class="beside">
        <div class="main">
          <Graph machine={machine} states={undefined} selected={selected} select={select} />
          <Published arn={answer.stateMachineArn} />
        </div>
        <Aside label="Source">
          {copy !== undefined && <Scratch machine={answer} definition={copy} edit={edit} />}
          {(copy === undefined || state) && <h2>{selected ?? 'Definition'}</h2>}
          {state && selected !== undefined && (
            <TestState key={selected} machine={answer} definition={shown} name={selected} />
          )}
          {(copy === undefined || state) && <Json text={state ? JSON.stringify(state) : shown} />}
        </Aside>
      </div>
    </article>
  );
}

/** The graph of what is shown, as it was when it could last be read. */
function useDrawn(shown: string, definition: string): Machine {
  const [drawn] = useState<{ last: Machine }>(() => ({ last: machineOf(definition) }));
  return useMemo(() => {
    try {
      const read = machineOf(shown);
      // Whatever is half written cannot be drawn.
      if (Object.values(read.States).every((state) => typeof state?.Type === 'string')) drawn.last = read;
    } catch {
      // As before.
    }
    return drawn.last;
  }, [shown, drawn]);
}
