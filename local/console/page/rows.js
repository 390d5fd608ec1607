import { element } from './dom.js';
import { duration, machineOf, time, words } from './format.js';

/** A link to a run: nothing to press where there is none yet. */
function runLink(executionArn, textContent) {
  const link = element(executionArn ? 'a' : 'span', { className: 'name', textContent, title: textContent });
  if (executionArn) link.href = `#${encodeURIComponent(executionArn)}`;
  return link;
}

export function orderRow({ orderId, status, reason, total, photos, prints, executionArn, placedAt }) {
  const what = `${prints} ${prints === 1 ? 'print' : 'prints'} of ${photos.join(', ')}`;
  return element(
    'li',
    { className: status.toLowerCase() },
    runLink(executionArn, orderId),
    element('span', { className: 'pill', textContent: words(status) }),
    element('span', { className: 'about', textContent: what }),
    element('span', {
      className: 'when',
      textContent: [total && money(total), time(placedAt)].filter(Boolean).join(' · '),
    }),
    reason && element('span', { className: 'reason', textContent: reason }),
  );
}

const money = ({ minor, currency }) => (minor / 100).toLocaleString(undefined, { style: 'currency', currency });

export function executionRow({ executionArn, subject, status, startDate, stopDate }) {
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
