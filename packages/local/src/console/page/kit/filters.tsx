import type { ComponentChildren } from 'preact';
import { words } from './format.ts';

/** The line above a list that says which of it is shown. */
export function FilterForm({ children }: { readonly children: ComponentChildren }) {
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()} aria-label="Filter">
      {children}
    </form>
  );
}

interface StatusFilterProps {
  readonly statuses: readonly string[];
  /** Empty for any. */
  readonly value: string;
  readonly set: (status: string) => void;
}

/** Choice of one status, or any. */
export function StatusFilter({ statuses, value, set }: StatusFilterProps) {
  return (
    <label>
      Status
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        <option value="">any</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {words(status)}
          </option>
        ))}
      </select>
    </label>
  );
}
