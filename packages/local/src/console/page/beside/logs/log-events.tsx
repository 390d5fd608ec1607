import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { exactTime, short } from '../../kit/format.ts';
import { Json } from '../../kit/json.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';

interface LogEvent {
  readonly eventId: string;
  readonly timestamp: number;
  readonly logStreamName: string;
  readonly message: string;
}

const LONGEST = 240;

/** A page of a log; lines of JSON open to be read. */
export function LogEvents({ asked }: { readonly asked: string }) {
  const cursors = useCursors(asked);
  const { value, error } = useAsked<ListAnswer<LogEvent>>(`${asked}&after=${encodeURIComponent(cursors.after)}`);
  const isNone = value?.problem === undefined && value?.rows.length === 0;
  return (
    <>
      <Problem text={error ?? value?.problem} />
      {isNone && (
        <p class="empty">{value?.next === undefined ? 'Nothing is like that.' : 'Nothing yet: look further.'}</p>
      )}
      {value && value.rows.length > 0 && (
        <ListTable id="log" heads={['Time', 'Message']}>
          {value.rows.map(({ eventId, timestamp, message }) => (
            <tr key={eventId}>
              <td class="time">{exactTime(timestamp)}</td>
              <td class="text">
                <Message text={message} />
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="log events" cursors={cursors} next={value?.next} />
    </>
  );
}

function Message({ text }: { readonly text: string }) {
  const isJson = text.startsWith('{');
  if (!isJson && text.length <= LONGEST) return <code>{text}</code>;
  return (
    <details>
      <summary>
        <code>{short(text, LONGEST)}</code>
      </summary>
      <Json text={text} />
    </details>
  );
}
