import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import fc from '#tests/support/fast-check.ts';

type Path = readonly (string | number)[];

/** A JSON value with one place in it changed: a member taken away, replaced by something else, or added. */
export function mutated(value: Json): fc.Arbitrary<Json> {
  const places = pathsIn(value);
  const change = fc.oneof(
    fc.constant({ kind: 'remove' } as const),
    fc.jsonValue({ maxDepth: 2 }).map((to) => ({ kind: 'replace', to: to as Json }) as const),
  );
  return fc.tuple(fc.constantFrom(...places), change).map(([path, one]) => changed(value, path, one));
}

type Change = { readonly kind: 'remove' } | { readonly kind: 'replace'; readonly to: Json };

function pathsIn(value: Json): readonly Path[] {
  const children: readonly [string | number, Json][] = Array.isArray(value)
    ? value.map((member: Json, index) => [index, member])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [[], ...children.flatMap(([key, member]) => pathsIn(member).map((path) => [key, ...path]))];
}

function changed(value: Json, [key, ...rest]: Path, change: Change): Json {
  if (key === undefined) return change.kind === 'replace' ? change.to : value;
  const isLast = rest.length === 0;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (isLast && change.kind === 'remove') return list.filter((_, index) => index !== key);
    return list.map((member, index) => (index === key ? changed(member, rest, change) : member));
  }
  const object: JsonObject = isJsonObject(value) ? value : {};
  const entries = Object.entries(object).filter(([name]) => !(isLast && change.kind === 'remove' && name === key));
  return Object.fromEntries(
    entries.map(([name, member]) => [name, name === key ? changed(member, rest, change) : member]),
  );
}
