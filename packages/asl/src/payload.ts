import type { Json } from '#asl/json.ts';
import { NestedTooDeeply } from './error.ts';

/** A value together with its JSON text: the text goes into history and is made once for each value. */
export interface Payload {
  readonly value: Json;
  readonly text: string;
}

/** UTF-8 bytes that a state's input or output may have. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const PAYLOAD_LIMIT = 262_144;

/** Most UTF-8 bytes that one UTF-16 code unit can take. */
const BYTES_PER_UNIT = 3;

/** Objects and lists within each other: what walks through data calls itself for each, on stacks of any size. */
export const DEEPEST_DATA = 1_000;

/** Payload of a value from outside, which is taken as it is. */
export const givenPayload = (value: Json): Payload => ({ value, text: JSON.stringify(value) });

/** Payload of a text from a history. */
export const payloadFrom = (text: string): Payload => ({ value: JSON.parse(text), text });

/** Throws a NestedTooDeeply. */
export const payloadOf = (value: Json): Payload => checked(givenPayload(value));

function checked(payload: Payload): Payload {
  if (depthMayExceed(payload.text) && depthOf(payload.text) > DEEPEST_DATA) throw new NestedTooDeeply(DEEPEST_DATA);
  return payload;
}

/** Whether there are enough brackets for it: cheap, and false of most. */
function depthMayExceed(text: string): boolean {
  if (text.length <= 2 * DEEPEST_DATA) return false;
  return hasMore(text, '{', DEEPEST_DATA / 2) || hasMore(text, '[', DEEPEST_DATA / 2);
}

function hasMore(text: string, sign: string, count: number): boolean {
  let found = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

/** Of JSON text, in which texts may hold brackets too. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === '"') at = endOfText(json, at);
    else if (sign === '{' || sign === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return deepest;
}

function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

export const exceedsPayloadLimit = (text: string): boolean =>
  text.length * BYTES_PER_UNIT > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT;

/** The list of some values: its text is put together from theirs. Throws a NestedTooDeeply. */
export const listPayload = (items: readonly Payload[]): Payload =>
  checked({
    value: items.map(({ value }) => value),
    text: `[${items.map(({ text }) => text).join(',')}]`,
  });
