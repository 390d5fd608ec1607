import type { JsonObject } from '#asl/json.ts';
import { csvItems } from './csv.ts';
import { readerFailed } from './failure.ts';
import type { Entry } from './item-reader.ts';
import { jsonItems } from './json.ts';
import { jsonLines } from './jsonl.ts';
import type { SourceObject } from './source-object.ts';

/** Turns an object into entries. */
type Format = (config: JsonObject) => (object: SourceObject) => AsyncIterable<Entry>;

/** The `InputType`s that name the format of an object, as data: docs/supported.md is written from it. */
export const formats: Readonly<Record<string, Format>> = {
  CSV: (config) => (object) => csvItems(object.text(), config),
  JSON: (config) => (object) => jsonItems(object.text(), config),
  JSONL: () => (object) => jsonLines(object.text()),
  PARQUET: () => (object) => parquetItems(object),
};

/** Loaded when the first such file is read: few are, and every start would wait for it. */
async function* parquetItems(object: SourceObject): AsyncIterable<Entry> {
  const { parquetRows } = await import('./parquet/parquet.ts');
  for await (const value of parquetRows(object)) yield { value };
}

export function formatOf(config: JsonObject): ReturnType<Format> {
  const type = config.InputType;
  const format = typeof type === 'string' && Object.hasOwn(formats, type) ? formats[type] : undefined;
  if (!format) throw readerFailed(`InputType ${String(type)} is not supported: use ${Object.keys(formats).join(', ')}`);
  return format(config);
}
