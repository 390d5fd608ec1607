import { parseJson } from '@safelight/asl/definition/syntax/json-fault';
import type { Json, JsonObject } from '@safelight/asl/json';
import { invalidInput } from '#services/states/errors.ts';
import { constraint, optionalText } from '#services/states/input.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const MOST_PAYLOAD_BYTES = 262_144;

export function checkSize(value: string, name: string, most: number): void {
  if (Buffer.byteLength(value) <= most) return;
  throw constraint(`'${value.slice(0, 64)}…'`, name, `Member must have length less than or equal to ${most}`);
}

/** The input of an execution, as text and as value; an empty object where none is given. */
export function readInput(input: JsonObject): { readonly text: string; readonly value: Json } {
  const text = optionalText(input, 'input') ?? '{}';
  checkSize(text, 'input', MOST_PAYLOAD_BYTES);
  const parsed = parseJson(text);
  if (!parsed.ok) throw invalidInput(parsed.why);
  return { text, value: parsed.value };
}
