import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import { Search } from '../../kit/search.tsx';
import type { ListAnswer } from '../list.ts';

interface GroupRow {
  readonly logGroupName: string;
  readonly retentionInDays?: number;
}

/** `#/logs?part=`: all log groups, or those whose name has a part. */
export function Logs({ query }: ViewProps) {
  const part = query.get('part') ?? '';
  const cursors = useCursors(part);
  const { value, error } = useAsked<ListAnswer<GroupRow>>(`log-groups?${searchOf({ part, after: cursors.after })}`);
  return (
    <>
      <h1>Logs</h1>
      <FilterForm>
        <Search
          label="Part of the name"
          value={part}
          set={(text) => location.replace(hrefTo('logs', [], { part: text }))}
        />
      </FilterForm>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">There is no such log group.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="log-groups" heads={['Log group', 'Kept for']}>
          {value.rows.map(({ logGroupName, retentionInDays }) => (
            <tr key={logGroupName}>
              <td>
                <a class="name" href={hrefTo('log', [logGroupName])}>
                  {logGroupName}
                </a>
              </td>
              <td class="number">{retentionInDays === undefined ? 'ever' : `${retentionInDays} days`}</td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="log groups" cursors={cursors} next={value?.next} />
    </>
  );
}
