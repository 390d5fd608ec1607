import type { Json, JsonObject } from '#asl/json.ts';
import { csvItems } from './csv.ts';
import { readerFailed } from './failure.ts';
import type { Entry } from './item-reader.ts';
import { jsonItems } from './json.ts';
import { jsonLines } from './jsonl.ts';

/** Turns the text of an object into entries. */
type Format = (config: JsonObject) => (text: AsyncIterable<string>) => AsyncIterable<Entry>;

/** The `InputType`s that name the format of an object, as data: docs/supported.md is written from it. */
export const formats: Readonly<Record<string, Format>> = {
  CSV: (config) => (text) => entries(csvItems(text, config)),
  JSON: (config) => (text) => jsonItems(text, config),
  JSONL: () => (text) => entries(jsonLines(text)),
};

async function* entries(values: AsyncIterable<Json>): AsyncIterable<Entry> {
  for await (const value of values) yield { value };
}

export function formatOf(config: JsonObject): ReturnType<Format> {
  const type = config.InputType;
  const format = typeof type === 'string' && Object.hasOwn(formats, type) ? formats[type] : undefined;
  if (!format) throw readerFailed(`InputType ${String(type)} is not supported: use ${Object.keys(formats).join(', ')}`);
  return format(config);
}
