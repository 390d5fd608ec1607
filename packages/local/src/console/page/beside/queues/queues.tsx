import { hrefTo } from '../../frame/address.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';
import type { QueueRow } from './answers.ts';

const HEADS = ['Name', 'To be received', 'Worked on', 'Not yet due', 'Dead letters go to'];

/** `#/queues`: all queues of SQS, and how full they are. */
export function Queues() {
  const cursors = useCursors('');
  const { value, error } = useAsked<ListAnswer<QueueRow>>(`queues?after=${encodeURIComponent(cursors.after)}`);
  return (
    <>
      <h1>Queues</h1>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">None yet.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="queues" heads={HEADS}>
          {value.rows.map(({ url, name, visible, inFlight, delayed, deadLetters }) => (
            <tr key={url}>
              <td>
                <a class="name" href={hrefTo('queue', [url])}>
                  {name}
                </a>
              </td>
              <td class="number">{visible}</td>
              <td class="number">{inFlight}</td>
              <td class="number">{delayed}</td>
              <td>{deadLetters?.split(':').at(-1)}</td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="queues" cursors={cursors} next={value?.next} />
    </>
  );
}
