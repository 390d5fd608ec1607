import { hrefTo } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { Json } from '../../kit/json.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Missing } from '../../kit/missing.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';
import { Publish } from './publish.tsx';
import type { TopicRow } from './topics.tsx';

/** A subscription, as `GET topic` lists it. */
interface SubscriptionRow {
  readonly arn: string;
  readonly protocol?: string;
  readonly endpoint?: string;
  readonly isPending: boolean;
  readonly isRaw?: boolean;
  /** Filter policy, JSON, and what it looks at. */
  readonly filter?: string;
  readonly scope?: string;
  readonly redrive?: string;
}

type TopicAnswer = TopicRow & ListAnswer<SubscriptionRow>;

const HEADS = ['Endpoint', 'Protocol', 'Filter policy', 'Delivery'];

/** `#/topic/ARN`: who is told by a topic, of what, and a form that publishes. */
export function TopicPage({ parts: [arn = ''] }: ViewProps) {
  const cursors = useCursors(arn);
  const asked = `topic?of=${encodeURIComponent(arn)}&after=${encodeURIComponent(cursors.after)}`;
  const { value, error } = useAsked<TopicAnswer>(asked);
  if (!value) return <Missing list={['topics', 'Topics']} title={arn.split(':').at(-1) ?? ''} text={error} />;
  return (
    <>
      <p class="faint">
        <a href={hrefTo('topics')}>Topics</a>
      </p>
      <h1>{value.name}</h1>
      <Problem text={error} />
      <h2>Subscriptions</h2>
      {value.rows.length === 0 ? (
        <p class="empty">Nobody has subscribed.</p>
      ) : (
        <ListTable id="subscriptions" heads={HEADS}>
          {value.rows.map((row) => (
            <Row key={`${row.arn} ${row.protocol} ${row.endpoint}`} row={row} />
          ))}
        </ListTable>
      )}
      <CursorPager of="subscriptions" cursors={cursors} next={value.next} />
      <Publish arn={arn} isFifo={value.isFifo} />
    </>
  );
}

function Row({
  row: { protocol, endpoint, isPending, isRaw, filter, scope, redrive },
}: {
  readonly row: SubscriptionRow;
}) {
  return (
    <tr>
      <td class="name">{endpoint}</td>
      <td>{protocol}</td>
      <td>
        {filter === undefined ? (
          <span class="faint">all messages</span>
        ) : (
          <>
            <span class="faint">{scope === 'MessageBody' ? 'of the body' : 'of the attributes'}</span>
            <Json text={filter} />
          </>
        )}
      </td>
      <td>
        {isPending ? 'waits for its confirmation' : isRaw ? 'raw' : 'in an envelope'}
        {redrive !== undefined && <Json text={redrive} />}
      </td>
    </tr>
  );
}
