import { exactTime } from '../kit/format.ts';
import { ListTable } from '../kit/list-table.tsx';
import type { DataPoint } from './scales.ts';

/** The newest values that a table shows. */
const SHOWN = 100;

/** Values of a chart, the newest first. */
export function PointsTable({ points, label }: { readonly points: readonly DataPoint[]; readonly label: string }) {
  if (points.length === 0) return null;
  const newest = points.toReversed().slice(0, SHOWN);
  return (
    <details>
      <summary>As a table</summary>
      <ListTable id="points" heads={['Period from', label]}>
        {newest.map(({ at, value }) => (
          <tr key={at}>
            <td class="time">{exactTime(at)}</td>
            <td class="number">{value.toLocaleString()}</td>
          </tr>
        ))}
      </ListTable>
    </details>
  );
}
