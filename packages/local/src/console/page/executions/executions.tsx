import { hrefTo, searchOf } from '../frame/address.ts';
import type { ViewProps } from '../frame/page.ts';
import { useAsked } from '../frame/use-asked.ts';
import { CursorPager, useCursors } from '../kit/cursors.tsx';
import { duration, isExpress, machineOf, time } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';
import type { ExecutionRow, ExecutionsAnswer, MachineItem } from './answers.ts';
import { ExpressNote, Unlogged } from './express-note.tsx';
import { type Filter, Filters, filterOf } from './filters.tsx';

/** `#/executions?status=&machine=…`: executions of all machines, newest first, a page at a time. */
export function Executions({ query }: ViewProps) {
  const filter = filterOf(query);
  const asked = searchOf({ ...filter, from: utc(filter.from), to: utc(filter.to) });
  const cursors = useCursors(asked);
  const { value, error, isCurrent } = useAsked<ExecutionsAnswer>(
    `executions?${asked}&${searchOf({ after: cursors.after })}`,
  );
  const express = value?.machines.find(
    ({ stateMachineArn, type }) => type === 'EXPRESS' && stateMachineArn === filter.machine,
  );
  return (
    <>
      <h1>Executions</h1>
      <Filters filter={filter} machines={value?.machines ?? []} />
      <Problem text={error} />
      {express && <ExpressNote machine={express} />}
      {value && <List value={value} filter={filter} isCurrent={isCurrent} />}
      {value && <CursorPager of="executions" cursors={cursors} next={value.next} words={['Newer', 'Older']} />}
      {value && filter.machine === '' && <Unlogged machines={value.machines} />}
    </>
  );
}

/** What a field for local time holds, as an instant. */
const utc = (local: string) => (local === '' ? '' : new Date(local).toISOString());

interface ListProps {
  readonly value: ExecutionsAnswer;
  readonly filter: Filter;
  readonly isCurrent: boolean;
}

function List({ value: { rows, machines, lookedAt, next }, filter, isCurrent }: ListProps) {
  const isFiltered = Object.values(filter).some((text) => text !== '');
  if (rows.length === 0) {
    const more = next === undefined ? '' : ` Looked at ${lookedAt.toLocaleString()}: there are older ones.`;
    return <p class="empty">{isFiltered ? `None is like that.${more}` : 'None yet.'}</p>;
  }
  return (
    <div class="wide" aria-busy={!isCurrent}>
      <table class="list" id="executions">
        <thead>
          <tr>
            <th>About</th>
            <th>Status</th>
            <th>State machine</th>
            <th>Began</th>
            <th>Duration</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.executionArn} row={row} machines={machines} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, machines }: { readonly row: ExecutionRow; readonly machines: readonly MachineItem[] }) {
  const { executionArn, name, status, startDate, stopDate, subject, outcome, error, redriveCount = 0 } = row;
  const machine = machineOf(executionArn);
  const arn = machines.find((one) => one.name === machine)?.stateMachineArn;
  const took = stopDate === undefined ? '' : duration(Date.parse(stopDate) - Date.parse(startDate));
  return (
    <tr class={status.toLowerCase()}>
      <td class="about">
        <a class="name" href={hrefTo('execution', [executionArn])}>
          {subject ?? name}
        </a>
        {error !== undefined && <span class="error">{error}</span>}
        {outcome?.message !== undefined && <span class="why">{outcome.message}</span>}
      </td>
      <td class="kind">
        <Status status={status} />
        {outcome && (
          <>
            {' '}
            <Status status={outcome.status} />
          </>
        )}
        {redriveCount > 0 && <span class="faint"> redriven</span>}
      </td>
      <td>
        {arn === undefined ? machine : <a href={hrefTo('machine', [arn])}>{machine}</a>}
        {isExpress(executionArn) && <span class="faint"> Express</span>}
      </td>
      <td class="time">{time(startDate)}</td>
      <td class="number">{took}</td>
    </tr>
  );
}
