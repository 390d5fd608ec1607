import { useState } from 'preact/hooks';
import type { VisitRow } from '#local/console/queries/execution/rows.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Bar, type Span } from '../kit/bar.tsx';
import { duration } from '../kit/format.ts';
import { Pager } from '../kit/pager.tsx';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';
import type { ExecutionAnswer, Page } from './answers.ts';
import { askedOf, type Place } from './place.ts';
import { TargetLink } from './target-link.tsx';

export const ROWS = 100;

interface TableProps {
  readonly place: Place;
  readonly execution: ExecutionAnswer['execution'];
  readonly select: (name: string) => void;
}

/** Every visit of a state in a line, with a bar where it lies in the execution's time. */
export function Table({ place, execution, select }: TableProps) {
  const [page, turn] = useState(0);
  const { value, error } = useAsked<Page<VisitRow>>(askedOf('execution/table', place, { page }));
  if (!value) return <Problem text={error} />;
  const from = Date.parse(execution.startDate);
  const last = Math.max(from + 1, ...value.rows.map((row) => row.to ?? row.from));
  const span = { from, to: execution.stopDate === undefined ? last : Date.parse(execution.stopDate) };
  return (
    <>
      <div class="wide">
        <table class="list">
          <thead>
            <tr>
              <th>State</th>
              <th>Status</th>
              <th>Type, resource</th>
              <th>Duration</th>
              <th class="timeline">Timeline</th>
            </tr>
          </thead>
          <tbody>
            {value.rows.map((row) => (
              <Row key={row.id} row={row} span={span} select={select} isSelected={row.name === place.state} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager of="visit" page={value.page} size={ROWS} total={value.total} turn={turn} />
    </>
  );
}

interface RowProps {
  readonly row: VisitRow;
  readonly span: Span;
  readonly isSelected: boolean;
  readonly select: (name: string) => void;
}

function Row({ row, span, isSelected, select }: RowProps) {
  const { name, kind, depth, round, status, from, to, attempts, resource, target, error } = row;
  const notes = [round !== undefined && `item ${round}`, attempts > 1 && `${attempts} attempts`].filter(Boolean);
  return (
    <tr class={isSelected ? 'selected' : ''}>
      <td class="visit" style={{ paddingLeft: `${0.4 + depth}rem` }}>
        <button type="button" class="link" aria-pressed={isSelected} onClick={() => select(name)}>
          {name}
        </button>{' '}
        <span class="faint">{notes.join(', ')}</span>
      </td>
      <td>
        <Status status={status} /> {error !== undefined && <span class="faint">{error}</span>}
      </td>
      <td class="resource">
        <span class="faint">{resource ?? kind}</span> {target && <TargetLink target={target} />}
      </td>
      <td class="number">{to === undefined ? '' : duration(to - from)}</td>
      <td class="timeline">
        <Bar from={from} to={to ?? span.to} span={span} status={status} />
      </td>
    </tr>
  );
}
