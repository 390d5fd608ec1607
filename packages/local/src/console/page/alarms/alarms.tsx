import { useAsked } from '../frame/use-asked.ts';
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
  const { value, error } = useAsked<readonly Alarm[]>('alarms');
  const sorted = value?.toSorted((a, b) => ORDER.indexOf(a.StateValue) - ORDER.indexOf(b.StateValue)) ?? [];
  const raised = sorted.filter(({ StateValue }) => StateValue === 'ALARM').length;
  return (
    <>
      <h1>Alarms</h1>
      <Problem text={error} />
      {value && (
        <p id="alarm-count" class={raised > 0 ? 'raised' : 'faint'} role="status">
          {raised === 0 ? `None of ${value.length} is raised.` : `${raised} of ${value.length} raised.`}
        </p>
      )}
      <ul class="rows" id="alarms">
        {sorted.map(({ AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp }) => (
          <li key={AlarmName}>
            <strong>{AlarmName}</strong> <Status status={StateValue} />
            <span class="faint">
              since {time(StateUpdatedTimestamp)}: {StateReason}
            </span>
            <span>{AlarmDescription}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
