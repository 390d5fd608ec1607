import type { KeyPart } from '#local/console/queries/beside/tables.ts';
import { hrefTo } from '../../frame/address.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { CursorPager, useCursors } from '../../kit/cursors.tsx';
import { bytes } from '../../kit/format.ts';
import { ListTable } from '../../kit/list-table.tsx';
import { Problem } from '../../kit/problem.tsx';
import type { ListAnswer } from '../list.ts';

/** A table as `GET table` tells of it; its own key has no name, an index's has. */
export interface TableAnswer {
  readonly name: string;
  readonly status?: string;
  readonly items: number;
  readonly bytes: number;
  readonly stream?: string;
  readonly keys: readonly { readonly name: string; readonly key: readonly KeyPart[] }[];
}

/** `#/tables`: all tables of DynamoDB. */
export function Tables() {
  const cursors = useCursors('');
  const { value, error } = useAsked<ListAnswer<TableAnswer>>(`tables?after=${encodeURIComponent(cursors.after)}`);
  return (
    <>
      <h1>Tables</h1>
      <Problem text={error} />
      {value?.rows.length === 0 && <p class="empty">None yet.</p>}
      {value && value.rows.length > 0 && (
        <ListTable id="tables" heads={['Name', 'Key', 'Indexes', 'Items', 'Size', 'Stream']}>
          {value.rows.map(({ name, keys: [own, ...indexes], items, bytes: size, stream }) => (
            <tr key={name}>
              <td>
                <a class="name" href={hrefTo('table', [name])}>
                  {name}
                </a>
              </td>
              <td>{own && keyText(own.key)}</td>
              <td>{indexes.map((index) => index.name).join(', ')}</td>
              <td class="number">{items.toLocaleString()}</td>
              <td class="number">{bytes(size)}</td>
              <td class="kind">{stream}</td>
            </tr>
          ))}
        </ListTable>
      )}
      <CursorPager of="tables" cursors={cursors} next={value?.next} />
    </>
  );
}

export const keyText = (key: readonly KeyPart[]): string => key.map(({ name, type }) => `${name} (${type})`).join(', ');
