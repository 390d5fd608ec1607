import { hrefTo, searchOf } from '@safelight/local/console/page/frame/address';
import { tell } from '@safelight/local/console/page/frame/ask';
import type { ViewProps } from '@safelight/local/console/page/frame/page';
import { useAsked } from '@safelight/local/console/page/frame/use-asked';
import { Act } from '@safelight/local/console/page/kit/act';
import { FilterForm, StatusFilter } from '@safelight/local/console/page/kit/filters';
import { time } from '@safelight/local/console/page/kit/format';
import { Pager } from '@safelight/local/console/page/kit/pager';
import { Problem } from '@safelight/local/console/page/kit/problem';
import { Status } from '@safelight/local/console/page/kit/status';
import type { Order } from '../../../order.ts';
import { money } from './money.ts';

interface OrdersAnswer {
  readonly orders: readonly Order[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

const STATUSES = [
  ...['PLACED', 'RESERVING', 'PAYING', 'AWAITING_APPROVAL', 'PRINTING', 'UNDOING', 'NEEDS_ATTENTION', 'CONFIRMED'],
  ...['REJECTED', 'DECLINED', 'REFUSED', 'EXPIRED', 'CANCELLED'],
];
const CANCELLABLE = ['PLACED', 'RESERVING', 'PAYING', 'AWAITING_APPROVAL'];

/** `#/orders?status=&page=`: all orders, the newest first, with what can be done with each. */
export function Orders({ query }: ViewProps) {
  const filter = { status: query.get('status') ?? '', page: query.get('page') ?? '' };
  const { value, error } = useAsked<OrdersAnswer>(`orders?${searchOf(filter)}`);
  const go = (change: Partial<typeof filter>) =>
    location.replace(hrefTo('orders', [], { ...filter, page: '', ...change }));
  return (
    <>
      <h1>Orders</h1>
      <FilterForm>
        <StatusFilter statuses={STATUSES} value={filter.status} set={(status) => go({ status })} />
      </FilterForm>
      <Problem text={error} />
      {value?.total === 0 && (
        <p class="empty">None: order a print of a photo on its page, or by npm run orders:place.</p>
      )}
      <ol class="rows" id="orders">
        {value?.orders.map((order) => (
          <Row key={order.orderId} order={order} />
        ))}
      </ol>
      {value && (
        <Pager
          of="order"
          page={value.page}
          size={value.size}
          total={value.total}
          turn={(page) => go({ page: String(page) })}
        />
      )}
    </>
  );
}

function Row({ order }: { readonly order: Order }) {
  const { orderId, status, reason, total, photos, prints, executionArn, placedAt } = order;
  return (
    <li class={status.toLowerCase()}>
      <div class="line">
        {executionArn === undefined ? (
          <span class="name">{orderId}</span>
        ) : (
          <a class="name" href={hrefTo('execution', [executionArn])}>
            {orderId}
          </a>
        )}
        <Status status={status} />
        <Answer order={order} />
      </div>
      <p class="facts">
        <span>
          {prints} {prints === 1 ? 'print' : 'prints'} of {photos.join(', ')}
        </span>
        {total && <span>{money(total.minor, total.currency)}</span>}
        <span class="time">{time(placedAt)}</span>
      </p>
      {reason !== undefined && <p class="reason">{reason}</p>}
    </li>
  );
}

function Answer({ order: { orderId, status } }: { readonly order: Order }) {
  const act = (what: string, body: object, said: string) => async () => {
    await tell(`orders/${what}?of=${encodeURIComponent(orderId)}`, body);
    return `${orderId} is ${said}.`;
  };
  return (
    <div class="actions">
      {status === 'AWAITING_APPROVAL' && (
        <>
          <Act kind="main" run={act('answer', { decision: 'APPROVE' }, 'approved')}>
            Approve
          </Act>
          <Act run={act('answer', { decision: 'REFUSE' }, 'refused')}>Refuse</Act>
        </>
      )}
      {CANCELLABLE.includes(status) && (
        <Act sure="Cancel this order?" run={act('cancel', {}, 'to be cancelled')}>
          Cancel
        </Act>
      )}
    </div>
  );
}
