import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { exactTime, short } from '../../kit/format.ts';
import { Json } from '../../kit/json.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';
import type { Message } from './answers.ts';

const LONGEST = 120;

/** Messages of a queue in the order in which they came; each opens to its whole body and its attributes. */
export function Messages({ name }: { readonly name: string }) {
  const cursors = useCursors(name);
  const asked = `queue/messages?of=${encodeURIComponent(name)}&after=${cursors.after}`;
  const { value, error } = useAsked<ListAnswer<Message>>(asked);
  return (
    <>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">It is empty.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="messages" heads={['Sent', 'Received', 'Message']}>
          {value.rows.map((message) => (
            <Row key={message.MessageId} message={message} />
          ))}
        </ListTable>
      )}
      <CursorPager of="messages" cursors={cursors} next={value?.next} />
    </>
  );
}

function Row({
  message: { Body, Attributes, MessageAttributes, MessageId, VisibleAt },
}: {
  readonly message: Message;
}) {
  const { SentTimestamp, ApproximateReceiveCount, ...rest } = Attributes;
  return (
    <tr>
      <td class="time">{exactTime(Number(SentTimestamp))}</td>
      <td class="number">{ApproximateReceiveCount}</td>
      <td class="text">
        <details>
          <summary>{short(Body, LONGEST)}</summary>
          <Json text={Body} />
          <Json
            text={JSON.stringify({ MessageId, VisibleAt: exactTime(VisibleAt), Attributes: rest, MessageAttributes })}
          />
        </details>
      </td>
    </tr>
  );
}
