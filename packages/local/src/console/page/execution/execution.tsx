import { useMemo } from 'preact/hooks';
import { CostView } from '../cost/cost.tsx';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Graph } from '../graph/graph.tsx';
import { machineOf as readMachine } from '../graph/machine.ts';
import { Json } from '../kit/json.tsx';
import { Missing } from '../kit/missing.tsx';
import { Problem } from '../kit/problem.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { TraceOfExecution } from '../traces/of-execution.tsx';
import type { ExecutionAnswer } from './answers.ts';
import { Events } from './events.tsx';
import { Head } from './head.tsx';
import { Panel } from './panel.tsx';
import { askedOf, move, type Place, placeOf, VIEWS } from './place.ts';
import { Table } from './table.tsx';

const NAMES = {
  graph: 'Graph',
  table: 'Table',
  events: 'Events',
  trace: 'Trace',
  cost: 'Cost',
  definition: 'Definition',
};

/** `#/execution/ARN`: one execution, live, seen in six ways. */
export function Execution({ parts: [arn = ''], query }: ViewProps) {
  const place = placeOf(arn, query);
  const { value, error } = useAsked<ExecutionAnswer>(askedOf('execution', place));
  if (!value) return <Missing list={['executions', 'Executions']} title={arn.split(':')[7] ?? arn} text={error} />;
  const count = `${NAMES.events} (${value.events.toLocaleString()})`;
  const tabs = VIEWS.map((view) => ({ name: view, text: view === 'events' ? count : NAMES[view] }));
  return (
    <article class="execution">
      <Head answer={value} />
      <Problem text={error} />
      <Tabs label="Views" tabs={tabs} shown={place.view} show={(view) => move(place, { view })} />
      <Shown place={place} answer={value} />
    </article>
  );
}

function Shown({ place, answer }: { readonly place: Place; readonly answer: ExecutionAnswer }) {
  const machine = useMemo(() => readMachine(answer.definition), [answer.definition]);
  const select = (state: string | undefined) => move(place, { state });
  if (place.view === 'trace') return <TraceOfExecution header={answer.execution.traceHeader} />;
  if (place.view === 'cost') return <CostView arn={place.arn} />;
  if (place.view === 'definition')
    return (
      <div class="whole">
        <Json text={answer.definition} />
      </div>
    );
  return (
    <div class="beside">
      <div class="main">
        {place.view === 'graph' && (
          <Graph
            machine={machine}
            states={answer.states}
            status={answer.execution.status}
            selected={place.state}
            select={select}
          />
        )}
        {place.view === 'table' && <Table place={place} execution={answer.execution} select={select} />}
        {place.view === 'events' && <Events place={place} />}
      </div>
      <Panel place={place} answer={answer} machine={machine} />
    </div>
  );
}
