import type { ListAnswer } from '../beside/list.ts';
import { hrefTo } from '../frame/address.ts';
import { useAsked } from '../frame/use-asked.ts';
import { CursorPager, useCursors } from '../kit/cursors.tsx';
import { time } from '../kit/format.ts';
import { Problem } from '../kit/problem.tsx';
import { Status } from '../kit/status.tsx';

/** A line of `GET alarms`. */
interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly StateValue: 'ALARM' | 'INSUFFICIENT_DATA' | 'OK';
  readonly StateReason: string;
  readonly StateUpdatedTimestamp: string;
}

/** What needs somebody comes first. */
const ORDER = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/** `#/alarms`: all alarms of CloudWatch. */
export function Alarms() {
  const cursors = useCursors('');
  const { value, error } = useAsked<ListAnswer<Alarm>>(`alarms?after=${encodeURIComponent(cursors.after)}`);
  const sorted = value?.rows.toSorted((a, b) => ORDER.indexOf(a.StateValue) - ORDER.indexOf(b.StateValue)) ?? [];
  const raised = sorted.filter(({ StateValue }) => StateValue === 'ALARM').length;
  return (
    <>
      <h1>Alarms</h1>
      <Problem text={error} />
      {value && (
        <p id="alarm-count" class={raised > 0 ? 'raised' : 'faint'} role="status">
          {raised === 0 ? `None of ${sorted.length} is raised.` : `${raised} of ${sorted.length} raised.`}
        </p>
      )}
      <ul class="rows" id="alarms">
        {sorted.map(({ AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp }) => (
          <li key={AlarmName}>
            <a class="name" href={hrefTo('alarm', [AlarmName])}>
              {AlarmName}
            </a>{' '}
            <Status status={StateValue} />
            <span class="faint">
              since {time(StateUpdatedTimestamp)}: {StateReason}
            </span>
            <span>{AlarmDescription}</span>
          </li>
        ))}
      </ul>
      <CursorPager of="alarms" cursors={cursors} next={value?.next} />
    </>
  );
}
