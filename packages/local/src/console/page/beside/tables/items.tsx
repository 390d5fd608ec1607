import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { short } from '../../kit/format.ts';
import { Json } from '../../kit/json.tsx';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';

type Item = Readonly<Record<string, unknown>>;

interface ItemsProps {
  readonly asked: string;
  /** Names of the table's own key, which stand in columns of their own. */
  readonly keyNames: readonly string[];
}

/** A page of items; each opens to all of its attributes. */
export function Items({ asked, keyNames }: ItemsProps) {
  const cursors = useCursors(asked);
  const { value, error } = useAsked<ListAnswer<Item>>(`${asked}&after=${encodeURIComponent(cursors.after)}`);
  const isNone = value?.problem === undefined && value?.rows.length === 0;
  return (
    <>
      <Problem text={error ?? value?.problem} />
      {isNone && <p class="empty">There is no such item.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="items" heads={[...keyNames, 'Item']}>
          {value.rows.map((item) => (
            <tr key={JSON.stringify(keyNames.map((name) => item[name]))}>
              {keyNames.map((name) => (
                <td key={name} class="name">
                  {String(item[name])}
                </td>
              ))}
              <td class="text">
                <ItemText item={item} keyNames={keyNames} />
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="items" cursors={cursors} next={value?.next} />
    </>
  );
}

const LONGEST = 160;

function ItemText({ item, keyNames }: { readonly item: Item; readonly keyNames: readonly string[] }) {
  const rest = Object.entries(item).filter(([name]) => !keyNames.includes(name));
  const line = rest.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ');
  return (
    <details>
      <summary>{short(line, LONGEST) || 'nothing but its key'}</summary>
      <Json text={JSON.stringify(item)} />
    </details>
  );
}
