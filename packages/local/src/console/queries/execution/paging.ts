/** Rows that a list of the page shows at once. */
export const ROWS = 100;

export interface RowsPage<T> {
  readonly rows: readonly T[];
  /** From 0. */
  readonly page: number;
  readonly total: number;
}

/** One page of rows that are all there; beyond the last it is the last. `page=last` is the last as well. */
export function pageOf<T>(all: readonly T[], asked: string | null, size = ROWS): RowsPage<T> {
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const page = asked === 'last' ? last : Math.min(last, Math.max(0, Number.parseInt(asked ?? '0', 10) || 0));
  return { rows: all.slice(page * size, (page + 1) * size), page, total: all.length };
}
