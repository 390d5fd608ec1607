import { isJsonObject, type Json } from '#asl/json.ts';

/** What Java's `String.valueOf` makes of a value: `{a=1, b=[x, y]}`. */
export function javaText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}=${javaText(member)}`);
  return `{${members.join(', ')}}`;
}
