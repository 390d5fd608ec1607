import type { Json } from '#asl/json.ts';

/** A value together with its JSON text: the text goes into history and is made once for each value. */
export interface Payload {
  readonly value: Json;
  readonly text: string;
}

/** UTF-8 bytes that a state's input or output may have. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const PAYLOAD_LIMIT = 262_144;

/** Most UTF-8 bytes that one UTF-16 code unit can take. */
const BYTES_PER_UNIT = 3;

export const payloadOf = (value: Json): Payload => ({ value, text: JSON.stringify(value) });

export const exceedsPayloadLimit = (text: string): boolean =>
  text.length * BYTES_PER_UNIT > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT;

/** The list of some values: its text is put together from theirs. */
export const listPayload = (items: readonly Payload[]): Payload => ({
  value: items.map(({ value }) => value),
  text: `[${items.map(({ text }) => text).join(',')}]`,
});
