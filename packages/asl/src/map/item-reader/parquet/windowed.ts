import type { AsyncBuffer, RowGroup } from 'hyparquet';

/**
 * A file of which the bytes of one row group, as they are compressed, are read at once and held. What lies elsewhere is read when it is
 * asked for.
 */
export function windowed(file: AsyncBuffer, group: RowGroup): AsyncBuffer {
  const { start, end } = extent(group);
  let held: ReturnType<AsyncBuffer['slice']> | undefined;
  return {
    byteLength: file.byteLength,
    async slice(from, to = file.byteLength) {
      if (from < start || to > end) return file.slice(from, to);
      held ??= file.slice(start, end);
      return (await held).slice(from - start, to - start);
    },
  };
}

function extent({ columns }: RowGroup): { start: number; end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { meta_data: column } of columns) {
    if (column === undefined) continue;
    const from = Number(column.dictionary_page_offset ?? column.data_page_offset);
    start = Math.min(start, from, Number(column.data_page_offset));
    end = Math.max(end, from + Number(column.total_compressed_size));
  }
  return { start, end };
}
