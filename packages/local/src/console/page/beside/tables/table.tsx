import { hrefTo, searchOf } from '../../frame/address.ts';
import type { ViewProps } from '../../frame/page.ts';
import { useAsked } from '../../frame/use-asked.ts';
import { Choice } from '../../kit/field.tsx';
import { FilterForm } from '../../kit/filters.tsx';
import { count } from '../../kit/format.ts';
import { Problem } from '../../kit/problem.tsx';
import { Search } from '../../kit/search.tsx';
import { Items } from './items.tsx';
import { keyText, type TableAnswer } from './tables.tsx';

/** `#/table/NAME?index=&partition=&sort=`: items of a table, all of them or by a key. */
export function TablePage({ parts: [name = ''], query }: ViewProps) {
  const { value, error } = useAsked<TableAnswer>(`table?of=${encodeURIComponent(name)}`);
  const of = (part: string) => query.get(part) ?? '';
  const filter = { index: of('index'), partition: of('partition'), sort: of('sort') };
  const go = (change: Partial<typeof filter>) => location.replace(hrefTo('table', [name], { ...filter, ...change }));
  const [hash, range] = value?.keys.find((key) => key.name === filter.index)?.key ?? [];
  const indexes = value?.keys.map((key) => [key.name, key.name === '' ? 'the table itself' : key.name] as const) ?? [];
  return (
    <>
      <p class="faint">
        <a href={hrefTo('tables')}>Tables</a>
      </p>
      <h1>{name}</h1>
      <Problem text={error} />
      {value && (
        <p class="facts">
          <span>{count(value.items, 'item')}</span>
          <span>{keyText(value.keys[0]?.key ?? [])}</span>
          {value.stream !== undefined && <span>stream of {value.stream}</span>}
        </p>
      )}
      <FilterForm>
        {indexes.length > 1 && (
          <Choice label="By" value={filter.index} options={indexes} set={(index) => go({ index })} />
        )}
        {hash && <Search label={`${hash.name} is`} value={filter.partition} set={(partition) => go({ partition })} />}
        {range && filter.partition !== '' && (
          <Search
            label={`${range.name} ${range.type === 'N' ? 'is' : 'begins with'}`}
            value={filter.sort}
            set={(sort) => go({ sort })}
          />
        )}
      </FilterForm>
      {value && <Items asked={`table/items?${searchOf({ of: name, ...filter })}`} keyNames={namesOf(value)} />}
    </>
  );
}

const namesOf = ({ keys }: TableAnswer): readonly string[] => keys[0]?.key.map(({ name }) => name) ?? [];
