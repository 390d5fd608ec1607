import { byId, element, showList } from './dom.js';
import { duration, machineOf, time, words } from './format.js';

/** A link to a run: nothing to press where there is none yet. */
export function runLink(executionArn, textContent) {
  const link = element(executionArn ? 'a' : 'span', { className: 'name', textContent, title: textContent });
  if (executionArn) link.href = `#${encodeURIComponent(executionArn)}`;
  return link;
}

function executionRow({ executionArn, subject, status, startDate, stopDate }) {
  const took = stopDate ? duration(new Date(stopDate) - new Date(startDate)) : '';
  return element(
    'li',
    { className: status.toLowerCase() },
    runLink(executionArn, subject ?? executionArn.split(':').at(-1)),
    element('span', { className: 'pill', textContent: words(status) }),
    element('span', { className: 'about', textContent: machineOf(executionArn) }),
    element('span', { className: 'when', textContent: [took, time(startDate)].filter(Boolean).join(' · ') }),
  );
}

/** The newest executions of all machines. */
export const showExecutions = (executions) =>
  showList(byId('executions'), executions, ({ executionArn }) => executionArn, executionRow);
