import { useMemo, useState } from 'preact/hooks';
import { hrefTo } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Aside } from '../kit/aside.tsx';
import { count, duration, isExpress, machineOf, time } from '../kit/format.ts';
import { Missing } from '../kit/missing.tsx';
import type { TraceAnswer } from './answers.ts';
import { Part } from './part.tsx';
import { Waterfall } from './waterfall.tsx';
import { executionsIn, waterfallOf } from './waterfall-rows.ts';

/** `#/trace/ID`: one trace, beside the executions in it. */
export function TracePage({ parts: [id = ''] }: ViewProps) {
  return (
    <article class="execution">
      <header class="title">
        <p class="faint">
          <a href={hrefTo('traces')}>Traces</a>
        </p>
        <h1>Trace</h1>
        <p class="faint">{id}</p>
      </header>
      <TraceView id={id} />
    </article>
  );
}

/** The waterfall of a trace, and beside it what is selected in it, or its executions. */
export function TraceView({ id }: { readonly id: string }) {
  const { value, error } = useAsked<TraceAnswer | null>(`trace?of=${encodeURIComponent(id)}`);
  if (value === undefined) return <Missing list={['traces', 'Traces']} title={`Trace ${id}`} text={error} />;
  if (value === null) return <p class="empty">Nothing is kept of this trace: it is for three hours.</p>;
  return <Shown trace={value} />;
}

function Shown({ trace }: { readonly trace: TraceAnswer }) {
  const [selected, select] = useState<string>();
  const rows = useMemo(() => waterfallOf(trace.Segments), [trace]);
  const row = rows.find(({ part }) => part.id === selected);
  return (
    <div class="beside">
      <div class="main">
        <p class="facts" id="trace-facts">
          <span>began {time(rows[0]?.from)}</span>
          <span>{duration(trace.Duration * 1e3)}</span>
          <span>{count(rows.length, 'part')}</span>
        </p>
        <Waterfall rows={rows} selected={selected} select={select} />
      </div>
      <Aside label={row ? 'Selected part' : 'Executions'}>
        {row ? <Part row={row} /> : <Executions arns={executionsIn(trace.Segments)} />}
      </Aside>
    </div>
  );
}

function Executions({ arns }: { readonly arns: readonly string[] }) {
  return (
    <>
      <h2>Executions</h2>
      {arns.length === 0 && <p class="faint">None is in this trace.</p>}
      <ul class="rows">
        {arns.map((arn) => (
          <li key={arn}>
            {isExpress(arn) ? (
              <span class="name">{machineOf(arn)} (Express)</span>
            ) : (
              <a class="name" href={hrefTo('execution', [arn])}>
                {machineOf(arn)}
              </a>
            )}
            <a href={hrefTo('cost', [arn])}>What it costs</a>
          </li>
        ))}
      </ul>
    </>
  );
}
