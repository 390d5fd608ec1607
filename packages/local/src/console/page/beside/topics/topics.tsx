import { hrefTo } from '../../frame/address.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';

/** A topic, as `GET topics` lists it. */
export interface TopicRow {
  readonly arn: string;
  readonly name: string;
  readonly isFifo: boolean;
  /** Confirmed ones. */
  readonly subscriptions: number;
  readonly pending: number;
}

/** `#/topics`: all topics of SNS. */
export function Topics() {
  const cursors = useCursors('');
  const { value, error } = useAsked<ListAnswer<TopicRow>>(`topics?after=${encodeURIComponent(cursors.after)}`);
  return (
    <>
      <h1>Topics</h1>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">None yet.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="topics" heads={['Name', 'Subscriptions', 'Not confirmed']}>
          {value.rows.map(({ arn, name, subscriptions, pending }) => (
            <tr key={arn}>
              <td>
                <a class="name" href={hrefTo('topic', [arn])}>
                  {name}
                </a>
              </td>
              <td class="number">{subscriptions}</td>
              <td class="number">{pending}</td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="topics" cursors={cursors} next={value?.next} />
    </>
  );
}
