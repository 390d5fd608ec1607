import { useMemo, useState } from 'preact/hooks';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Graph } from '../graph/graph.tsx';
import { findState, type Machine, machineOf } from '../graph/machine.ts';
import { Aside } from '../kit/aside.tsx';
import { pretty } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Problem } from '../kit/problem.tsx';
import type { MachineAnswer } from './answers.ts';
import { MachineHead } from './machine-head.tsx';
import { Scratch } from './scratch.tsx';
import { TestState } from './test-state.tsx';

/** `#/machine/ARN`: a state machine with its whole graph beside its source, before any run. */
export function MachinePage({ parts: [arn = ''] }: ViewProps) {
  const { value, error } = useAsked<MachineAnswer>(`machine?of=${encodeURIComponent(arn)}`);
  return value ? <Shown answer={value} /> : <Problem text={error} />;
}

function Shown({ answer }: { readonly answer: MachineAnswer }) {
  /** The copy that is edited; undefined where none is. */
  const [copy, edit] = useState<string>();
  const [selected, select] = useState<string>();
  const machine = useDrawn(copy, answer.definition);
  const state = selected === undefined ? undefined : findState(machine, selected);
  const toggle = () => edit(copy === undefined ? pretty(answer.definition) : undefined);
  return (
    <article class="execution">
      <MachineHead answer={answer} comment={machine.Comment} isEditing={copy !== undefined} toggle={toggle} />
      <div class="beside">
        <div class="main">
          <Graph machine={machine} states={undefined} selected={selected} select={select} />
        </div>
        <Aside label="Source">
          {copy !== undefined && <Scratch machine={answer} definition={copy} edit={edit} />}
          <h2>{selected ?? 'Definition'}</h2>
          {state && selected !== undefined && (
            <TestState key={selected} machine={answer} definition={copy ?? answer.definition} name={selected} />
          )}
          <Json text={state ? JSON.stringify(state) : (copy ?? answer.definition)} />
        </Aside>
      </div>
    </article>
  );
}

/** The graph of the copy, as it was when it could last be read. */
function useDrawn(copy: string | undefined, definition: string): Machine {
  const [drawn] = useState<{ last: Machine }>(() => ({ last: machineOf(definition) }));
  return useMemo(() => {
    try {
      const read = machineOf(copy ?? definition);
      // Whatever is half written cannot be drawn.
      if (Object.values(read.States).every((state) => typeof state?.Type === 'string')) drawn.last = read;
    } catch {
      // As before.
    }
    return drawn.last;
  }, [copy, definition, drawn]);
}
