import type { Json, JsonObject } from '#asl/json.ts';
import { csvRows } from './csv-rows.ts';
import { readerFailed } from './failure.ts';
import type { Entry } from './item-reader.ts';

/** `CSVDelimiter`. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

const HEADER_LIMIT_BYTES = 10 * 1024;

/** One object a row. A value without a header is dropped; a header without a value gets an empty text. */
export async function* csvItems(text: AsyncIterable<string>, config: JsonObject): AsyncIterable<Entry> {
  let headers = givenHeaders(config);
  for await (const row of rows(text, config)) {
    if (headers === undefined) headers = checked(row);
    else yield { value: item(headers, row) };
  }
}

function givenHeaders({ CSVHeaderLocation, CSVHeaders }: JsonObject): readonly string[] | undefined {
  switch (CSVHeaderLocation) {
    case 'FIRST_ROW':
      return undefined;
    case 'GIVEN':
      if (!isTexts(CSVHeaders)) throw readerFailed('CSVHeaders must be an array of strings');
      return checked(CSVHeaders);
    default:
      throw readerFailed('CSVHeaderLocation must be FIRST_ROW or GIVEN');
  }
}

const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === 'string');

function checked(headers: readonly string[]): readonly string[] {
  if (Buffer.byteLength(headers.join()) > HEADER_LIMIT_BYTES)
    throw readerFailed('The CSV headers are larger than 10 KiB');
  if (new Set(headers).size < headers.length) throw readerFailed('CSV headers cannot contain duplicates.');
  return headers;
}

const item = (headers: readonly string[], row: readonly string[]): JsonObject =>
  Object.fromEntries(headers.map((header, column) => [header, row[column] ?? '']));

function rows(text: AsyncIterable<string>, { CSVDelimiter = 'COMMA' }: JsonObject): AsyncIterable<readonly string[]> {
  const delimiter =
    typeof CSVDelimiter === 'string' && Object.hasOwn(DELIMITERS, CSVDelimiter) ? DELIMITERS[CSVDelimiter] : undefined;
  if (delimiter === undefined) throw readerFailed(`CSVDelimiter must be one of ${Object.keys(DELIMITERS).join(', ')}`);
  return csvRows(text, delimiter);
}
