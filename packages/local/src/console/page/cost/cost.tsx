import type { Cost } from '#local/usage/bill/cost.ts';
import { hrefTo } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Aside } from '../kit/aside.tsx';
import { machineOf } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';
import { dollars, large } from './dollars.ts';
import { Lines, States } from './tables.tsx';

/** `#/cost/ARN`: what an execution costs; without an ARN, everything since the system started. */
export function CostPage({ parts: [arn] }: ViewProps) {
  return (
    <article class="execution">
      <header class="title">
        <h1>Cost</h1>
        <p class="faint">
          {arn === undefined ? 'Everything since the system started.' : <a href={hrefTo('execution', [arn])}>{arn}</a>}
        </p>
      </header>
      <CostView arn={arn} />
    </article>
  );
}

/** A bill, line by line and state by state. */
export function CostView({ arn }: { readonly arn: string | undefined }) {
  const { value, error } = useAsked<Cost>(arn === undefined ? 'cost' : `cost?of=${encodeURIComponent(arn)}`);
  if (!value) return <Problem text={error} />;
  if (value.lines.length === 0)
    return <p class="empty">Nothing is metered of it: that is counted in memory, since the system started.</p>;
  return (
    <div class="beside">
      <div class="main">
        <Lines cost={value} />
      </div>
      <Aside label="In all">
        <InAll cost={value} />
        <Types cost={value} />
        {value.byState.length > 0 && <States cost={value} />}
      </Aside>
    </div>
  );
}

function InAll({ cost: { dollars: total, times, month } }: { readonly cost: Cost }) {
  return (
    <>
      <h2>{dollars(total)}</h2>
      <p>
        1,000 of the same {large(times.thousand)}, a million {large(times.million)}.
      </p>
      <p class="faint">
        A month of 1,000, with what is free each month, {large(month.thousand)}; of a million {large(month.million)}.
      </p>
    </>
  );
}

/** Of one execution: of many it would say little. */
function Types({ cost: { usage, types } }: { readonly cost: Cost }) {
  const roots = usage.executions.filter(({ parent }) => parent === undefined);
  const [root] = roots;
  const type = types.find(({ executionArn }) => executionArn === root?.executionArn);
  if (!root || !type || roots.length > 1) return null;
  return (
    <>
      <h3>Step Functions for {machineOf(root.executionArn)}</h3>
      <p id="types">
        Standard {dollars(type.standard)}, Express{' '}
        {type.express === undefined ? 'impossible: it did not end within five minutes' : dollars(type.express)}
      </p>
    </>
  );
}
