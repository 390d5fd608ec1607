import { useMemo, useState } from 'preact/hooks';
import { Start } from '../execution/start.tsx';
import { hrefTo } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Graph } from '../graph/graph.tsx';
import { findState, machineOf } from '../graph/machine.ts';
import { Aside } from '../kit/aside.tsx';
import { Json } from '../kit/json.tsx';
import { Problem } from '../kit/problem.tsx';

/** Answer of `GET machine`. */
interface MachineAnswer {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: string;
  readonly roleArn: string;
  readonly diagnostics: readonly { readonly severity: string; readonly message: string; readonly location?: string }[];
}

/** `#/machine/ARN`: a state machine with its whole graph beside its source, before any run. */
export function MachinePage({ parts: [arn = ''] }: ViewProps) {
  const { value, error } = useAsked<MachineAnswer>(`machine?of=${encodeURIComponent(arn)}`);
  return value ? <Shown answer={value} /> : <Problem text={error} />;
}

function Shown({
  answer: { name, stateMachineArn, type, definition, roleArn, diagnostics },
}: {
  readonly answer: MachineAnswer;
}) {
  const machine = useMemo(() => machineOf(definition), [definition]);
  const [selected, select] = useState<string>();
  const [isStarting, setStarting] = useState(false);
  const state = selected === undefined ? undefined : findState(machine, selected);
  return (
    <article class="execution">
      <header class="title">
        <p class="faint">
          <a href={hrefTo('machines')}>State machines</a>
        </p>
        <div class="line">
          <h1>{name}</h1>
          <div class="actions">
            <a class="button" href={hrefTo('executions', [], { machine: stateMachineArn })}>
              Executions
            </a>
            {type === 'STANDARD' && (
              <button type="button" aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
                Start new
              </button>
            )}
            {isStarting && (
              <Start
                machine={stateMachineArn}
                input="{}"
                started={(begun) => {
                  location.hash = hrefTo('execution', [begun]);
                }}
              />
            )}
          </div>
        </div>
        <p class="facts">
          <span>{type === 'EXPRESS' ? 'Express' : 'Standard'}</span>
          <span>runs as {roleArn.split('/').at(-1)}</span>
        </p>
        {machine.Comment !== undefined && <p>{machine.Comment}</p>}
        {diagnostics.map(({ severity, message, location }) => (
          <p key={message} class={severity === 'ERROR' ? 'failure' : 'faint'}>
            {location} {message}
          </p>
        ))}
      </header>
      <div class="beside">
        <div class="main">
          <Graph machine={machine} states={undefined} selected={selected} select={select} />
        </div>
        <Aside label="Source">
          <h2>{selected ?? 'Definition'}</h2>
          <Json text={state ? JSON.stringify(state) : definition} />
        </Aside>
      </div>
    </article>
  );
}
