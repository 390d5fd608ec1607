import { Bar, type Span } from '../kit/bar.tsx';
import { duration } from '../kit/format.ts';
import { Status } from '../kit/status.tsx';
import { kindOf, type WaterfallRow } from './waterfall-rows.ts';

interface WaterfallProps {
  readonly rows: readonly WaterfallRow[];
  readonly selected: string | undefined;
  readonly select: (id: string | undefined) => void;
}

/** Every segment and subsegment of a trace in a line, with a bar where it lies in the trace's time. */
export function Waterfall({ rows, selected, select }: WaterfallProps) {
  const from = Math.min(...rows.map((row) => row.from));
  const span = { from, to: Math.max(from + 1, ...rows.map((row) => row.to ?? row.from)) };
  return (
    <div class="wide">
      <table class="list" id="waterfall">
        <thead>
          <tr>
            <th>Name</th>
            <th>Status</th>
            <th>Duration</th>
            <th class="timeline">Timeline</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.part.id} row={row} span={span} isSelected={row.part.id === selected} select={select} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<WaterfallProps, 'select'> {
  readonly row: WaterfallRow;
  readonly span: Span;
  readonly isSelected: boolean;
}

function Row({ row, span, isSelected, select }: RowProps) {
  const { part, segment, depth, from, to, status } = row;
  return (
    <tr class={`${status}${isSelected ? ' selected' : ''}`}>
      <td style={{ paddingLeft: `${0.4 + 0.8 * depth}rem` }}>
        <button
          type="button"
          class={part === segment ? 'link segment' : 'link'}
          aria-pressed={isSelected}
          onClick={() => select(isSelected ? undefined : part.id)}
        >
          {part.name}
        </button>{' '}
        <span class="faint">{kindOf(row)}</span>
      </td>
      <td>
        <Status status={status} />
      </td>
      <td class="number">{to === undefined ? '' : duration(to - from)}</td>
      <td class="timeline">
        <Bar from={from} to={to ?? span.to} span={span} status={status} />
      </td>
    </tr>
  );
}
