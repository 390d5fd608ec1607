import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { readerFailed } from './failure.ts';
import type { Entry } from './item-reader.ts';
import { elementTexts } from './json-elements.ts';
import { atPointer } from './json-pointer.ts';

/**
 * The elements of an array, or the members of an object with their names. An array that is the whole document is read piece by piece;
 * what `ItemsPointer` points into, and an object, is held in memory.
 */
export async function* jsonItems(text: AsyncIterable<string>, { ItemsPointer }: JsonObject): AsyncIterable<Entry> {
  const pointer = typeof ItemsPointer === 'string' ? ItemsPointer : '';
  const { first, rest } = await peek(text);
  if (pointer === '' && first === '[') {
    for await (const element of elementTexts(rest)) yield { value: parsed(element) };
    return;
  }
  yield* membersOf(atPointer(parsed(await join(rest)), pointer), pointer);
}

function* membersOf(value: Json | undefined, pointer: string): Iterable<Entry> {
  if (Array.isArray(value)) for (const element of value) yield { value: element };
  else if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) yield { key, value: member };
  else throw readerFailed(`Attempting to map over non-iterable node${pointer === '' ? '' : ` at ${pointer}`}.`);
}

/** The first character that is not white space, and the whole text again. */
async function peek(text: AsyncIterable<string>): Promise<{ first: string; rest: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let head = '';
  for (;;) {
    const next = await iterator.next();
    if (!next.done) head += next.value.replace(/^\uFEFF/, '');
    const first = head.trimStart().charAt(0);
    if (first !== '' || next.done) return { first, rest: prepend(head, iterator) };
  }
}

async function* prepend(head: string, iterator: AsyncIterator<string>): AsyncIterable<string> {
  yield head;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

async function join(text: AsyncIterable<string>): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of text) chunks.push(chunk);
  return chunks.join('');
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw readerFailed(`The object is not valid JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
