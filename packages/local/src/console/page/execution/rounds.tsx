import { useState } from 'preact/hooks';
import type { Iteration } from '#local/console/history/visit.ts';
import { useAsked } from '../frame/use-asked.ts';
import { duration } from '../kit/format.ts';
import { Pager } from '../kit/pager.tsx';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';
import type { Page } from './answers.ts';
import { askedOf, move, type Place, withPick } from './place.ts';
import { ROWS } from './table.tsx';

const STATUSES = ['succeeded', 'failed', 'running', 'aborted'];

/** Rounds of a Map: the graph and the states show all of them, or the one that is picked here. */
export function Rounds({ place, map }: { readonly place: Place; readonly map: string }) {
  const [status, setStatus] = useState('');
  const [page, turn] = useState(0);
  const { value, error } = useAsked<Page<Iteration>>(askedOf('execution/rounds', place, { state: map, status, page }));
  const picked = place.picks.find((pick) => pick.startsWith(`${map}:`))?.slice(map.length + 1);
  const pick = (round: number | undefined) => move(place, { picks: withPick(place.picks, map, round) });
  if (!value) return <Problem text={error} />;
  if (value.total === 0 && status === '') return null;
  return (
    <section class="rounds" aria-label="Items">
      <div class="line">
        <h3>Items</h3>
        <label>
          <span class="unseen">Status of items</span>
          <select value={status} onChange={({ currentTarget }) => setStatus(currentTarget.value)}>
            <option value="">of any status</option>
            {STATUSES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={picked === undefined} onClick={() => pick(undefined)}>
          All
        </button>
      </div>
      <ul>
        {value.rows.map((round) => (
          <li key={round.index}>
            <button type="button" aria-pressed={picked === String(round.index)} onClick={() => pick(round.index)}>
              {round.index}
            </button>
            <Status status={round.status} />
            <span class="faint">{round.endedAt === undefined ? '' : duration(round.endedAt - round.startedAt)}</span>
          </li>
        ))}
      </ul>
      {value.total > ROWS && <Pager of="item" page={value.page} size={ROWS} total={value.total} turn={turn} />}
    </section>
  );
}
