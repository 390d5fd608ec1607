import { byId, element, showList } from './dom.js';

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

/** Raised when it was last looked: whoever closes the list has seen those. */
let before = 0;

/** All alarms, folded away while all is well. */
export function showAlarms(alarms) {
  const sorted = alarms.toSorted((a, b) => ORDER.indexOf(a.StateValue) - ORDER.indexOf(b.StateValue));
  const raised = alarms.filter(({ StateValue }) => StateValue === 'ALARM').length;
  byId('alarm-count').textContent = raised === 0 ? `none of ${alarms.length}` : `${raised} of ${alarms.length}`;
  if (raised > before) byId('alarm-list').open = true;
  before = raised;
  byId('alarm-count').classList.toggle('raised', raised > 0);
  showList(byId('alarms'), sorted, ({ AlarmName }) => AlarmName, alarm);
}
