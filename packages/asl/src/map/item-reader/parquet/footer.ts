import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, type RowGroup } from 'hyparquet';
import { readerFailed } from '../failure.ts';
import { requireCodecs } from './codecs.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * The most that AWS takes: bytes of a footer, and of a row group before compression.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
const LARGEST = { footer: 5 * MEBIBYTE, rowGroup: 256 * MEBIBYTE };

/** The length of the footer and the four letters that a file ends with. */
const TAIL_BYTES = 8;
/** Those letters at the beginning too, and a footer of nothing. */
const SMALLEST_FILE_BYTES = 12;

/** What a file ends with: `PARE` where its footer is encrypted. */
const LETTERS = { plain: 'PAR1', encrypted: 'PARE' };

/** What a file says of itself at its end. Throws `States.ItemReaderFailed` where it is not to be read. */
export async function readFooter(file: AsyncBuffer): Promise<FileMetaData> {
  if (file.byteLength < SMALLEST_FILE_BYTES) throw readerFailed('The object is not a Parquet file');
  const tail = Buffer.from(await file.slice(file.byteLength - TAIL_BYTES));
  requireLetters(tail.toString('latin1', TAIL_BYTES - LETTERS.plain.length));
  const footerBytes = tail.readUInt32LE(0);
  if (footerBytes > LARGEST.footer && footerBytes < file.byteLength) {
    throw readerFailed('The footer of the Parquet file is larger than 5 MB');
  }
  const metadata = await parquetMetadataAsync(file, {
    geoparquet: false,
    initialFetchSize: Math.min(footerBytes + TAIL_BYTES, file.byteLength),
  });
  metadata.row_groups.forEach(requireReadable);
  return metadata;
}

function requireLetters(last: string): void {
  if (last === LETTERS.plain) return;
  throw readerFailed(
    last === LETTERS.encrypted
      ? 'The Parquet file is encrypted, which is not supported'
      : `The object is not a Parquet file, or was cut short: it does not end with ${LETTERS.plain}`,
  );
}

/** Throws `States.ItemReaderFailed` where a row group is too large, or compressed in a way that AWS does not know. */
export function requireReadable(group: Pick<RowGroup, 'total_byte_size' | 'columns'>): void {
  if (group.total_byte_size > LARGEST.rowGroup) {
    throw readerFailed('A row group of the Parquet file is larger than 256 MB');
  }
  requireCodecs(group);
}
