import { hrefTo } from '../frame/address.ts';
import { FilterForm, StatusFilter } from '../kit/filters.tsx';
import { Search } from '../kit/search.tsx';
import type { MachineItem } from './answers.ts';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];
const NAMES = ['status', 'machine', 'name', 'error', 'from', 'to'] as const;

export type Filter = Readonly<Record<(typeof NAMES)[number], string>>;

export const filterOf = (query: URLSearchParams): Filter => {
  const of = (name: string) => query.get(name) ?? '';
  return {
    status: of('status'),
    machine: of('machine'),
    name: of('name'),
    error: of('error'),
    from: of('from'),
    to: of('to'),
  };
};

interface FiltersProps {
  readonly filter: Filter;
  readonly machines: readonly MachineItem[];
}

/** What is looked for stands in the address, so that it can be linked to. */
export function Filters({ filter, machines }: FiltersProps) {
  const to = (name: keyof Filter) => (value: string) =>
    location.replace(hrefTo('executions', [], { ...filter, [name]: value }));
  const set = (name: keyof Filter) => (event: { readonly currentTarget: { readonly value: string } }) =>
    to(name)(event.currentTarget.value);
  const isEmpty = NAMES.every((name) => filter[name] === '');
  return (
    <FilterForm>
      <StatusFilter statuses={STATUSES} value={filter.status} set={to('status')} />
      <label>
        State machine
        <select class="long" value={filter.machine} onChange={set('machine')}>
          <option value="">all</option>
          {machines.map(({ name, stateMachineArn, type }) => (
            <option key={stateMachineArn} value={stateMachineArn}>
              {type === 'EXPRESS' ? `${name} (Express)` : name}
            </option>
          ))}
        </select>
      </label>
      <Search label="Name or subject" value={filter.name} set={to('name')} />
      <Search label="Text in the error" value={filter.error} set={to('error')} />
      <label>
        From
        <input type="datetime-local" value={filter.from} onChange={set('from')} />
      </label>
      <label>
        To
        <input type="datetime-local" value={filter.to} onChange={set('to')} />
      </label>
      {!isEmpty && (
        <button type="button" onClick={() => location.replace(hrefTo('executions'))}>
          Clear
        </button>
      )}
    </FilterForm>
  );
}
