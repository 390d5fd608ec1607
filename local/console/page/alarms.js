import { byId, element } from './dom.js';

/** What needs somebody comes first. */
const ORDER = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

function alarm({ AlarmName, AlarmDescription, StateValue, StateReason, StateUpdatedTimestamp }) {
  const since = new Date(StateUpdatedTimestamp).toLocaleTimeString();
  return element(
    'li',
    {},
    element('strong', { textContent: AlarmName }),
    element('span', {
      className: StateValue === 'ALARM' ? 'raised' : 'status',
      textContent: `${StateValue} since ${since}: ${StateReason}`,
    }),
    element('span', { textContent: AlarmDescription ?? '' }),
  );
}

/** All alarms, folded away while all is well. */
export function showAlarms(alarms) {
  const sorted = alarms.toSorted((a, b) => ORDER.indexOf(a.StateValue) - ORDER.indexOf(b.StateValue));
  const raised = alarms.filter(({ StateValue }) => StateValue === 'ALARM').length;
  byId('alarm-count').textContent = raised === 0 ? `none of ${alarms.length}` : `${raised} of ${alarms.length}`;
  if (raised > 0) byId('alarm-list').open = true;
  byId('alarm-count').classList.toggle('raised', raised > 0);
  byId('alarms').replaceChildren(...sorted.map(alarm));
}
