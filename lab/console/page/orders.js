import { byId, element, showList } from './dom.js';
import { runLink } from './executions.js';
import { time, words } from './format.js';

function orderRow({ orderId, status, reason, total, photos, prints, executionArn, placedAt }) {
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

/** The newest orders, with what is ordered and what it costs. */
export const showOrders = (orders) => showList(byId('orders'), orders, ({ orderId }) => orderId, orderRow);
