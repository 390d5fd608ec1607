import { isJsonObject, type Json } from '#asl/json.ts';
import { readerFailed } from './failure.ts';

/** The value at a JSON Pointer (RFC 6901); undefined when there is none. */
export function atPointer(document: Json, pointer: string): Json | undefined {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) throw readerFailed(`ItemsPointer ${pointer} is not a JSON Pointer`);
  let value: Json | undefined = document;
  for (const token of pointer.slice(1).split('/').map(unescaped)) value = member(value, token);
  return value;
}

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

function member(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
