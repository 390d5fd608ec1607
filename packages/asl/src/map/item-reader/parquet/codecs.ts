import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors, RowGroup } from 'hyparquet';
import { readerFailed } from '../failure.ts';

/** Beside Snappy, which the library knows. */
export const compressors: Compressors = {
  GZIP: (bytes, size) => gunzipSync(bytes, { maxOutputLength: Math.max(size, 1) }),
  ZSTD: (bytes, size) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(size, 1) }),
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
const KNOWN: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)]);

/** Throws `States.ItemReaderFailed` where a column is compressed in another way than AWS knows. */
export function requireCodecs({ columns }: Pick<RowGroup, 'columns'>): void {
  for (const { meta_data: column, crypto_metadata: encryption } of columns) {
    if (encryption !== undefined)
      throw readerFailed('A column of the Parquet file is encrypted, which is not supported');
    if (column === undefined || KNOWN.has(column.codec)) continue;
    const name = column.path_in_schema.join('.');
    throw readerFailed(
      `Column ${name} is compressed by ${column.codec}, which is not supported: use GZIP, SNAPPY or ZSTD`,
    );
  }
}
