import { type AsyncBuffer, parquetReadObjects } from 'hyparquet';
import type { JsonObject } from '#asl/json.ts';
import { StatesError } from '../../../error.ts';
import { readerFailed, whyOf } from '../failure.ts';
import type { SourceObject } from '../source-object.ts';
import { compressors } from './codecs.ts';
import { readFooter } from './footer.ts';
import { jsonOf } from './json-of.ts';
import { windowed } from './windowed.ts';

/** Rows that are unpacked at a time: of a row group only its bytes are held. Fewer would unpack the same pages again and again. */
const ROWS_AT_A_TIME = 10_000;

/** A column of bytes stays one unless its type says that it is text; a DATE is a day without a time. */
const reading = {
  compressors,
  utf8: false,
  geoparquet: false,
  parsers: { dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10) },
};

/** One object a row, whose members are the columns; what a row lacks is null. The footer is read first, then row group after row group. */
export async function* parquetRows(object: SourceObject): AsyncIterable<JsonObject> {
  if (object.versionId !== undefined) throw readerFailed('VersionId is not supported for Parquet');
  const { size, read } = await object.open();
  const slice = (start: number, end = size) => read(start, end).catch(unread);
  try {
    yield* rowsOf({ byteLength: size, slice });
  } catch (error) {
    throw error instanceof StatesError ? error : readerFailed(`The Parquet file is damaged: ${whyOf(error)}`);
  }
}

/** What S3 fails with says nothing of the file. */
function unread(error: unknown): never {
  throw error instanceof StatesError ? error : readerFailed(whyOf(error));
}

async function* rowsOf(file: AsyncBuffer): AsyncIterable<JsonObject> {
  const metadata = await readFooter(file);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowsEnd = rowStart + Number(group.num_rows);
    const held = windowed(file, group);
    for (; rowStart < rowsEnd; rowStart += ROWS_AT_A_TIME) {
      const rowEnd = Math.min(rowStart + ROWS_AT_A_TIME, rowsEnd);
      const rows = await parquetReadObjects({ file: held, rowStart, rowEnd, ...reading, metadata });
      for (const row of rows) yield jsonOf(row);
    }
    rowStart = rowsEnd;
  }
}
