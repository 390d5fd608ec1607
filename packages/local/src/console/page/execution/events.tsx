import { useState } from 'preact/hooks';
import { useAsked } from '../frame/use-asked.ts';
import { exactTime } from '../kit/format.ts';
import { Json } from '../kit/json.tsx';
import { Pager } from '../kit/pager.tsx';
import { Problem } from '../kit/problem.tsx';
import type { EventAnswer, Page } from './answers.ts';
import { askedOf, type Place } from './place.ts';
import { ROWS } from './table.tsx';

const KINDS = [
  'failed',
  'Execution',
  'Task',
  'Map',
  'Parallel',
  'Choice',
  'Pass',
  'Wait',
  'LambdaFunction',
  'Activity',
];

/** The history, event by event, with AWS's names; each opens to its details. */
export function Events({ place }: { readonly place: Place }) {
  const [filter, setFilter] = useState({ kind: '', text: '' });
  const [page, turn] = useState(0);
  const state = place.state ?? '';
  const [onlyState, setOnlyState] = useState(false);
  const asked = askedOf('execution/events', place, { ...filter, page, state: onlyState ? state : '' });
  const { value, error } = useAsked<Page<EventAnswer>>(asked);
  const change = (next: Partial<typeof filter>) => {
    turn(0);
    setFilter({ ...filter, ...next });
  };
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Type
          <select value={filter.kind} onChange={({ currentTarget }) => change({ kind: currentTarget.value })}>
            <option value="">all</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kind === 'failed' ? 'what went wrong' : kind}
              </option>
            ))}
          </select>
        </label>
        <label>
          Text
          <input
            type="search"
            value={filter.text}
            onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          />
        </label>
        {state !== '' && (
          <label class="check">
            <input type="checkbox" checked={onlyState} onChange={() => setOnlyState(!onlyState)} />
            of “{state}” alone
          </label>
        )}
      </form>
      <Problem text={error} />
      {value && <Rows rows={value.rows} />}
      {value && <Pager of="event" page={value.page} size={ROWS} total={value.total} turn={turn} />}
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly EventAnswer[] }) {
  const [open, setOpen] = useState<number>();
  if (rows.length === 0) return <p class="faint">No event is like that.</p>;
  return (
    <div class="wide">
      <table class="list" id="history">
        <thead>
          <tr>
            <th>Id</th>
            <th>After</th>
            <th>Event</th>
            <th>State</th>
            <th>Time</th>
            <th>What</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <EventRow
              key={row.event.id}
              row={row}
              isOpen={open === row.event.id}
              toggle={() => setOpen(open === row.event.id ? undefined : row.event.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EventRowProps {
  readonly row: EventAnswer;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function EventRow({ row: { event, state, attempt }, isOpen, toggle }: EventRowProps) {
  const { id, previousEventId, type, timestamp, ...details } = event;
  return (
    <>
      <tr class={/(Failed|TimedOut|Aborted)$/.test(type) ? 'failed' : ''}>
        <td class="number">{id}</td>
        <td class="number faint">{previousEventId}</td>
        <td>
          <button type="button" class="link" aria-expanded={isOpen} onClick={toggle}>
            {type}
          </button>
        </td>
        <td>{state}</td>
        <td class="time">{exactTime(timestamp)}</td>
        <td class="faint">{notesOf(type, attempt, details)}</td>
      </tr>
      {isOpen && (
        <tr class="opened">
          <td colSpan={6}>
            <Json text={JSON.stringify(details)} />
          </td>
        </tr>
      )}
    </>
  );
}

/** What an event says beyond its type: its attempt, its error, and the index of an item. */
function notesOf(type: string, attempt: number, details: object): string {
  const { index, length, error } = Object.values(details).find((value) => typeof value === 'object' && value) ?? {};
  const notes = [
    /Scheduled$/.test(type) && attempt > 1 && `attempt ${attempt}`,
    index !== undefined && `item ${index}`,
    length !== undefined && `${length} ${length === 1 ? 'item' : 'items'}`,
    error,
  ];
  return notes.filter(Boolean).join(', ');
}
