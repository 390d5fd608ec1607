import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { type Bounds, isRequired, type Problems, type Required, type Shape } from '#services/dynamodb/shapes/shape.ts';
import { listOf, serializationError } from '#services/dynamodb/values/wire.ts';

/** A list. */
export const list = <T>(of: Shape<T>, bounds: Bounds = {}): Shape<readonly T[]> => ({
  parse(value, at, problems) {
    const elements = listOf(value);
    problems.length(value, elements.length, at, bounds);
    return elements.map((element, index) => member(of, element, `${at}.${index + 1}.member`, problems));
  },
});

/** A map from names to values of one kind. */
export const map = <T>(of: Shape<T>, bounds: Bounds = {}): Shape<ReadonlyMap<string, T>> => ({
  parse(value, at, problems) {
    const entries = Object.entries(object(value));
    problems.length(value, entries.length, at, bounds);
    return new Map(entries.map(([name, element]) => [name, member(of, element, `${at}.${name}.member`, problems)]));
  },
});

function member<T>(of: Shape<T>, value: Json, at: string, problems: Problems): T {
  if (value === null) problems.add(null, at, 'Member must not be null');
  // A null is refused with all other broken constraints; until then it only has to be there.
  return value === null ? (value as T) : of.parse(value, at, problems);
}

/** A map whose values are looked at elsewhere: attribute values, conditions. */
export const members: Shape<JsonObject> = { parse: (value) => object(value) };

/** Passes as it is, for others to read. */
export const anything: Shape<Json> = { parse: (value) => value };

export type MembersOf = Readonly<Record<string, Shape<unknown>>>;
type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** What a structure of these members is, once read. */
export type Structure<M extends MembersOf> = {
  readonly [K in keyof M as M[K] extends Required<unknown> ? K : never]: ValueOf<M[K]>;
} & { readonly [K in keyof M as M[K] extends Required<unknown> ? never : K]?: ValueOf<M[K]> };

/** The type that a shape reads. */
export type Read<S> = ValueOf<S>;

/** A structure whose members are known, for whoever lists them. */
export interface StructureShape<M extends MembersOf> extends Shape<Structure<M>> {
  readonly members: M;
}

/** Members by name. Those that the model does not have are ignored, as AWS does; `null` is as if it were not there. */
export function structure<M extends MembersOf>(members: M): StructureShape<M> {
  const needed = Object.keys(members).filter((name) => isRequired(members[name] ?? { parse: () => undefined }));
  return {
    members,
    parse(value, at, problems) {
      const given = object(value);
      const path = (name: string) => `${at === '' ? '' : `${at}.`}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      for (const name of needed)
        if ((given[name] ?? null) === null) problems.add(null, path(name), 'Member must not be null');
      const read = Object.entries(given).flatMap(([name, content]) => {
        const shape = Object.hasOwn(members, name) ? members[name] : undefined;
        return shape && content !== null ? [[name, shape.parse(content, path(name), problems)]] : [];
      });
      // Each member was read by its own shape: the compiler cannot follow that through entries.
      return Object.fromEntries(read) as Structure<M>;
    },
  };
}

function object(value: Json): JsonObject {
  if (isJsonObject(value)) return value;
  throw serializationError(Array.isArray(value) ? 'Start of list found where not expected' : 'Unexpected field type');
}
